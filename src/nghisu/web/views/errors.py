"""The pages of errors. A lost database answers 503 wherever the loss was noticed."""

from __future__ import annotations

import logging
import sys
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from nghisu.foundation.access import public
from nghisu.foundation.middleware import error_page

logger = logging.getLogger(__name__)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


@public
def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: the page was open too long, or the form is not ours."""
    return error_page(request, 403)


@public
def failed(request: HttpRequest) -> HttpResponse:
    problem = sys.exc_info()[1]
    code = uuid4().hex[:8]
    logger.error("request %s failed", code, exc_info=problem)
    return error_page(request, 503 if isinstance(problem, DatabaseError | OSError) else 500, code=code)

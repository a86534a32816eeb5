"""`/api/v1`: the endpoints of every app, closed by default like every page (TRUST 1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.constants import NOT_SET
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.security import HttpBearer

from nghisu.approvals.api import router as approvals
from nghisu.conferences.api import router as conferences
from nghisu.directory.api import router as directory
from nghisu.documents.api import router as registers
from nghisu.foundation.access import ACTION_ATTRIBUTE, ActingRequest, must
from nghisu.foundation.access.routes import PUBLIC
from nghisu.foundation.api import problem_of
from nghisu.foundation.refusals import Refused
from nghisu.invitations.api import router as invitations
from nghisu.programme.api import router as programme
from nghisu.web.api.describing import api_page, api_schema
from nghisu.web.api.own import router as own

VERSION = "1.0.0"


class Token(HttpBearer):
    """The token in `Authorization: Bearer …`, which the middleware has asked for already."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return getattr(request, "token", None)


def build_api() -> NinjaAPI:
    """The endpoints with their schema. Raises ValueError for one that does not say which action it requires."""
    api = NinjaAPI(
        title="Nghị Sự",
        version=VERSION,
        description=(
            "Danh bạ, chương trình, hội nghị, thời hạn và phát hiện của một cấp ủy, cho phần mềm khác của cơ quan. "
            "Mỗi mã truy cập thuộc đúng một cấp ủy. · Directory, programme, conferences, deadlines and findings of one "
            "committee, for the office's other programs. Each token belongs to exactly one committee."
        ),
        auth=Token(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    for kind in (Exception, Refused, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, _tell)
    for router in (own, directory, programme, conferences, invitations, registers, approvals):
        api.add_router("", router)
    return api


def _tell(request: HttpRequest, problem: Exception | type[Exception]) -> HttpResponse:
    if isinstance(problem, type):
        problem = problem()
    told = problem_of(problem)
    if told is None:
        raise problem
    return told


def routes_of(api: NinjaAPI) -> list[URLPattern | URLResolver]:
    """The addresses of the endpoints. Each carries the action that its endpoint requires and its method."""
    found: list[URLPattern | URLResolver] = [
        path("", api_page, name="docs"),
        path("openapi.json", api_schema, name="schema"),
    ]
    for bound in api._get_bound_routers():
        placed = [(view, one) for view in bound.path_operations.values() for one in view.operations]
        for pattern, (view, operation) in zip(bound.urls_paths(bound.prefix), placed, strict=True):
            found.append(path(str(pattern.pattern), _entered(view, operation), name=pattern.name))
    return found


def _entered(view: PathView, operation: Operation) -> Callable[..., HttpResponseBase]:
    actions = {method: _action_of(one) for one in view.operations for method in one.methods}
    answer = view.get_view()

    def entered(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in actions:
            # Asked before what was sent is read: what one may not do does not exist, however it is spelled.
            must(cast(ActingRequest, request).actor, actions[request.method])
        told: HttpResponseBase = answer(request, *args, **kwargs)
        return told

    entered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie ever acts here
    entered.operation = operation  # type: ignore[attr-defined]  # for the walk through all routes
    setattr(entered, ACTION_ATTRIBUTE, _action_of(operation))
    return entered


def _action_of(operation: Operation) -> str:
    action: str | None = getattr(operation.view_func, ACTION_ATTRIBUTE, None)
    if action is None or action == PUBLIC or operation.auth_param is not NOT_SET:
        raise ValueError(f"{operation.path}: an endpoint needs @requires(action) and the token of the API")
    return action


api = build_api()
urls = (routes_of(api), "api")

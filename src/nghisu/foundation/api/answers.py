"""How an endpoint answers, and how a command that came through the API is run once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from pydantic_core import to_json, to_jsonable_python

from nghisu.foundation.actors import Actor
from nghisu.foundation.commands import once

JSON = "application/json; charset=utf-8"


def answer(body: Any, status: int = 200) -> HttpResponse:
    """Rows as JSON, at once: they were read for this answer and need no second look."""
    return HttpResponse(to_json(body), status=status, content_type=JSON)


def sent_once(
    by: Actor,
    key: UUID,
    name: str,
    payload: Mapping[str, Any],
    run: Callable[[], Mapping[str, Any]],
    status: int = 200,
) -> HttpResponse:
    """Run a command unless its key came before, and answer the same either way (TRUST 2).

    `run` returns the body of the answer, which is kept with the receipt: whoever sends the same again reads the same.
    Raises CommandReused for another body under the same key.
    """
    kept = once(by, key, name, to_jsonable_python(payload), lambda: dict(to_jsonable_python(run())))
    return answer(kept, status)


def created(
    by: Actor, key: UUID, name: str, payload: Mapping[str, Any], run: Callable[[], Mapping[str, Any]]
) -> HttpResponse:
    """The same for a command that makes something: 201."""
    return sent_once(by, key, name, payload, run, status=201)

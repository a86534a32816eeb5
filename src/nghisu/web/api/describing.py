"""What the API is, for programs (OpenAPI 3.1) and for the people who write them: a page of our own, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nghisu.accounts.scopes import SCOPE_NAMES
from nghisu.foundation.access import public
from nghisu.foundation.api import answer
from nghisu.web.api.told import hooks_of_schema, told_events


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that an endpoint is asked with."""

    name: str
    place: str
    required: bool
    said: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint as the page shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: str
    statuses: list[str]


@dataclass(slots=True)
class Group:
    """The endpoints of one matter."""

    name: str
    endpoints: list[Endpoint] = field(default_factory=list)


@cache
def schema() -> dict[str, Any]:
    """The schema of the API, made once."""
    from nghisu.web.api.root import api  # the root is made of this page, too

    return dict(api.get_openapi_schema(path_prefix="/api/v1/")) | {"webhooks": hooks_of_schema()}


@public
@require_safe
def api_schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1. It holds nothing of any committee: everybody may read what the programme's source says, too."""
    return answer(schema())


@public
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """The same for people to read."""
    return render(
        request,
        "web/api.html",
        {
            "groups": list(_groups()),
            "scopes": [*SCOPE_NAMES.items()],
            "told": list(told_events()),
            "base": _base(request),
        },
    )


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/api/v1")


def _groups() -> Iterator[Group]:
    groups: dict[str, Group] = {}
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            name = (operation.get("tags") or [""])[0]
            groups.setdefault(name, Group(name)).endpoints.append(_endpoint(path, method, operation))
    return iter(groups.values())


def _endpoint(path: str, method: str, operation: dict[str, Any]) -> Endpoint:
    return Endpoint(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=[
            Parameter(one["name"], one["in"], one.get("required", False), one.get("description", ""))
            for one in operation.get("parameters", [])
        ],
        body=_body(operation.get("requestBody", {}).get("content", {})),
        statuses=[str(status) for status in operation.get("responses", {})],
    )


def _body(content: dict[str, Any]) -> str:
    """What is sent: the name of the shape, or the fields of a form that carries files."""
    if "multipart/form-data" in content:
        return "multipart/form-data: " + ", ".join(content["multipart/form-data"]["schema"]["properties"])
    name: str = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    return name.rpartition("/")[2]

"""Every route of the house, found by walking the URLconf, and what a test puts into its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from nghisu.foundation.access import ACTION_ATTRIBUTE
from nghisu.foundation.access.routes import PUBLIC


@dataclass(frozen=True, slots=True)
class Route:
    """A named address, the action that it requires (None: it does not say) and the parts of its address.

    `method` is that of an endpoint of the API, which takes a token; empty for a page, which takes a session.
    """

    name: str
    view: Callable[..., Any]
    action: str | None
    parts: frozenset[str] = field(default_factory=frozenset)
    method: str = ""

    @property
    def is_public(self) -> bool:
        return self.action == PUBLIC


def all_routes() -> list[Route]:
    """Every pattern below the root, with the name by which it is reversed."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield Route(
                name=f"{namespace}{pattern.name}",
                view=pattern.callback,
                action=getattr(pattern.callback, ACTION_ATTRIBUTE, None),
                parts=frozenset(pattern.pattern.converters),
                method="".join(getattr(getattr(pattern.callback, "operation", None), "methods", ())),
            )


ROUTES = all_routes()
BEHIND_SIGN_IN = [route for route in ROUTES if not route.is_public and not route.method]
BEHIND_A_TOKEN = [route for route in ROUTES if route.method]

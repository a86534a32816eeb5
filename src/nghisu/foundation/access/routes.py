from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from nghisu.foundation.access.matrix import load_matrix
from nghisu.foundation.access.verdicts import must
from nghisu.foundation.actors import Actor

ACTION_ATTRIBUTE = "required_action"
PUBLIC = "public"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class ActingRequest(HttpRequest):
    """A request whose actor is known: what every page behind the sign-in is given."""

    actor: Actor


def requires(action: str) -> Callable[[View[P]], View[P]]:
    """A view open to those whom the matrix allows the action. Raises KeyError for an action it does not know."""
    load_matrix()[action]

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            must(request.actor, action)  # type: ignore[attr-defined]  # set by the actor middleware
            return view(request, *args, **kwargs)

        setattr(guarded, ACTION_ATTRIBUTE, action)
        return guarded

    return decorate


def public(view: View[P]) -> View[P]:
    """A view open to everybody, signed in or not."""
    setattr(view, ACTION_ATTRIBUTE, PUBLIC)
    return view

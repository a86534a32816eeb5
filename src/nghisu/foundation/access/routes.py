from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from nghisu.foundation.access.matrix import load_matrix
from nghisu.foundation.access.verdicts import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee

ACTION_ATTRIBUTE = "required_action"
PUBLIC = "public"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ActingRequest(HttpRequest):
    """A request whose actor is known: what every page behind the sign-in is given.

    `committee` is the one the actor works in, `committees` those in which the person serves today.
    """

    actor: Actor
    htmx: HtmxDetails
    committee: Committee | None
    committees: list[Committee]


ActingView = Callable[Concatenate[ActingRequest, P], HttpResponseBase]


def requires(action: str) -> Callable[[ActingView[P]], View[P]]:
    """A view open to those whom the matrix allows the action. Raises KeyError for an unknown action."""
    load_matrix()[action]

    def decorate(view: ActingView[P]) -> View[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            acting = cast(ActingRequest, request)  # the actor middleware has made it one
            must(acting.actor, action)
            return view(acting, *args, **kwargs)

        update_wrapper(guarded, view)
        setattr(guarded, ACTION_ATTRIBUTE, action)
        return guarded

    return decorate


def public(view: View[P]) -> View[P]:
    """A view open to everybody, signed in or not."""
    setattr(view, ACTION_ATTRIBUTE, PUBLIC)
    return view

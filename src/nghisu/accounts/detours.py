"""Pages that are open while something must be done first: a handed-out password changed, a second step set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from nghisu.accounts import sessions
from nghisu.accounts.models import User

OPEN_ON_THE_WAY = "open_on_the_way"

V = TypeVar("V", bound=Callable[..., Any])


def on_the_way(view: V) -> V:
    """A view that is open before anything else is: by it one does what must be done first."""
    setattr(view, OPEN_ON_THE_WAY, True)
    return view


def detour_of(request: HttpRequest, view: Callable[..., Any]) -> str:
    """The name of the page to go to first; empty when the way is free."""
    if getattr(view, OPEN_ON_THE_WAY, False):
        return ""
    if isinstance(request.user, User) and request.user.start_password_until is not None:
        return "accounts:password"
    if request.session.get(sessions.LACKS_FACTOR):
        return "accounts:factors"
    return ""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.accounts.models import User


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demonstration, and whose day it shows."""

    username: str
    name: str
    persona: str


def demo_accounts() -> list[DemoAccount]:
    """The demonstration's accounts in the order they were made, for its sign-in page."""
    users = User.objects.exclude(persona="").filter(is_active=True).select_related("person").order_by("id")
    return [
        DemoAccount(u.username, u.person.full_name if u.person is not None else u.username, _(u.persona))
        for u in users
    ]

"""How those who have a letter are told something more about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nghisu.accounts.models import User
from nghisu.invitations.models import Delivery


@dataclass(frozen=True, slots=True)
class Reached:
    """Letters by how those they are for are reached: with an account in its notices, without one by mail at the address
    of the list; `beyond` are those who have neither."""

    by_account: list[Delivery]
    by_mail: list[Delivery]
    beyond: list[Delivery]

    @property
    def people(self) -> list[int]:
        """Those who have an account."""
        return [one.invitee.person_id for one in self.by_account if one.invitee.person_id is not None]


def reached_by(rows: Iterable[Delivery]) -> Reached:
    """Sort letters, read with their invitees, by how those they are for are reached: one query."""
    found = Reached([], [], [])
    letters = list(rows)
    people = {one.invitee.person_id for one in letters if one.invitee.person_id is not None}
    with_account = set(
        User.objects.filter(person__in=people, is_active=True).values_list("person", flat=True)
    )
    for one in letters:
        if one.invitee.person_id in with_account:
            found.by_account.append(one)
        elif one.invitee.email:
            found.by_mail.append(one)
        else:
            found.beyond.append(one)
    return found

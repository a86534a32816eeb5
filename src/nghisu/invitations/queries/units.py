"""The letters of a unit over the Party network, as the unit itself sees them by the link in its package."""

from __future__ import annotations

from dataclasses import dataclass

from django_scopes import scope, scopes_disabled

from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.models import Committee
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.links import named_by
from nghisu.invitations.models import Delivery, Mailing, Receipt
from nghisu.invitations.queries.numbers import READ_WITH
from nghisu.invitations.queries.originals import may_leave
from nghisu.invitations.queries.replies import ENDS_AFTER
from nghisu.programme.models import Entry


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A letter of the unit: whether the unit confirmed it and sent it on."""

    one: Delivery
    confirmed: bool
    sent_on: bool


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The letters of one unit that count and may leave."""

    committee: Committee
    unit: Organisation
    mailing: Mailing
    lines: list[UnitLine]

    @property
    def entry(self) -> Entry:
        """The conference they are for."""
        return self.mailing.conference.entry

    @property
    def confirmed(self) -> bool:
        return all(line.confirmed for line in self.lines)

    @property
    def to_send_on(self) -> list[UnitLine]:
        return [line for line in self.lines if not line.sent_on]


def letters_of_unit(secret: str) -> OfUnit | None:
    """What a secret opens: letters that count, of a conference that is not over. Everything else is None, and is answered
    alike."""
    named = named_by(secret)
    if named is None:
        return None
    read = [*READ_WITH, "conference__entry__room"]
    with scopes_disabled():
        mailing = Mailing.objects.filter(pk=named[0]).select_related(*read).first()
        if mailing is None:
            return None
        unit = Organisation.objects.filter(pk=named[1], committee=mailing.committee_id).first()
    entry = mailing.conference.entry
    if unit is None or clock.now() >= (entry.closing or entry.opening) + ENDS_AFTER:
        return None
    with scope(committee=mailing.committee):
        rows = may_leave(
            Delivery.objects.filter(
                committee=mailing.committee_id,
                mailing=mailing,
                unit=unit,
                way=Way.NETWORK,
                replaced_at=None,
                drawn_at__isnull=False,
                invitee__removed_at=None,
            )
        )
        letters = list(rows.select_related("invitee").order_by("invitee__rank", "invitee__sort_key", "pk"))
        said = set(
            Receipt.objects.filter(delivery__in=[one.pk for one in letters]).values_list(
                "delivery", "hop", "step"
            )
        )
    if not letters:
        return None
    lines = [
        UnitLine(
            one,
            (one.pk, 1, Step.CONFIRMED.value) in said,
            any((one.pk, 2, step.value) in said for step in Step),
        )
        for one in letters
    ]
    return OfUnit(mailing.committee, unit, mailing, lines)

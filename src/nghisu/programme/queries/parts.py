"""The three offices that serve the committee, and whether each has put in its part of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nghisu.core.planning.periods import Period, Tier
from nghisu.directory.models import Organisation
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import OfficePart

OFFICES = (
    Organisation.Kind.PARTY_OFFICE,
    Organisation.Kind.COUNCIL_OFFICE,
    Organisation.Kind.PEOPLE_COMMITTEE_OFFICE,
)

TOGETHER = frozenset({Tier.YEAR, Tier.QUARTER, Tier.MONTH})
"""The periods whose programme the offices draw up together."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One office of the three: its part if it has said that it is in, and whether the actor may say so for it."""

    office: Organisation
    part: OfficePart | None
    may_say: bool


def three_offices(by: Actor, on: date) -> Sequence[Organisation]:
    """The offices of the committee, the council and the people's committee on a day, in that order."""
    rows = Organisation.objects.filter(valid_on(on), committee=by.committee_id, kind__in=OFFICES)
    order = {kind.value: place for place, kind in enumerate(OFFICES)}
    return sorted(rows, key=lambda one: (order[one.kind], one.sort_key, one.pk))


def parts_of(by: Actor, period: Period) -> list[PartLine]:
    """How the offices' parts of a period stand; none for a period that the office draws up alone."""
    if period.tier not in TOGETHER:
        return []
    rows = OfficePart.objects.filter(committee=by.committee_id, tier=period.tier.value, since=period.since)
    parts = {part.organisation_id: part for part in rows}
    return [
        PartLine(office, parts.get(office.pk), bool(may(by, "programme.contribute", [office.pk])))
        for office in three_offices(by, clock.today())
    ]

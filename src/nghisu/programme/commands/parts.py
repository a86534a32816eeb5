from __future__ import annotations

from django.db import transaction

from nghisu.core.planning.periods import Period
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import put_entries
from nghisu.programme.models import Entry, OfficePart
from nghisu.programme.queries.parts import TOGETHER, three_offices
from nghisu.programme.refusals import PeriodNotOpen


@transaction.atomic
def mark_part_ready(by: Actor, period: Period, organisation_id: int, note: str = "") -> OfficePart:
    """Say that one of the three offices has put in all it has for a period. Raises PeriodNotOpen."""
    _must_be_one_of_the_three(by, period, organisation_id)
    part, _ = OfficePart.objects.update_or_create(
        committee_id=by.tenant,
        tier=period.tier.value,
        since=period.since,
        organisation_id=organisation_id,
        defaults={"note": nfc(note)[:500], "ready_at": clock.now(), "ready_by_name": by.name},
    )
    remember(by, "programme.part_ready", part, after={"period": str(period), "note": part.note})
    return part


@transaction.atomic
def reopen_part(by: Actor, period: Period, organisation_id: int) -> None:
    """Take back that an office's part is in: there is more to come."""
    _must_be_one_of_the_three(by, period, organisation_id)
    part = (
        OfficePart.objects.select_for_update(of=("self",))
        .filter(
            committee=by.committee_id,
            tier=period.tier.value,
            since=period.since,
            organisation=organisation_id,
        )
        .order_by()
        .first()
    )
    if part is not None:
        remember(by, "programme.part_reopened", part, before={"period": str(period), "note": part.note})
        part.delete()


@transaction.atomic
def put_large_conference(by: Actor, period: Period, organisation_id: int, content: EntryContent) -> Entry:
    """Put a large conference of one of the three offices into the programme of a period while it is drawn up, so that
    the others plan around it. What the office puts in is prepared by that office. Raises PeriodNotOpen."""
    _must_be_one_of_the_three(by, period, organisation_id)
    if content.preparing_id != organisation_id or content.unscheduled:
        raise AccessRefused(str(organisation_id))
    return put_entries(by, [content])[0]


def _must_be_one_of_the_three(by: Actor, period: Period, organisation_id: int) -> None:
    must(by, "programme.contribute", [organisation_id])
    today = clock.today()
    if period.tier not in TOGETHER or organisation_id not in {one.pk for one in three_offices(by, today)}:
        raise AccessRefused(str(organisation_id))
    if today < period.opens_on():
        raise PeriodNotOpen(f"{period.opens_on():%d/%m/%Y}")

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nghisu.core.dates import default_calendar
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.events import OwnDaysChanged
from nghisu.rulebook.models import OwnDay
from nghisu.rulebook.refusals import DayTaken, DocumentMissing, NothingChanges


@dataclass(frozen=True, slots=True)
class OwnDayContent:
    """What is stated of a day: off, or worked in exchange (`works`), what for, by which document."""

    day: date
    works: bool
    name: str
    document: str


@transaction.atomic
def add_own_day(by: Actor, content: OwnDayContent) -> OwnDay:
    """Enter a day off or a day worked of the committee's own; what is still owed is counted anew in the same act.

    Raises DocumentMissing, DayTaken, and NothingChanges for a day that is off or worked anyway.
    """
    must(by, "settings.edit")
    Committee.objects.select_for_update(no_key=True).get(pk=by.tenant)
    name, document = " ".join(content.name.split()), " ".join(content.document.split())
    if not document or not name:
        raise DocumentMissing
    if OwnDay.objects.filter(committee=by.committee_id, day=content.day).exists():
        raise DayTaken(content.day)
    if default_calendar().is_working(content.day) == content.works:
        raise NothingChanges(content.day, content.works)
    own = OwnDay.objects.create(
        committee_id=by.tenant, day=content.day, works=content.works, name=name, document=document
    )
    remember(by, "own_day.added", own, after=_told(own))
    publish(OwnDaysChanged(by=by))
    return own


@transaction.atomic
def remove_own_day(by: Actor, own_day_id: int) -> None:
    """Take a day of the committee's own back; what is still owed is counted anew in the same act."""
    must(by, "settings.edit")
    own = OwnDay.objects.select_for_update().filter(committee=by.committee_id, pk=own_day_id).first()
    if own is None:
        raise AccessRefused(str(own_day_id))
    remember(by, "own_day.removed", own, before=_told(own))
    own.delete()
    publish(OwnDaysChanged(by=by))


def _told(own: OwnDay) -> dict[str, object]:
    return {"day": own.day, "works": own.works, "name": own.name, "document": own.document}

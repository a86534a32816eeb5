from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.ground import locked_conference
from nghisu.conferences.commands.pack_readers import keep_pack_readers
from nghisu.conferences.enums import Purpose
from nghisu.conferences.events import AgendaItemLeaves
from nghisu.conferences.models import AgendaItem, Conference, ItemDocument
from nghisu.conferences.policy import may_change_agenda
from nghisu.conferences.queries.suggested import suggestions_for
from nghisu.conferences.queries.ten_days import expects_one, kinds_of
from nghisu.conferences.refusals import AgendaClosed, ItemChangedMeanwhile, ItemInUse
from nghisu.core.text import fold, nfc
from nghisu.directory.models import Appointment, Organisation
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import carry_appraised
from nghisu.programme.commands.weighing_suggestions import place_suggestion
from nghisu.programme.models import Entry
from nghisu.programme.queries import visible_entries


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What is stated of an item of an agenda; `minutes` None where no time is set yet, `documents` one a line."""

    title: str
    purpose: Purpose = Purpose.REPORT
    reporting_id: int | None = None
    presenter_id: int | None = None
    presenter_text: str = ""
    minutes: int | None = None
    documents: str = ""
    note: str = ""
    follows_id: int | None = None
    suggestion_id: int | None = None


class Direction(StrEnum):
    """Where an item goes among the others."""

    UP = "len"
    DOWN = "xuong"
    FIRST = "dau"
    LAST = "cuoi"


@transaction.atomic
def add_item(by: Actor, entry_id: int, content: ItemContent) -> AgendaItem:
    """Put an item at the end of a conference's agenda; the conference begins with it where nobody has begun it.

    Raises AgendaClosed, and AccessRefused for a conference, unit, person or item that is not the committee's.
    """
    must(by, "agenda.edit")
    entry = _visible_entry(by, entry_id)
    conference = locked_conference(by, conference_of_entry(by, entry).pk)
    _must_be_open(by, conference)
    _must_be_own(by, conference, content)
    _take_in(by, entry, content)
    item = AgendaItem(committee_id=by.tenant, conference=conference, position=conference.agenda.count() + 1)
    _write(item, _columns(content))
    remember(by, "agenda.added", item, after=_said_of(item) | {"conference": conference.code})
    _owe_ten_days(by, item)
    return item


@transaction.atomic
def change_item(by: Actor, item_id: int, content: ItemContent, revision: int | None = None) -> AgendaItem:
    """Change what is stated of an item. `revision` is what was seen: where somebody changed it since,
    ItemChangedMeanwhile. Raises AgendaClosed, AccessRefused."""
    must(by, "agenda.edit")
    item = locked_item(by, item_id)
    _must_be_open(by, item.conference)
    _must_be_own(by, item.conference, content)
    if revision is not None and revision != item.revision:
        raise ItemChangedMeanwhile
    after = _columns(content)
    if content.suggestion_id != item.suggestion_id:
        _take_in(by, item.conference.entry, content)
    if any(getattr(item, name) != value for name, value in after.items()):
        before = _said_of(item)
        item.revision += 1
        _write(item, after)
        remember(by, "agenda.changed", item, before=before, after=_said_of(item))
        _owe_ten_days(by, item)
    return item


@transaction.atomic
def move_item(by: Actor, item_id: int, direction: Direction) -> AgendaItem:
    """Put an item one place up or down, or to either end; at the end already, nothing happens.

    Raises AgendaClosed, AccessRefused.
    """
    must(by, "agenda.edit")
    item = locked_item(by, item_id)
    _must_be_open(by, item.conference)
    items = list(AgendaItem.objects.filter(committee=by.committee_id, conference=item.conference))
    place = next(at for at, one in enumerate(items) if one.pk == item.pk)
    wanted = {
        Direction.UP: max(place - 1, 0),
        Direction.DOWN: min(place + 1, len(items) - 1),
        Direction.FIRST: 0,
        Direction.LAST: len(items) - 1,
    }[direction]
    if wanted == place:
        return item
    items.insert(wanted, items.pop(place))
    before = item.position
    renumber(items)
    item.position = wanted + 1
    remember(by, "agenda.moved", item, before={"position": before}, after={"position": item.position})
    return item


@transaction.atomic
def remove_item(by: Actor, item_id: int) -> Conference:
    """Take an item off the agenda; the trail keeps what it said, its documents stay in the pack. Returns the conference.

    Raises ItemInUse where guests or another conference's item hang on it, AgendaClosed, AccessRefused.
    """
    must(by, "agenda.edit")
    item = locked_item(by, item_id)
    conference = item.conference
    _must_be_open(by, conference)
    publish(AgendaItemLeaves(by=by, item=item))
    remember(by, "agenda.removed", item, before=_said_of(item) | {"conference": conference.code})
    ItemDocument.objects.filter(committee=by.committee_id, item=item).delete()
    try:
        with transaction.atomic():
            item.delete()
    except ProtectedError:
        raise ItemInUse from None
    renumber(list(AgendaItem.objects.filter(committee=by.committee_id, conference=conference)))
    keep_pack_readers(by, conference)
    return conference


def renumber(items: list[AgendaItem]) -> None:
    """Keep the order of these items as their positions, from 1 without a gap."""
    for place, one in enumerate(items, start=1):
        one.position = place
    AgendaItem.objects.bulk_update(items, ["position"])


def _write(item: AgendaItem, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(item, name, value)
    item.save()


def _columns(content: ItemContent) -> dict[str, Any]:
    title = nfc(content.title)
    return {
        "title": title,
        "search_text": fold(f"{title} {content.presenter_text} {content.documents}")[:900],
        "purpose": content.purpose,
        "reporting_id": content.reporting_id,
        "presenter_id": content.presenter_id,
        "presenter_text": nfc(content.presenter_text),
        "minutes": content.minutes,
        "documents": nfc(content.documents),
        "note": nfc(content.note),
        "follows_id": content.follows_id,
        "suggestion_id": content.suggestion_id,
    }


def _said_of(item: AgendaItem) -> dict[str, Any]:
    """An item as the trail keeps it: names for numbers."""
    with override("vi"):
        purpose = str(Purpose(item.purpose).label)
    return {
        "title": item.title,
        "what_for": purpose,
        "reporting": item.reporting.name if item.reporting is not None else "",
        "presenter": item.presenter.full_name if item.presenter is not None else item.presenter_text,
        "minutes": item.minutes,
        "documents": item.documents,
        "follows": item.follows.title if item.follows is not None else "",
        "suggestion": item.suggestion.matter if item.suggestion is not None else "",
        "note": item.note,
    }


def _owe_ten_days(by: Actor, item: AgendaItem) -> None:
    """An item that expects a scheme or the like has the conference owe its ten days (5609 I/III/1.2/b1)."""
    if expects_one(item, kinds_of(item.conference)):
        carry_appraised(by, item.conference.entry_id)


def _must_be_open(by: Actor, conference: Conference) -> None:
    verdict = may_change_agenda(by, conference)
    if not verdict:
        raise AgendaClosed(verdict.reason)


def _must_be_own(by: Actor, conference: Conference, content: ItemContent) -> None:
    """Refuse a unit, a person or an earlier item that is not the committee's: to the actor they do not exist."""
    if content.reporting_id is not None:
        units = Organisation.objects.filter(committee=by.committee_id, pk=content.reporting_id)
        if not units.exists():
            raise AccessRefused("unit")
    if content.presenter_id is not None:
        held = Appointment.objects.filter(person=content.presenter_id, position__committee=by.committee_id)
        if not held.exists():
            raise AccessRefused("person")
    if content.follows_id is not None:
        earlier = AgendaItem.objects.filter(committee=by.committee_id, pk=content.follows_id)
        if not earlier.exclude(conference=conference).exists():
            raise AccessRefused("item")


def _take_in(by: Actor, entry: Entry, content: ItemContent) -> None:
    """What was suggested is dealt with at this conference now. Raises AccessRefused for what it may not take."""
    if content.suggestion_id is None:
        return
    if not suggestions_for(by, entry).filter(pk=content.suggestion_id).exists():
        raise AccessRefused("suggestion")
    place_suggestion(by, content.suggestion_id, entry)


def _visible_entry(by: Actor, entry_id: int) -> Entry:
    entry = visible_entries(by).filter(pk=entry_id).first()
    if entry is None:
        raise AccessRefused(str(entry_id))
    return entry


def locked_item(by: Actor, item_id: int) -> AgendaItem:
    """An item, its conference locked first, so that two who reorder one agenda act one after the other."""
    rows = AgendaItem.objects.filter(committee=by.committee_id, pk=item_id)
    found = rows.values_list("conference", flat=True).first()
    if found is None:
        raise AccessRefused(str(item_id))
    conference = locked_conference(by, found)
    item = rows.select_for_update(of=("self",)).order_by().first()
    if item is None:
        raise AccessRefused(str(item_id))
    item.conference = conference
    return item

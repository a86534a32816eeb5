"""The incoming register: a received number at the act of entering, handed to whom, answered by when and with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import transaction

from nghisu.core.text import fold, legible, nfc
from nghisu.directory.models import Organisation
from nghisu.documents.commands.filing import Handed, Made, keep_beside
from nghisu.documents.commands.numbering import take_received_number
from nghisu.documents.enums import Level
from nghisu.documents.models import IncomingDocument, IssuedDocument
from nghisu.documents.refusals import NoFileOfASecret
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

M = TypeVar("M", Organisation, IssuedDocument)


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom an incoming document was handed, by when it is to be answered, and with what it was."""

    unit_id: int | None = None
    person: str = ""
    answer_by: date | None = None
    answered_on: date | None = None
    answer_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncomingContent:
    """What the incoming register holds of a document when it comes; where no day is stated, it came today."""

    sender: str
    title: str
    their_number: str = ""
    their_date: date | None = None
    received_on: date | None = None
    level: str = Level.NORMAL
    handing: Handing = field(default_factory=Handing)
    about: tuple[str, int] | None = None


@transaction.atomic
def register_incoming(
    by: Actor, content: IncomingContent, files: Iterable[Handed | Made] = ()
) -> IncomingDocument:
    """Enter a document that came, today or before, under the next received number of the year in which it came. Raises
    NoFileOfASecret, AccessRefused for a day to come."""
    must(by, "incoming.register")
    files = list(files)
    if content.level not in Level.values:
        raise AccessRefused(content.level)
    if files and content.level != Level.NORMAL:
        raise NoFileOfASecret
    came = content.received_on or clock.today()
    if came > clock.today():
        raise AccessRefused(f"received on {came}")
    series, number = take_received_number(by, came)
    title = "" if content.level == Level.TOP_SECRET else _line(content.title)
    about_kind, about_id = content.about or ("", None)
    row = IncomingDocument(
        committee_id=by.tenant,
        series=series,
        number=number,
        received_on=came,
        entered_at=clock.now(),
        entered_by_name=by.name,
        sender=_line(content.sender)[:200],
        their_number=_line(content.their_number)[:60],
        their_date=content.their_date,
        title=title[:500],
        level=content.level,
        about_kind=about_kind,
        about_id=about_id,
    )
    _hand(by, row, content.handing)
    row.save()
    for handed in files:
        keep_beside(by, handed, incoming=row)
    after = {"number": number, "sender": row.sender, "their_number": row.their_number, "secrecy": row.level}
    remember(
        by, "incoming.registered", row, after=after | ({"title": title} if row.level == Level.NORMAL else {})
    )
    return row


@transaction.atomic
def hand_on(by: Actor, incoming_id: int, handing: Handing) -> IncomingDocument:
    """Enter to whom an incoming document was handed, by when it is to be answered and with what it was."""
    must(by, "incoming.register")
    rows = IncomingDocument.objects.select_for_update(of=("self",))
    row = rows.filter(committee=by.committee_id, pk=incoming_id).order_by().first()
    if row is None:
        raise AccessRefused(str(incoming_id))
    before = _handed(row)
    _hand(by, row, handing)
    row.save(
        update_fields=[
            "handed_unit",
            "handed_to",
            "answer_by",
            "answered_on",
            "answer",
            "note",
            "search_text",
        ]
    )
    if before != _handed(row):
        remember(by, "incoming.handed", row, before=before, after=_handed(row))
    return row


def _hand(by: Actor, row: IncomingDocument, handing: Handing) -> None:
    row.handed_unit = _own(by, Organisation, handing.unit_id)
    row.answer = _own(by, IssuedDocument, handing.answer_id)
    row.handed_to = _line(handing.person)[:200]
    row.answer_by, row.answered_on = handing.answer_by, handing.answered_on
    if row.answer is not None and row.answered_on is None:
        row.answered_on = row.answer.issued_on
    row.note = _line(handing.note)[:300]
    unit = row.handed_unit.name if row.handed_unit else ""
    said = f"{row.number:02} {row.their_number} {row.sender} {row.title} {unit} {row.handed_to}"
    row.search_text = fold(said)[:1200]


def _own(by: Actor, model: type[M], key: int | None) -> M | None:
    if key is None:
        return None
    found = model.objects.filter(committee=by.committee_id, pk=key).first()
    if found is None:
        raise AccessRefused(f"{model.__name__} {key}")
    return found


def _handed(row: IncomingDocument) -> dict[str, object]:
    return {
        "handed_unit": row.handed_unit.name if row.handed_unit else "",
        "handed_to": row.handed_to,
        "answer_by": row.answer_by,
        "answered_on": row.answered_on,
        "answer_document": row.answer.sign if row.answer else "",
        "note": row.note,
    }


def _line(text: str) -> str:
    return " ".join(legible(nfc(text)).split())

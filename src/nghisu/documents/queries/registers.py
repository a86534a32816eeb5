"""The registers as lists and as books: what was asked for, and the lines of a whole year in the order of entering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet, Value

from nghisu.core.text import fold
from nghisu.directory.queries.paging import EVERYTHING, Page, page_of
from nghisu.documents.enums import Level
from nghisu.documents.models import IncomingDocument, IssuedDocument
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

PAGE = 50
M = TypeVar("M", bound=Model)

ISSUED_SORTS = {
    "ngay": ["issued_on", "id"],
    "so": ["kind", "number", "id"],
}
INCOMING_SORTS = {
    "ngay": ["received_on", "id"],
    "so": ["number", "id"],
    "han": ["answer_by", "id"],
}


@dataclass(frozen=True, slots=True)
class IssuedWanted:
    """What a person asks of the outgoing register. An empty field asks for nothing."""

    text: str = ""
    year: int | None = None
    kind: str = ""
    issuer_id: int | None = None
    state: str = ""
    sort: str = "-ngay"

    @property
    def filtered(self) -> bool:
        return any((self.text, self.year, self.kind, self.issuer_id, self.state))


@dataclass(frozen=True, slots=True)
class IncomingWanted:
    """What a person asks of the incoming register. `waiting`: still to be answered, `late`: after the day set."""

    text: str = ""
    year: int | None = None
    state: str = ""
    level: str = ""
    sort: str = "-ngay"

    @property
    def filtered(self) -> bool:
        return any((self.text, self.year, self.state, self.level))


def issued_of(by: Actor) -> QuerySet[IssuedDocument]:
    """The outgoing register of the actor's committee; what a secret line is about is said to few."""
    rows = IssuedDocument.objects.filter(committee=by.committee_id).select_related("issuer", "series")
    return rows.annotate(reads_secrets=_reads_secrets(by))


def incoming_of(by: Actor) -> QuerySet[IncomingDocument]:
    """The incoming register of the actor's committee; what a secret line is about is said to few."""
    rows = IncomingDocument.objects.filter(committee=by.committee_id)
    rows = rows.annotate(reads_secrets=_reads_secrets(by))
    return rows.select_related("series", "handed_unit", "answer")


def _reads_secrets(by: Actor) -> Value:
    return Value(bool(may(by, "secret.view")))


def issued_list(by: Actor, wanted: IssuedWanted, after: str = "", size: int = PAGE) -> Page[IssuedDocument]:
    """A part of the outgoing register, as asked."""
    rows = issued_matching(by, wanted)
    found, mark = page_of(rows, ordering_of(wanted.sort, ISSUED_SORTS), after, size)
    return Page(found, rows.count(), mark)


def issued_matching(by: Actor, wanted: IssuedWanted) -> QuerySet[IssuedDocument]:
    """The lines of the outgoing register that are asked for."""
    rows = _matching(by, issued_of(by), wanted.text, "sign")
    if wanted.year:
        rows = rows.filter(issued_on__year=wanted.year)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.issuer_id:
        rows = rows.filter(issuer=wanted.issuer_id)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return rows


def incoming_list(
    by: Actor, wanted: IncomingWanted, on: date, after: str = "", size: int = PAGE
) -> Page[IncomingDocument]:
    """A part of the incoming register, as asked."""
    rows = _matching(by, incoming_of(by), wanted.text, "their_number")
    if wanted.year:
        rows = rows.filter(received_on__year=wanted.year)
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.state in {"waiting", "late"}:
        rows = rows.filter(answer_by__isnull=False, answered_on=None)
    if wanted.state == "late":
        rows = rows.filter(answer_by__lt=on)
    if wanted.state == "answered":
        rows = rows.filter(answered_on__isnull=False)
    if wanted.sort.removeprefix("-") == "han":
        rows = rows.filter(answer_by__isnull=False)
    found, mark = page_of(rows, ordering_of(wanted.sort, INCOMING_SORTS), after, size)
    return Page(found, rows.count(), mark)


def issued_book(by: Actor, year: int) -> list[IssuedDocument]:
    """The outgoing register of a year as it was written, line after line."""
    return list(issued_of(by).filter(issued_on__year=year).order_by("issued_at", "id")[:EVERYTHING])


def incoming_book(by: Actor, year: int) -> list[IncomingDocument]:
    """The incoming register of a year as it was written, line after line."""
    return list(incoming_of(by).filter(received_on__year=year).order_by("number", "id")[:EVERYTHING])


def years_of(by: Actor, today: date) -> list[int]:
    """The years in which a register has lines, and this one, the latest first."""
    issued = issued_of(by).order_by().values_list("issued_on__year", flat=True).distinct()
    incoming = incoming_of(by).order_by().values_list("received_on__year", flat=True).distinct()
    return sorted({*issued, *incoming, today.year}, reverse=True)


def ordering_of(sort: str, sorts: dict[str, list[str]]) -> list[str]:
    """The columns of a sort as an address says it; the latest first where it says none that there is."""
    name = sort.removeprefix("-")
    if name not in sorts:
        return [f"-{column}" for column in sorts["ngay"]]
    return [f"-{column}" for column in sorts[name]] if sort.startswith("-") else sorts[name]


def _matching(by: Actor, rows: QuerySet[M], text: str, sign: str) -> QuerySet[M]:
    """The lines in which all words stand. Whoever may not read a secret line finds it by its sign alone (the column)."""
    words: Iterable[str] = fold(text).split()
    found = Q()
    for word in words:
        found &= Q(search_text__contains=word)
    if words and not may(by, "secret.view"):
        found = (found & Q(level=Level.NORMAL)) | (~Q(level=Level.NORMAL) & Q(**{f"{sign}__icontains": text}))
    return rows.filter(found)

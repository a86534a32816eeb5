"""The register of secret documents as a list, as a book, and whose copies are still out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nghisu.core.text import fold
from nghisu.directory.queries.paging import EVERYTHING, Page, page_of
from nghisu.documents.models import CopyHolding, NumberedCopy, SecretDocument
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

PAGE = 50
SORTS = {"ngay": ["entered_at", "id"], "so": ["sign", "id"]}
_OUT = Q(numbered__holdings__isnull=False, numbered__holdings__back_at=None)


@dataclass(frozen=True, slots=True)
class SecretWanted:
    """What a person asks of the register. `out`: a copy is with somebody; `to-recall`: and is to come back."""

    text: str = ""
    year: int | None = None
    level: str = ""
    state: str = ""
    sort: str = "-ngay"

    @property
    def filtered(self) -> bool:
        return any((self.text, self.year, self.level, self.state))


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy as its register shows it: where it is now, and who held it before."""

    copy: NumberedCopy
    now: CopyHolding | None
    before: Sequence[CopyHolding]


def secrets_of(by: Actor, about: tuple[str, int] | None = None) -> QuerySet[SecretDocument]:
    """The register, each line with how many copies are `out` and `destroyed`; nothing for who may not see it."""
    rows = SecretDocument.objects.filter(committee=by.committee_id)
    if not may(by, "secret.view"):
        return rows.none()
    if about is not None:
        rows = rows.filter(about_kind=about[0], about_id=about[1])
    return rows.annotate(
        out=Count("numbered", filter=_OUT, distinct=True),
        destroyed=Count("numbered", filter=Q(numbered__destroyed_at__isnull=False), distinct=True),
    )


def secret_list(by: Actor, wanted: SecretWanted, after: str = "", size: int = PAGE) -> Page[SecretDocument]:
    """A part of the register, as asked."""
    rows = secrets_of(by)
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.year:
        rows = rows.filter(entered_at__year=wanted.year)
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.state in {"out", "to-recall"}:
        rows = rows.filter(Exists(_copies().filter(holdings__isnull=False, holdings__back_at=None)))
    if wanted.state == "to-recall":
        rows = rows.filter(to_recall=True)
    if wanted.state == "destroyed":
        rows = rows.exclude(Exists(_copies().filter(destroyed_at=None)))
    name = wanted.sort.removeprefix("-")
    columns = SORTS.get(name, SORTS["ngay"])
    falling = wanted.sort.startswith("-") or name not in SORTS
    found, mark = page_of(rows, [f"-{one}" for one in columns] if falling else columns, after, size)
    return Page(found, rows.count(), mark)


def _copies() -> QuerySet[NumberedCopy]:
    """The copies of the line that is looked at."""
    return NumberedCopy.objects.filter(document=OuterRef("pk"))


def secret_book(by: Actor, year: int) -> list[tuple[SecretDocument, list[CopyLine]]]:
    """The register of a year, line after line, with its copies."""
    rows = list(secrets_of(by).filter(entered_at__year=year).order_by("entered_at", "id")[:EVERYTHING])
    lines = copy_lines(by, rows)
    return [(row, lines.get(row.pk, [])) for row in rows]


def copy_lines(by: Actor, documents: Iterable[SecretDocument]) -> dict[int, list[CopyLine]]:
    """The copies of documents, by document."""
    wanted = [row.pk for row in documents]
    copies = NumberedCopy.objects.filter(committee=by.committee_id, document__in=wanted)
    holdings: dict[int, list[CopyHolding]] = {}
    held = CopyHolding.objects.filter(committee=by.committee_id, copy__document__in=wanted)
    for one in held.select_related("unit").order_by("id"):
        holdings.setdefault(one.copy_id, []).append(one)
    found: dict[int, list[CopyLine]] = {}
    for copy in copies.order_by("document", "number"):
        own = holdings.get(copy.pk, [])
        now = next((one for one in own if one.back_at is None), None)
        line = CopyLine(copy, now, [one for one in own if one.back_at is not None])
        found.setdefault(copy.document_id, []).append(line)
    return found


def handed_out(by: Actor, about: tuple[str, int]) -> QuerySet[CopyHolding]:
    """Every holding of a copy of what belongs to one thing, those that came back with it."""
    return CopyHolding.objects.filter(
        committee=by.committee_id, copy__document__about_kind=about[0], copy__document__about_id=about[1]
    )


def open_copies(by: Actor, about: tuple[str, int]) -> QuerySet[CopyHolding]:
    """Who still holds which copy of what is to be recalled, of one thing. It is asked by the house itself as well, so
    it does not ask who looks: pages show it to those who may see the register."""
    rows = handed_out(by, about).filter(back_at=None, copy__document__to_recall=True)
    return rows.select_related("copy__document", "unit").order_by(
        "holder_name", "copy__document", "copy__number"
    )


def secret_years(by: Actor, this: int) -> list[int]:
    """The years in which the register has lines, and this one, the latest first."""
    years = secrets_of(by).order_by().values_list("entered_at__year", flat=True).distinct()
    return sorted({*years, this}, reverse=True)

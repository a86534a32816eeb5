"""A page of a version as the reader shows it: its picture, its lines, the reader's own notes with their marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nghisu.documents.models import Document, DocumentPage, DocumentVersion, ReaderNote, Reading
from nghisu.documents.queries.visible import granted_documents, visible_versions
from nghisu.foundation.actors import Actor

BASELINE = 0.8
"""How far down a line's box its letters stand."""


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a page: its words, where they stand in points, and at which letter of the page it begins."""

    text: str
    x: float
    y: float
    width: float
    size: float
    start: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stroke behind words that a note stands at, in points."""

    note_id: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page as it is read."""

    row: DocumentPage
    lines: list[LineShown]
    marks: list[Mark] = field(default_factory=list)


def version_of(actor: Actor, document: Document, number: int) -> DocumentVersion | None:
    """A version of a document by its number; None where the actor sees none."""
    return visible_versions(actor, document).select_related("file", "pdf").filter(number=number).first()


def current_version(actor: Actor, document: Document) -> DocumentVersion | None:
    """The version the actor is to read: the newest that can be read, else the newest."""
    rows = visible_versions(actor, document)
    return rows.filter(state=DocumentVersion.State.DRAWN).first() or rows.first()


def page_shown(actor: Actor, version: DocumentVersion, number: int) -> PageShown | None:
    """A page with its lines and the marks of the actor's notes; None where it is not drawn."""
    row = DocumentPage.objects.filter(version=version, number=number).first()
    if row is None:
        return None
    marks = [mark for note in notes_of(actor, version) for mark in marks_of(note, [row])]
    return PageShown(row, lines_of(row), marks)


def lines_of(row: DocumentPage) -> list[LineShown]:
    """The lines of a page with their places."""
    lines: list[LineShown] = []
    at = 0
    for text, x, y, width, height in row.lines:
        lines.append(LineShown(text, x, round(y + height * BASELINE, 2), width, max(height, 4.0), at))
        at += len(text) + 1
    return lines


def marks_of(note: ReaderNote, rows: Iterable[DocumentPage]) -> list[Mark]:
    """The strokes behind the words of a note on the page where it stands; none of one that lost its place."""
    if not note.quote or note.orphan:
        return []
    return [mark for row in rows if row.number == note.page for mark in _marks(note, row.lines)]


def notes_of(actor: Actor, version: DocumentVersion) -> list[ReaderNote]:
    """The actor's own notes on a document, as they stand in a version. Nobody else's are ever asked for."""
    rows = ReaderNote.objects.filter(
        committee=actor.committee_id, user=actor.user_id, document=version.document_id
    )
    return list(rows.filter(version=version))


def note_of(actor: Actor, note_id: int) -> ReaderNote | None:
    """A note of the actor's own; None for another's."""
    rows = ReaderNote.objects.filter(committee=actor.committee_id, user=actor.user_id)
    return rows.select_related("version").filter(pk=note_id).first()


def reading_of(actor: Actor, document: Document) -> Reading | None:
    """Where the actor stands in a document; None where it was never opened."""
    rows = Reading.objects.filter(committee=actor.committee_id, user=actor.user_id, document=document)
    return rows.select_related("version").first()


def may_confirm(actor: Actor, version: DocumentVersion) -> bool:
    """Whether a version went out to the actor, who may say that they read it."""
    went_out = version.circulated_at is not None
    return went_out and granted_documents(actor).filter(pk=version.document_id).exists()


def _marks(note: ReaderNote, lines: list[list[float | str]]) -> list[Mark]:
    found = []
    at = 0
    begin, end = note.start, note.start + len(note.quote)
    for text, x, y, width, height in lines:
        length = len(str(text))
        first, last = max(begin, at), min(end, at + length)
        if first < last and length:
            letter = float(width) / length
            found.append(
                Mark(
                    note.pk,
                    round(float(x) + (first - at) * letter, 2),
                    round(float(y) - 2, 2),
                    round((last - first) * letter, 2),
                    round(float(height) + 4, 2),
                )
            )
        at += length + 1
    return found

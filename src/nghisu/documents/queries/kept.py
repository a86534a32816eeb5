"""What a reader's own device keeps of a document, so that it is read without a network: the lines of its pages with their
places, the reader's own notes, where the pictures are. Nothing of anybody else's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from nghisu.documents.models import Document, DocumentPage, DocumentVersion, ReaderNote
from nghisu.documents.queries.packs import document_lines
from nghisu.documents.queries.reader import lines_of, marks_of, notes_of, reading_of
from nghisu.documents.queries.visible import own_documents, visible_documents
from nghisu.foundation.actors import Actor

MOST_ASKED = 500
"""Documents asked about at once."""


def copy_of(actor: Actor, document: Document, version: DocumentVersion) -> dict[str, Any]:
    """A version as a device keeps it. Places are points from the top left corner."""
    rows = list(DocumentPage.objects.filter(version=version).order_by("number"))
    before = reading_of(actor, document)
    notes = notes_of(actor, version)
    return {
        "document": document.pk,
        "version": version.number,
        "title": document.title,
        "page": min(before.page, len(rows) or 1) if before is not None else 1,
        "pages": [
            {
                "number": row.number,
                "width": row.width,
                "height": row.height,
                "lines": [[one.text, one.x, one.y, one.width, one.size, one.start] for one in lines_of(row)],
            }
            for row in rows
        ],
        "notes": [
            {
                "id": note.pk,
                "page": note.page,
                "quote": note.quote,
                "text": note.text,
                "orphan": note.orphan,
                "marks": [[m.x, m.y, m.width, m.height] for m in marks_of(note, rows)],
            }
            for note in notes
        ],
        "noted": digest_of(notes),
    }


def digest_of(notes: Iterable[ReaderNote]) -> str:
    """Tells whether the notes that a device keeps are those there are now."""
    said = "".join(f"{note.pk} {note.page} {note.orphan} {note.text}\n" for note in notes)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def readable_now(actor: Actor, document_ids: Iterable[int]) -> dict[int, int]:
    """Which of some documents the actor may still read, each with the number of the version to be read."""
    asked = list(document_ids)[:MOST_ASKED]
    lines = document_lines(actor, visible_documents(actor).filter(pk__in=asked))
    own = own_documents(actor).filter(pk__in=asked, versions__state=DocumentVersion.State.DRAWN)
    numbers = dict(own.order_by().values_list("pk", "versions__number"))
    return numbers | {line.document.pk: line.version.number for line in lines if line.version is not None}

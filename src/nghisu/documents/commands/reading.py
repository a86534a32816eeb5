"""Reading: where somebody stands in a document, and the private notes, which come along to a new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from nghisu.core.reading.anchors import Anchor, anchor_at, move_anchor
from nghisu.core.text import nfc
from nghisu.documents.models import DocumentPage, DocumentVersion, ReaderNote, Reading
from nghisu.documents.queries.visible import granted_documents, readable_of, visible_versions
from nghisu.documents.refusals import QuoteNotFound, ReasonNeeded
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A note as it is written: on which page, at which words (none: the page), what it says, the browser's key."""

    page: int
    text: str
    key: UUID
    quote: str = ""
    start: int | None = None


@transaction.atomic
def open_page(by: Actor, version: DocumentVersion, page: int) -> None:
    """Remember where the actor reads, and bring the actor's notes along to a version newer than theirs. Who looks into
    an older version again has read the newer one all the same.

    It is the reader's own mark and no act of the office: the trail does not hold who reads what.
    """
    if by.user_id is None:
        return
    now = clock.now()
    done = Reading.objects.filter(committee=by.committee_id, user=by.user_id, document=version.document_id)
    own = done.filter(version__number__lte=version.number)
    if not own.update(version=version, page=page, at=now):
        if done.exists():
            return
        try:
            with transaction.atomic():
                Reading.objects.create(
                    committee_id=by.tenant,
                    user_id=by.user_id,
                    document_id=version.document_id,
                    version=version,
                    page=page,
                    at=now,
                )
        except IntegrityError:  # read in another window at the same moment
            if not own.update(version=version, page=page, at=now):
                return
    bring_notes(by, version)


@transaction.atomic
def confirm_read(by: Actor, version: DocumentVersion) -> None:
    """Say that one read a version that went out to one. Said twice it is said once; of a newer version it is said anew.
    Raises AccessRefused where it did not go out to the actor."""
    must(by, "document.view")
    went_out = version.circulated_at is not None
    if not went_out or not granted_documents(by).filter(pk=version.document_id).exists():
        raise AccessRefused(str(version.pk))
    own = Reading.objects.filter(committee=by.committee_id, user=by.user_id, document=version.document_id)
    if not own.exists():
        open_page(by, version, 1)
    before = Q(confirmed=None) | Q(confirmed__lt=version.number)
    if own.filter(before).update(confirmed=version.number, confirmed_at=clock.now()):
        remember(by, "document.read_confirmed", version.document, after={"number": version.number})


@transaction.atomic
def bring_notes(by: Actor, version: DocumentVersion) -> None:
    """Anchor the actor's notes of older versions in this one; those whose words are gone become orphans."""
    if not version.is_drawn:
        return
    older = list(
        ReaderNote.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, user=by.user_id, document=version.document_id)
        .filter(version__number__lt=version.number)
        .order_by()
    )
    if not older:
        return
    pages = page_texts(version)
    for note in older:
        moved = move_anchor(_anchor_of(note), pages)
        note.orphan = moved is None
        if moved is not None:
            _set(note, moved)
        note.version = version
    ReaderNote.objects.bulk_update(
        older, ["version", "page", "quote", "before", "after", "start", "orphan"], batch_size=200
    )


@transaction.atomic
def write_note(by: Actor, version: DocumentVersion, words: NoteWords) -> ReaderNote:
    """Write a private note. The same key again is the same note. Raises QuoteNotFound, ReasonNeeded for no words."""
    must(by, "document.view")
    if by.user_id is None or not visible_versions(by, version.document).filter(pk=version.pk).exists():
        raise AccessRefused(str(version.pk))
    text = nfc(words.text.strip())[:LONGEST_NOTE]
    if not text:
        raise ReasonNeeded
    before = ReaderNote.objects.filter(user=by.user_id, key=words.key).first()
    if before is not None:
        return before
    pages = page_texts(version)
    anchor = anchor_at(pages, words.page, words.quote, words.start)
    if anchor is None:
        raise QuoteNotFound
    note = ReaderNote(
        committee_id=by.tenant,
        user_id=by.user_id,
        document_id=version.document_id,
        version=version,
        text=text,
        key=words.key,
        at=clock.now(),
    )
    _set(note, anchor)
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        return ReaderNote.objects.get(user=by.user_id, key=words.key)
    return note


@transaction.atomic
def change_note(by: Actor, note_id: int, text: str) -> ReaderNote:
    """Change the words of an own note. Raises AccessRefused for another's."""
    note = _own(by, note_id)
    note.text = nfc(text.strip())[:LONGEST_NOTE]
    if not note.text:
        raise ReasonNeeded
    note.save(update_fields=["text"])
    return note


@transaction.atomic
def place_note(by: Actor, note_id: int, page: int, quote: str, start: int | None = None) -> ReaderNote:
    """Give an own note that lost its place another one in the version in which it stands: at words, or at a page as a
    whole. Raises QuoteNotFound, AccessRefused for another's."""
    note = _own(by, note_id)
    anchor = anchor_at(page_texts(note.version), page, quote, start)
    if anchor is None:
        raise QuoteNotFound
    _set(note, anchor)
    note.orphan = False
    note.save(update_fields=["page", "quote", "before", "after", "start", "orphan"])
    return note


@transaction.atomic
def drop_note(by: Actor, note_id: int) -> ReaderNote:
    """Remove an own note. Raises AccessRefused for another's."""
    note = _own(by, note_id)
    ReaderNote.objects.filter(pk=note.pk).delete()
    return note


def page_texts(version: DocumentVersion) -> Sequence[str]:
    """The words of the pages of a version, in order."""
    return [page.text for page in DocumentPage.objects.filter(version=version).order_by("number")]


def _own(by: Actor, note_id: int) -> ReaderNote:
    rows = ReaderNote.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, user=by.user_id, pk=note_id
    )
    note = rows.order_by().first()
    if note is None or readable_of(by, note.document_id) is None:
        raise AccessRefused(str(note_id))
    return note


def _anchor_of(note: ReaderNote) -> Anchor:
    return Anchor(note.page, note.quote, note.before, note.after, note.start)


def _set(note: ReaderNote, anchor: Anchor) -> None:
    note.page, note.quote, note.start = anchor.page, anchor.quote, anchor.start
    note.before, note.after = anchor.before, anchor.after

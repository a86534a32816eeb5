"""Versions of a document: handed in, given their PDF, sent out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from nghisu.core.text import nfc
from nghisu.documents.commands.drawing import draw_behind
from nghisu.documents.commands.packs import locked_document
from nghisu.documents.events import DocumentsCirculated, VersionHandedIn
from nghisu.documents.models import Document, DocumentVersion, Pack
from nghisu.documents.queries.gates import ClosedGate, gates_of
from nghisu.documents.refusals import GateClosed, NotYetReadable
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.files import Arrived, FileKind, FileRefused, keep_arrived
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class AllowedOut:
    """That the actor lets a document out although a gate is not passed: why, by which document."""

    why: str
    document: str


@transaction.atomic
def hand_in(by: Actor, document_id: int, arrived: Arrived, note: str = "") -> DocumentVersion:
    """Hand in a version of a document. Its pages are drawn behind: the outbox has the job in this transaction."""
    document = locked_document(by, document_id)
    must(by, "document.hand_in", [document.owner_id] if document.owner_id else [])
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    file = keep_arrived(by, arrived)
    version = DocumentVersion.objects.create(
        committee_id=by.tenant,
        document=document,
        number=last + 1,
        file=file,
        pdf=file if arrived.kind is FileKind.PDF else None,
        pages=arrived.pages,
        note=nfc(note.strip())[:500],
        at=clock.now(),
        by_id=by.user_id,
        by_name=by.name,
    )
    draw_behind(by, version, str(document))
    remember(
        by,
        "document.handed_in",
        document,
        after={"number": version.number, "file": file.name, "digest": file.sha256, "note": version.note},
    )
    publish(VersionHandedIn(by=by, version=version))
    return version


@transaction.atomic
def attach_pdf(by: Actor, version_id: int, arrived: Arrived) -> DocumentVersion:
    """Give a version of a Word file the PDF of its pages, where the machine cannot make one itself."""
    version = locked_version(by, version_id)
    document = version.document
    must(by, "document.hand_in", [document.owner_id] if document.owner_id else [])
    if version.state not in (DocumentVersion.State.NEEDS_PDF, DocumentVersion.State.FAILED):
        raise AccessRefused(str(version_id))
    if arrived.kind is not FileKind.PDF:
        raise FileRefused("no-converter")
    version.pdf = keep_arrived(by, arrived)
    version.pages, version.state, version.fault = arrived.pages, DocumentVersion.State.DRAWING, ""
    version.save()
    draw_behind(by, version, str(document), again="pdf")
    remember(
        by, "document.pdf_attached", document, after={"number": version.number, "digest": version.pdf.sha256}
    )
    return version


@transaction.atomic
def take_file(by: Actor, document_id: int, arrived: Arrived, note: str = "") -> DocumentVersion:
    """What came for a document: its next version; or, where the newest is a Word file that waits for the PDF of its
    pages, that PDF."""
    newest = locked_document(by, document_id).versions.order_by("-number").first()
    if newest is not None and newest.state == DocumentVersion.State.NEEDS_PDF:
        return attach_pdf(by, newest.pk, arrived)
    return hand_in(by, document_id, arrived, note)


@transaction.atomic
def note_held_back(by: Actor, document: Document, level: str) -> None:
    """Write down that a file for a document was held back for its stamp: nothing of it is kept (TRUST 4)."""
    remember(by, "file.held_back", document, after={"secrecy": level})


@transaction.atomic
def circulate(
    by: Actor,
    pack: Pack,
    document_ids: Iterable[int],
    waived: AllowedOut | None = None,
    further: Sequence[ClosedGate] = (),
) -> Sequence[DocumentVersion]:
    """Send the newest versions of documents out to those who attend; those that are out already stay so. `further` are
    gates of a storey above that documents do not pass.

    Passing gates over is for those who may (`gate.override`), as for a conference: who did, and exactly which, is kept.
    Raises NotYetReadable, GateClosed with the clause where a gate is not passed and was not passed over, AccessRefused.
    """
    must(by, "pack.edit")
    return send_versions(by, pack, document_ids, waived, further)


def send_versions(
    by: Actor,
    pack: Pack,
    document_ids: Iterable[int],
    waived: AllowedOut | None = None,
    further: Sequence[ClosedGate] = (),
) -> Sequence[DocumentVersion]:
    """The act itself, for commands of the storeys above that have asked already whether the actor may."""
    if waived is not None:
        must(by, "gate.override")
    Pack.objects.select_for_update().filter(committee=by.committee_id).get(pk=pack.pk)
    documents = list(
        Document.objects.filter(
            committee=by.committee_id, pack=pack, withdrawn_at=None, pk__in=list(document_ids)
        ).order_by("position")
    )
    newest: list[DocumentVersion] = []
    for document in documents:
        version = document.versions.select_for_update().order_by("-number").first()
        if version is None or not version.is_drawn:
            raise NotYetReadable([document.title])
        if version.circulated_at is None:
            newest.append(version)
    going = {version.document_id for version in newest}
    closed = [one for one in (*gates_of(by, pack, going), *further) if one.document_id in going]
    if closed and waived is None:
        raise GateClosed(
            " ".join(one.said for one in closed), [ground for one in closed for ground in one.citations]
        )
    now = clock.now()
    for version in newest:
        version.circulated_at = now
        stopping = [one.mark for one in closed if one.document_id == version.document_id]
        if waived is not None and stopping:
            version.waived_by, version.waived_by_id, version.waived_gates = by.name, by.user_id, stopping
            version.waived_why, version.waived_document = waived.why, waived.document
        version.save()
        remember(by, "document.circulated", version.document, after=_said_out(version))
    if newest:
        publish(DocumentsCirculated(by=by, versions=newest))
    return newest


def _said_out(version: DocumentVersion) -> dict[str, object]:
    said: dict[str, object] = {"number": version.number}
    if version.waived_by:
        said |= {
            "gate": version.passed_over,
            "reason": version.waived_why,
            "by_document": version.waived_document,
        }
    return said


def locked_version(by: Actor, version_id: int) -> DocumentVersion:
    """A version of the actor's committee, locked. Raises AccessRefused."""
    rows = DocumentVersion.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id,
        pk=version_id,
        document__withdrawn_at=None,
        document__pack__keeper=None,
    )
    version = rows.order_by().first()
    if version is None:
        raise AccessRefused(str(version_id))
    return version

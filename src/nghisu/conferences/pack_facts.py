"""What the gates ask of the pack before a conference opens, and which duties handing in and sending out fulfil."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference, ConferencePack
from nghisu.conferences.queries.packs import lacking
from nghisu.documents.events import DocumentsCirculated, VersionHandedIn
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.queries.gates import APPRAISED, gates_of
from nghisu.foundation.actors import Actor
from nghisu.foundation.events import hears
from nghisu.rulebook.commands import done_by_act

APPRAISAL_COPY, DOCUMENTS = "appraisal-copy", "documents"
"""The acts of the rulebook: handed in for appraisal, sent to those who attend."""
GATES = {"pages": "long-document-summary", "appraisal": "document-appraised"}
"""A gate of a document to the gate of the rulebook that asks for it (5609 I/III/1.2/b2, b3)."""


@asks("open")
def documents_are_ready(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Documents were appraised and long ones summed up, or let out by somebody; a review conference has all of its
    documents (5609 II/V/1.1/b6)."""
    held = ConferencePack.objects.filter(committee=by.committee_id, conference=conference).first()
    if held is not None:
        let_out = set(_newest(held).exclude(waived_by="").values_list("document", flat=True))
        for one in gates_of(by, held.pack):
            if one.document_id not in let_out:
                yield Missing(
                    gate=GATES[one.gate],
                    key=f"document-{one.document_id}",
                    said=one.said,
                    url=reverse("documents:document", args=[one.document_id]),
                    action=_("Mở tài liệu"),
                )
    for lack in lacking(conference, sent=True):
        yield Missing(
            gate="review-documents-ready",
            key=f"item-{lack.item.pk}",
            said=_("Nội dung %(number)s mới phát hành %(there)s trên %(expected)s tài liệu: %(title)s")
            % {
                "number": lack.item.position,
                "there": lack.there,
                "expected": lack.expected,
                "title": lack.item.title,
            },
            url=reverse("conferences:pack", args=[conference.entry_id]),
            action=_("Mở bộ tài liệu"),
        )


@hears(VersionHandedIn)
def _handed_in(event: VersionHandedIn) -> None:
    """The duty to hand in for appraisal is done once all that is appraised is there, as much as the agenda names."""
    held = _held(event.by, event.version.document)
    if held is None or event.version.document.kind not in APPRAISED:
        return
    asked = _documents(held).filter(kind__in=APPRAISED)
    there = DocumentVersion.objects.exclude(state=DocumentVersion.State.HELD)
    if asked.exclude(versions__in=there).exists() or lacking(held.conference):
        return
    note = _("Đã đưa đủ tài liệu lên để thẩm định.")
    done_by_act(event.by, held.conference.entry.subject_id, APPRAISAL_COPY, note=note)


@hears(DocumentsCirculated)
def _sent(event: DocumentsCirculated) -> None:
    """The duty to send documents is done once all of the pack went out, as much as the agenda names."""
    held = _held(event.by, event.versions[0].document)
    if held is None:
        return
    out = DocumentVersion.objects.exclude(circulated_at=None)
    if _documents(held).exclude(versions__in=out).exists() or lacking(held.conference, sent=True):
        return
    note = _("Đã phát hành đủ tài liệu của bộ.")
    done_by_act(event.by, held.conference.entry.subject_id, DOCUMENTS, note=note)


def _held(by: Actor, document: Document) -> ConferencePack | None:
    rows = ConferencePack.objects.filter(committee=by.committee_id, pack=document.pack_id)
    return rows.select_related("conference__entry").first()


def _documents(held: ConferencePack) -> QuerySet[Document]:
    return Document.objects.filter(committee=held.committee_id, pack=held.pack_id, withdrawn_at=None)


def _newest(held: ConferencePack) -> QuerySet[DocumentVersion]:
    """The newest version of each document of the pack."""
    later = DocumentVersion.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    rows = DocumentVersion.objects.filter(committee=held.committee_id, document__pack=held.pack_id)
    return rows.filter(~Exists(later.exclude(state=DocumentVersion.State.HELD)))

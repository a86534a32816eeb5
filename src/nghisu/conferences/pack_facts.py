"""What the gates ask of the pack before a conference opens, and which duties handing in fulfils."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference, ConferencePack
from nghisu.conferences.queries.merged_packs import packs_read_at
from nghisu.conferences.queries.packs import lacking, names_documents
from nghisu.conferences.queries.ten_days import APPRAISAL_COPY, ten_day_kinds
from nghisu.directory.models import Organisation
from nghisu.documents.events import DocumentsCirculated, VersionHandedIn
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.queries.gates import gates_of
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.events import hears
from nghisu.rulebook.commands import done_by_act
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import rulebook_of

DOCUMENTS = "documents"
"""The act of the rulebook: sent to Văn phòng."""
GATES = {"pages": "long-document-summary", "appraisal": "document-appraised"}
"""A gate of a document to the gate of the rulebook that asks for it (5609 I/III/1.2/b2, b3)."""


@asks("open")
def documents_are_ready(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Documents were appraised and long ones summed up, or let out past that very gate, those that came with a merger
    too; a review conference has all of its documents (5609 II/V/1.1/b6)."""
    for held in packs_read_at(conference):
        let_out = dict(_newest(held).exclude(waived_by="").values_list("document", "waived_gates"))
        for one in gates_of(by, held.pack):
            if one.mark not in let_out.get(one.document_id, ()):
                yield Missing(
                    gate=GATES[one.gate],
                    key=f"document-{one.document_id}-{one.part}".rstrip("-"),
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
    """What the units owe is done once all of it is there, as much as the agenda names: what is appraised, and all that is
    to be sent to Văn phòng (5609 I/III/1.2/b1)."""
    held = _held(event.by, event.version.document)
    if held is None or lacking(held.conference):
        return
    appraised = ten_day_kinds(rulebook_of(event.by, clock.today()))
    if event.version.document.kind in appraised:
        asked = _documents(held).filter(kind__in=appraised)
        if not asked.exclude(versions__in=_there()).exists():
            note = _("Đã đưa đủ tài liệu lên để thẩm định.")
            done_by_act(event.by, held.conference.entry.subject_id, APPRAISAL_COPY, note=note)
    if names_documents(held.conference):
        _all_came(event.by, held, _there())


@hears(DocumentsCirculated)
def _sent(event: DocumentsCirculated) -> None:
    """Where the agenda names no documents, it is the office that says which are all: by sending out all there are."""
    held = _held(event.by, event.versions[0].document)
    if held is not None and not lacking(held.conference, sent=True):
        _all_came(event.by, held, _there().exclude(circulated_at=None))


def _all_came(by: Actor, held: ConferencePack, wanted: QuerySet[DocumentVersion]) -> None:
    """The duty to send documents to Văn phòng is done once each has a version that is wanted: as of the last that came,
    by whoever handed it in. What Văn phòng itself is still to write keeps no other unit waiting; a later version of a
    document is no later hand-in."""
    subject_id = held.conference.entry.subject_id
    duty = (
        Deadline.objects.filter(committee=by.committee_id, subject=subject_id, act=DOCUMENTS, done_at=None)
        .select_related("organisation")
        .first()
    )
    if duty is None:
        return
    offices = Organisation.objects.filter(committee=by.committee_id, kind=Organisation.Kind.PARTY_OFFICE)
    if duty.organisation_id is not None:
        offices = offices.exclude(pk=duty.organisation_id)
    awaited = _documents(held).exclude(owner__in=offices)
    if duty.organisation is None or duty.organisation.kind != Organisation.Kind.PARTY_OFFICE:
        awaited = awaited.exclude(owner=None)  # of no other unit: Văn phòng writes it
    if not awaited.exists() and names_documents(held.conference):
        awaited = _documents(held)
    if awaited.exclude(versions__in=wanted).exists():
        return
    came = _there().filter(document__in=awaited).order_by("-number")
    first = {one.document_id: one for one in came}
    if first:
        last = max(first.values(), key=lambda one: one.at)
        note = _("Đã gửi đủ tài liệu về Văn phòng.")
        done_by_act(by, subject_id, DOCUMENTS, at=last.at, by_id=last.by_id, by_name=last.by_name, note=note)


def _there() -> QuerySet[DocumentVersion]:
    return DocumentVersion.objects.exclude(state=DocumentVersion.State.HELD)


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

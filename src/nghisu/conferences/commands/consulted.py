"""The documents that go with a written consultation: put in while it is drafted, sent out with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import Consultation, ConsultationPack
from nghisu.conferences.queries.consulted import pack_of_consultation
from nghisu.conferences.refusals import ConsultationNotOpen
from nghisu.documents.commands import (
    DocumentFacts,
    add_document,
    grant,
    new_pack,
    send_versions,
    withdraw_document,
)
from nghisu.documents.models import Document, Pack
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor


@transaction.atomic
def add_to_consultation(by: Actor, consultation_id: int, facts: DocumentFacts) -> Document:
    """Put a document to a consultation that was not sent yet. Raises ConsultationNotOpen, AccessRefused."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != Consultation.State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu đã gửi nên tài liệu gửi kèm được giữ nguyên."))
    pack = pack_of_consultation(by, row)
    if pack is None:
        pack = new_pack(by)
        ConsultationPack.objects.create(committee_id=by.tenant, consultation=row, pack=pack)
    return add_document(by, pack, facts)


def take_documents_back(by: Actor, row: Consultation, why: str) -> None:
    """Take the documents of a draft that is thrown away out of the house's papers; the trail keeps them."""
    for pk in list(_standing(by, pack_of_consultation(by, row)).values_list("pk", flat=True)):
        withdraw_document(by, pk, why)


def send_documents(by: Actor, row: Consultation, person_ids: Iterable[int]) -> int:
    """Send the documents of a consultation out to those whom it asks, in the act that asks them. Returns how many.

    Whoever sends the consultation has been asked already. Raises NotYetReadable, and GateClosed with the clause where
    one does not pass: nothing is sent then.
    """
    pack = pack_of_consultation(by, row)
    if pack is None:
        return 0
    out = send_versions(by, pack, _standing(by, pack).values_list("pk", flat=True))
    grant(by, pack, person_ids=person_ids)
    return len(out)


def _standing(by: Actor, pack: Pack | None) -> QuerySet[Document]:
    """The documents of a pack that were not withdrawn; none of no pack."""
    rows = Document.objects.filter(committee=by.committee_id, withdrawn_at=None)
    return rows.filter(pack=pack) if pack is not None else rows.none()

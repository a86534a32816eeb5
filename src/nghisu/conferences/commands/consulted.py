"""The documents that go with a written consultation: put in while it is drafted, sent out with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.conferences.models import Consultation, ConsultationPack
from nghisu.conferences.refusals import ConsultationNotOpen
from nghisu.documents.commands import (
    DocumentFacts,
    add_document,
    circulate,
    grant,
    new_pack,
    withdraw_document,
)
from nghisu.documents.models import Document
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def add_to_consultation(by: Actor, consultation_id: int, facts: DocumentFacts) -> Document:
    """Put a document to a consultation that was not sent yet. Raises ConsultationNotOpen, AccessRefused."""
    must(by, "consultation.manage")
    rows = Consultation.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=consultation_id
    )
    row = rows.order_by().first()
    if row is None:
        raise AccessRefused(str(consultation_id))
    if row.state != Consultation.State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu đã gửi nên tài liệu gửi kèm được giữ nguyên."))
    held = ConsultationPack.objects.filter(committee=by.committee_id, consultation=row).first()
    if held is None:
        held = ConsultationPack.objects.create(committee_id=by.tenant, consultation=row, pack=new_pack(by))
    return add_document(by, held.pack, facts)


def take_documents_back(by: Actor, row: Consultation, why: str) -> None:
    """Take the documents of a draft that is thrown away out of the house's papers; the trail keeps them."""
    held = ConsultationPack.objects.filter(committee=by.committee_id, consultation=row).first()
    if held is None:
        return
    standing = Document.objects.filter(committee=by.committee_id, pack=held.pack, withdrawn_at=None)
    for pk in list(standing.values_list("pk", flat=True)):
        withdraw_document(by, pk, why)


def send_documents(by: Actor, row: Consultation, person_ids: Iterable[int]) -> int:
    """Send the documents of a consultation out to those whom it asks, in the act that asks them. Returns how many.

    Raises NotYetReadable, and GateClosed with the clause where one does not pass: nothing is sent then.
    """
    held = ConsultationPack.objects.filter(committee=by.committee_id, consultation=row).first()
    if held is None:
        return 0
    standing = Document.objects.filter(committee=by.committee_id, pack=held.pack, withdrawn_at=None)
    out = circulate(by, held.pack, standing.values_list("pk", flat=True))
    grant(by, held.pack, person_ids=person_ids)
    return len(out)

"""A written consultation that was sent by mistake is withdrawn: nothing comes of it, and those asked are told once."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.commands.consulted import take_documents_back
from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import AskedPerson, Consultation
from nghisu.conferences.refusals import ConsultationNotOpen, WithdrawalUnexplained
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.notices.commands import Said, tell

State = Consultation.State


@transaction.atomic
def withdraw_consultation(by: Actor, consultation_id: int, why: str) -> Consultation:
    """Withdraw a consultation that takes opinions, and what went out with it; everybody asked is told why, once.

    What was answered stays and is seen by nobody: it was asked in confidence. Raises WithdrawalUnexplained,
    ConsultationNotOpen for one that is not being asked, AccessRefused.
    """
    must(by, "consultation.manage")
    if not why.strip():
        raise WithdrawalUnexplained
    row = locked_consultation(by, consultation_id)
    if row.state != State.SENT:
        raise ConsultationNotOpen(_("Chỉ rút phiếu khi đang lấy ý kiến. Phiếu đã kết thúc thì giữ nguyên."))
    row.state, row.withdrawn_at, row.withdrawn_by_name = State.WITHDRAWN, clock.now(), by.name
    row.withdrawn_why = nfc(why).strip()[:500]
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    take_documents_back(by, row, _("Rút phiếu: %(title)s") % {"title": row.title})
    remember(by, "consultation.withdrawn", row, after={"reason": row.withdrawn_why})
    asked = AskedPerson.objects.filter(committee=by.committee_id, consultation=row)
    url = reverse("conferences:consultation_answer", args=[row.pk])

    def said() -> Said:
        body = _("Đồng chí không phải trả lời nữa. Lý do: %(why)s") % {"why": row.withdrawn_why}
        return Said(_("Đã rút phiếu xin ý kiến: %(title)s") % {"title": row.title}, body)

    people = list(asked.values_list("person", flat=True))
    tell(
        by, people, "consultation.withdrawn", said, url=url, thing=row, key=f"consultation-{row.pk}-withdrawn"
    )
    return row

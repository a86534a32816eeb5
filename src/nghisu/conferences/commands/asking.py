"""Asking in writing: the questions go to every member of the body, who may be given more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.commands.consulted import send_documents
from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import (
    AskedPerson,
    Consultation,
)
from nghisu.conferences.queries.consultations import (
    sheets_of,
)
from nghisu.conferences.queries.ready_to_ask import members_to_ask, missing_before_sending
from nghisu.conferences.refusals import (
    ConsultationNotOpen,
    ConsultationNotReady,
)
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.notices.commands import Said, tell

State = Consultation.State


@transaction.atomic
def send_consultation(by: Actor, consultation_id: int) -> Consultation:
    """Put the questions to everybody who is a member of the body today, each told once.

    The rules allow it in special cases, for matters delegated (5609 II/I/1); what the draft must say of both is asked
    here. Its documents go out with it. Raises ConsultationNotOpen, ConsultationNotReady with what is missing, and what
    `circulate` raises where a document is not ready.
    """
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu này đã gửi rồi."))
    members = members_to_ask(by, row)
    missing = list(missing_before_sending(by, row, len(members)))
    if missing:
        raise ConsultationNotReady(
            [said for said, _grounds in missing], [one for _said, grounds in missing for one in grounds]
        )
    AskedPerson.objects.bulk_create(
        AskedPerson(
            committee_id=by.tenant,
            consultation=row,
            person_id=seat.person_id,
            name=seat.person.full_name,
            title=seat.position.title,
            position=place,
        )
        for place, seat in enumerate(members, start=1)
    )
    send_documents(by, row, [seat.person_id for seat in members])
    row.state, row.sent_at, row.sent_by_name = State.SENT, clock.now(), by.name
    row.save(update_fields=["state", "sent_at", "sent_by_name"])
    remember(
        by,
        "consultation.sent",
        row,
        after={"asked": len(members), "closes_at": row.closes_at, "earlier_steps": row.earlier_steps},
    )
    tell_asked(by, row, [seat.person_id for seat in members], "consultation.asked", f"consultation-{row.pk}")
    return row


@transaction.atomic
def extend_consultation(by: Actor, consultation_id: int, closes_at: datetime) -> Consultation:
    """Give more time, while it is open; those who have not answered are told. Raises ConsultationNotOpen."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.SENT or closes_at <= row.closes_at or closes_at <= clock.now():
        raise ConsultationNotOpen(_("Chỉ gia hạn khi đang lấy ý kiến, và tới một lúc muộn hơn."))
    before = row.closes_at
    row.closes_at = closes_at
    row.save(update_fields=["closes_at"])
    remember(by, "consultation.extended", row, before={"closes_at": before}, after={"closes_at": closes_at})
    key = f"consultation-{row.pk}-until-{closes_at:%Y%m%d%H%M}"
    tell_asked(by, row, unanswered(by, row), "consultation.extended", key)
    return row


def unanswered(by: Actor, row: Consultation) -> list[int]:
    """Those who have not answered every question, by id."""
    _questions, sheets = sheets_of(by, row)
    return [sheet.asked.person_id for sheet in sheets if not sheet.is_complete]


def tell_asked(
    by: Actor, row: Consultation, people: Sequence[int], kind: str, key: str, urgent: bool = False
) -> int:
    """Tell people of a consultation that asks them. Returns how many were told."""
    titles = {
        "consultation.asked": lambda: _("Xin ý kiến đồng chí bằng văn bản: %(title)s"),
        "consultation.extended": lambda: _("Gia hạn lấy ý kiến: %(title)s"),
        "consultation.reminded": lambda: _("Chưa có ý kiến của đồng chí: %(title)s"),
    }

    def said() -> Said:
        until = f"{clock.local(row.closes_at):%H:%M %d/%m/%Y}"
        return Said(titles[kind]() % {"title": row.title}, _("Trả lời trước %(until)s.") % {"until": until})

    url = reverse("conferences:consultation_answer", args=[row.pk])
    return tell(by, people, kind, said, url=url, thing=row, key=key, urgent=urgent)

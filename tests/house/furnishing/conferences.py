"""Samples of what is prepared for a conference: an item of its agenda, its proposal."""

from __future__ import annotations

from nghisu.conferences.commands import (
    ConsultationContent,
    ItemContent,
    MatterContent,
    ProposalContent,
    QuestionContent,
    add_item,
    draft_consultation,
    draft_proposal,
    enter_delegated,
    send_consultation,
)
from nghisu.conferences.models import AgendaItem, Consultation, DelegatedMatter
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from tests.factories import Ground
from tests.house.furnishing.days import ON, OPENING


def an_item(ground: Ground, by: Actor, entry: Entry) -> AgendaItem:
    content = ItemContent(
        title=f"Báo cáo việc đắp đê {ground.mark}",
        reporting_id=ground.department.pk,
        presenter_text=f"Người trình bày {ground.mark}",
        minutes=20,
        documents=f"Tờ trình {ground.mark}",
        note=f"Ghi chú nội dung {ground.mark}",
    )
    draft_proposal(by, entry.pk, ProposalContent(purpose=f"Mục đích {ground.mark}"))
    return add_item(by, entry.pk, content)


def a_delegated_matter(ground: Ground, by: Actor) -> DelegatedMatter:
    return enter_delegated(
        by,
        MatterContent(
            matter=f"Duyệt kế hoạch nạo vét {ground.mark}",
            delegated_by=f"Ban Thường vụ {ground.mark}",
            since=ON,
            document=f"12-QĐ/TU {ground.mark}",
            delegated_to_id=ground.department.pk,
        ),
    )


def a_consultation(ground: Ground, by: Actor, entry: Entry) -> Consultation:
    """The members of the executive committee are asked in writing: the delegate."""
    ground.user(Role.DELEGATE)
    row = draft_consultation(
        by,
        ConsultationContent(
            title=f"Xin ý kiến về việc đắp đê {ground.mark}",
            body_id=ground.executive_committee.pk,
            closes_at=OPENING,
            questions=(QuestionContent(f"Đồng ý phương án đắp đê {ground.mark}?"),),
            special_case=f"Mùa lũ đến sớm {ground.mark}",
            earlier_steps=f"Thông báo {ground.mark}",
            entry_id=entry.pk,
        ),
    )
    return send_consultation(by, row.pk)

from __future__ import annotations

from collections.abc import Callable

import pytest

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.conferences.commands import ItemContent, ProposalContent, add_item, draft_proposal
from nghisu.conferences.enums import Purpose
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from tests.factories import Ground
from tests.programme.conftest import AddEntry, add, bound, content_officer, duty_of, specialist

__all__ = ["add", "bound", "content_officer", "duty_of", "specialist"]

WRITTEN = ProposalContent(
    purpose="Cho ý kiến về đề án bến cảng",
    requirements="Thống nhất phương án, phân công thực hiện",
    need_rule="Chương trình toàn khóa",
    need_why="Đề án phải trình trong quý II",
    no_guidance="Cần thảo luận phương án, văn bản hướng dẫn không thay được",
    combined="Không có hội nghị cùng nội dung trong tháng",
    budget="60 triệu đồng, ngân sách Đảng",
    division="Văn phòng lo hội trường; sở chuẩn bị đề án",
    ceremony="Trang trí theo quy định",
    blocs={"party": 40, "state": 20},
)
"""A proposal that states all."""

STATED = {
    "title": "Hội nghị Ban Chấp hành bàn đề án bến cảng",
    "kind": "ban-chap-hanh",
    "chair": "ban-thuong-vu",
    "room_text": "Hội trường lớn",
    "participants": "Ủy viên Ban Chấp hành; lãnh đạo các sở",
    "delegates": 60,
}
"""What an entry states of a conference of the executive committee, all of it."""


@pytest.fixture
def chief(bound: Ground, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def board(bound: Ground, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(Role.STANDING_BOARD_MEMBER)


@pytest.fixture
def complete(specialist: Actor, chief: Actor, board: Actor, add: AddEntry) -> Callable[..., Entry]:
    """`complete()`: a conference whose entry, agenda and proposal state all that is asked; nothing is put forward."""

    def completing(written: ProposalContent = WRITTEN, **different: object) -> Entry:
        entry = add(**STATED | different)
        add_item(
            specialist,
            entry.pk,
            ItemContent(title="Đề án bến cảng", purpose=Purpose.VOTE, minutes=60),
        )
        draft_proposal(specialist, entry.pk, written)
        return entry

    return completing


def decided(
    by: Actor, kind: str, thing_id: int, outcome: Outcome = Outcome.GRANTED, note: str = ""
) -> Approval:
    """The approval of a thing that waits, decided by somebody."""
    approval = Approval.objects.get(kind=kind, thing_id=thing_id, state="pending")
    return decide(by, approval.pk, outcome, approval.digest, note=note)

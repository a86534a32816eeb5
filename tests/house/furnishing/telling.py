"""Samples of what people and programs are told: a notice, letters, a webhook, an approval asked for."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.approvals.models import Approval
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import put_out
from nghisu.notices.commands.webhooks import open_webhook
from nghisu.notices.models import Notice, Webhook
from tests.approvals.sample import CHIEF_THEN_BOARD, put_forward, set_steps
from tests.factories import Ground
from tests.house.furnishing.days import ON


def a_notice(ground: Ground, user: User) -> Notice:
    """What the chief of the office was told."""
    said = {"title": f"Hội nghị dời ngày {ground.mark}", "body": f"Sang thứ Năm {ground.mark}"}
    return Notice.objects.create(
        committee=ground.committee,
        person_id=user.person_id or 0,
        kind="entry.moved",
        words={"vi": said, "en": said},
        url="/lich/",
        key=f"mẫu {ground.mark}",
        at=clock.now(),
    )


def a_letter(by: Actor, ground: Ground, state: str) -> Outgoing:
    """A letter that waits for a person, or that could not go."""
    said = {"to": "ai@vi-du.vn", "name": f"Ai đó {ground.mark}", "subject": f"Thư {ground.mark}", "text": "…"}
    with transaction.atomic():
        row = put_out(by, "mail", said, key=f"mẫu {state} {ground.mark}", label=f"Thư {ground.mark}")
    row.state, row.fault = state, f"Không có hộp thư {ground.mark}"
    row.save(update_fields=["state", "fault"])
    return row


def a_webhook(ground: Ground) -> Webhook:
    by = actor_for(ground.user(Role.COMMITTEE_ADMINISTRATOR), ground.committee.pk, ON)
    return open_webhook(by, f"Nhận tin {ground.mark}", "https://example.invalid/tin", ["entry.added"])[0]


def an_approval(ground: Ground) -> Approval:
    """A room that an officer of the department puts forward: the head, the chief and the standing board decide."""
    for role in (Role.CONTENT_HEAD, Role.STANDING_BOARD_MEMBER):
        ground.user(role)
    head: dict[str, Any] = {"name": "Lãnh đạo đơn vị", "role": Role.CONTENT_HEAD, "scope": "drafter"}
    set_steps(ground.committee, [head, *CHIEF_THEN_BOARD])
    return put_forward(
        actor_for(ground.user(Role.CONTENT_OFFICER), ground.committee.pk, ON),
        ground.room,
        organisation_id=ground.department.pk,
    )

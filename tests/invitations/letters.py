"""Letters taken as far as a test needs them."""

from __future__ import annotations

from django.db import transaction

from nghisu.approvals.models import Approval
from nghisu.conferences.commands import ItemContent, add_item, conference_of_entry
from nghisu.conferences.commands.stages import step
from nghisu.conferences.enums import Purpose, Stage
from nghisu.foundation.actors import Actor
from nghisu.invitations.commands import mailing as acts
from nghisu.invitations.enums import MailingState
from nghisu.invitations.models import Mailing
from nghisu.programme.models import Entry

CONTENT = {
    "convener": "Ban Thường vụ Thành ủy",
    "chair": "Đồng chí Bí thư",
    "place": "Phòng họp tầng hai",
    "participants": "Các đồng chí Ủy viên Ban Thường vụ",
    "office_signer": "Phạm Văn Phòng",
    "board_signer": "Trần Văn An",
    "board_position": "PHÓ BÍ THƯ",
}


NUMBERS = acts.Numbers("12")


def prepare(by: Actor, entry: Entry) -> None:
    """The conference is being prepared and has an agenda."""
    conference = conference_of_entry(by, entry)
    if conference.stage == Stage.PREPARING:
        return
    for stage in (Stage.APPROVED, Stage.PREPARING):
        with transaction.atomic():
            step(by, conference, stage)
    add_item(by, entry.pk, ItemContent(title="Việc bến cảng", purpose=Purpose.REPORT))


def approved(by: Actor, entry: Entry) -> Mailing:
    """A draft that Thường trực approved."""
    prepare(by, entry)
    mailing = acts.draft_mailing(by, entry, CONTENT)
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.SUBMITTED, submitted_at="2026-03-10T00:00:00Z"
    )
    acts.grant(by, Approval(kind="invitation", thing_id=mailing.pk, digest="x"))
    mailing.refresh_from_db()
    return mailing

"""Letters taken as far as a test needs them."""

from __future__ import annotations

from nghisu.approvals.models import Approval
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


def approved(by: Actor, entry: Entry) -> Mailing:
    """A draft that Thường trực approved."""
    mailing = acts.draft_mailing(by, entry, CONTENT)
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.SUBMITTED, submitted_at="2026-03-10T00:00:00Z"
    )
    acts.grant(by, Approval(kind="invitation", thing_id=mailing.pk, digest="x"))
    mailing.refresh_from_db()
    return mailing

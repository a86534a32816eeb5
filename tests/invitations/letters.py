"""Letters taken as far as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval
from nghisu.approvals.registry import shown_now
from nghisu.conferences.commands import ItemContent, add_item, conference_of_entry, confirm_gate
from nghisu.conferences.commands.stages import step
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.queries.standing import may_advance
from nghisu.documents.models import Issuer
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.invitations.commands import mailing as acts
from nghisu.invitations.commands.choosing import Choice
from nghisu.invitations.enums import MailingState, Version
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


def from_series(by: Actor, **on_paper: int) -> acts.Numbers:
    """The numbers of the office's series and of the committee's: `office=12` as a paper book gave it."""
    issuers = dict(Issuer.objects.filter(committee=by.committee_id).values_list("symbol", "pk"))
    return acts.Numbers(
        {
            Version.OFFICE: acts.NumberFrom(issuers["VPTU"], on_paper.get("office")),
            Version.BOARD: acts.NumberFrom(issuers["TU"], on_paper.get("board")),
        }
    )


def issue(by: Actor, entry: Entry) -> Mailing:
    """The approved letters, issued under the next number of each series."""
    return acts.issue_mailing(by, entry, from_series(by))


def prepare(by: Actor, entry: Entry) -> None:
    """The conference is being prepared and has an agenda."""
    conference = conference_of_entry(by, entry)
    if conference.stage in (Stage.PREPARING, Stage.INVITED):
        return
    for stage in (Stage.APPROVED, Stage.PREPARING):
        with transaction.atomic():
            step(by, conference, stage)
    add_item(by, entry.pk, ItemContent(title="Việc bến cảng", purpose=Purpose.REPORT))


def approved(by: Actor, entry: Entry, content: Mapping[str, str] = CONTENT) -> Mailing:
    """A draft that Thường trực approved."""
    prepare(by, entry)
    mailing = acts.draft_mailing(by, entry, content)
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.SUBMITTED, submitted_at="2026-03-10T00:00:00Z"
    )
    with transaction.atomic():
        acts.grant(by, granted(by, mailing))
    mailing.refresh_from_db()
    confirmed(by, entry)
    return mailing


def confirmed(by: Actor, entry: Entry) -> list[str]:
    """What a person judges before letters leave is confirmed. Returns by which gates."""
    conference = conference_of_entry(by, entry)
    asked = [one for one in may_advance(by, conference, Stage.INVITED) if one.may_be_confirmed]
    for one in asked:
        confirm_gate(by, conference.pk, Stage.INVITED, one.gate, one.missing.key)
    return [one.gate for one in asked]


def granted(by: Actor, mailing: Mailing) -> Approval:
    """The approval of what a draft says now, as it ended."""
    shown = shown_now(by, "invitation", mailing.pk)
    assert shown is not None
    assert by.person_id is not None
    at = clock.now()
    return Approval.objects.create(
        committee_id=by.tenant,
        kind="invitation",
        thing_id=mailing.pk,
        title=shown.title,
        url=shown.url,
        shown=shown.kept,
        digest=shown.digest,
        drafter_id=by.person_id,
        drafter_name=by.name,
        steps_count=1,
        submitted_at=at,
        state=ApprovalState.GRANTED,
        step=1,
        step_since=at,
        ended_at=at,
        ended_by_name="Trần Văn An",
    )


GUEST = Choice(
    "guest",
    standing="guest",
    guest_name="Nguyễn Văn Dũng",
    guest_title="Thứ trưởng",
    guest_organisation="Bộ ở Trung ương",
    guest_level="central",
)

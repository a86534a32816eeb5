"""The letters of a conference: drafted, approved by Thường trực, issued by the clerk, replaced by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.approvals.commands import submit, withdraw
from nghisu.approvals.models import Approval
from nghisu.approvals.queries import says_what_was_granted
from nghisu.conferences.commands.stages import must_have_passed, step
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.core.text import legible, nfc
from nghisu.documents.commands import IssuedContent, register_issued
from nghisu.documents.models import IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.cancelled import must_stand
from nghisu.invitations.commands.choosing import open_conference
from nghisu.invitations.commands.originals import draw_original, hold_or_let_go
from nghisu.invitations.commands.writing import write_to_all
from nghisu.invitations.enums import MailingState, Version
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.numbers import signs_of
from nghisu.invitations.queries.signing import signing_of, versions_to_number
from nghisu.invitations.queries.together import INVITATION, are_out, together_by
from nghisu.invitations.queries.wording import FIELDS, letter, shown_of
from nghisu.invitations.refusals import LettersNotReady, MailingNotThere
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import done_by_act

State = MailingState


@dataclass(frozen=True, slots=True)
class NumberFrom:
    """Where the number of a version comes from: the next one of the series of who issues it. `on_paper` is the one that a
    paper book of that series gave already, which must be that very number."""

    issuer_id: int | None
    on_paper: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where the number of each version comes from."""

    of: Mapping[Version, NumberFrom] = field(default_factory=dict)


NO_NUMBERS = Numbers()


@transaction.atomic
def draft_mailing(by: Actor, entry: Entry, content: Mapping[str, str]) -> Mailing:
    """Write or change the draft of the letters. Once it was put forward, it changes only after it came back. Letters that
    were issued stay as they are: what is drafted then are letters that are to replace them."""
    must(by, "invitee.edit")
    conference = open_conference(by, entry)
    said = {name: legible(nfc(content.get(name, ""))).strip() for name in FIELDS}
    rows = Mailing.objects.select_for_update(of=("self",)).filter(conference=conference)
    mailing = rows.order_by("-id").first()
    if mailing is None or mailing.issued_at is not None:
        mailing = Mailing(committee_id=by.tenant, conference=conference, content={}, replaces=mailing)
    elif mailing.state not in (State.DRAFT, State.APPROVED):
        raise MailingNotThere(_where(mailing))
    before = dict(mailing.content)
    mailing.content, mailing.state = said, State.DRAFT
    mailing.approved_at, mailing.approved_by_name = None, ""
    mailing.drafted_by_name, mailing.drafted_by_person = by.name, by.person_id
    mailing.revision += 1
    mailing.save()
    changed = [name for name in FIELDS if before.get(name) != said[name]]
    remember(
        by,
        "mailing.drafted",
        mailing,
        before={name: before.get(name) for name in changed},
        after={name: said[name] for name in changed},
        label=entry.title,
    )
    return mailing


@transaction.atomic
def submit_mailing(by: Actor, entry: Entry) -> Approval:
    """Put the draft before Thường trực. Raises LettersNotReady where it does not state what a letter must."""
    must(by, "invitee.edit")
    mailing = locked_mailing(by, entry)
    if mailing.state != State.DRAFT:
        raise MailingNotThere(_where(mailing))
    said = letter(by, mailing.conference, Version.OFFICE, mailing)
    names = [_(name) for name in replace(said, invitee="…").missing()]
    if names:
        raise LettersNotReady(_("Dự thảo còn thiếu: %(names)s.") % {"names": ", ".join(names)})
    approval = submit(by, kind="invitation", thing=mailing, shown=shown_of(by, mailing))
    mailing.state, mailing.submitted_at, mailing.returned_note = State.SUBMITTED, clock.now(), ""
    mailing.save(update_fields=["state", "submitted_at", "returned_note"])
    remember(by, "mailing.submitted", mailing, after={"digest": approval.digest}, label=entry.title)
    return approval


@transaction.atomic
def withdraw_mailing(by: Actor, entry: Entry) -> None:
    """Take the draft back from those who approve it."""
    must(by, "invitee.edit")
    mailing = locked_mailing(by, entry)
    approval = Approval.objects.filter(
        committee=by.committee_id, kind="invitation", thing_id=mailing.pk, state="pending"
    ).first()
    if mailing.state != State.SUBMITTED or approval is None:
        raise MailingNotThere(_where(mailing))
    withdraw(by, approval.pk)  # heard in reactions, which make it a draft again


@transaction.atomic
def drop_replacement(by: Actor, entry: Entry) -> None:
    """Give up letters that were to replace those that were issued, which stay in force. Raises MailingNotThere for those
    that replace none, or are with those who approve them."""
    must(by, "invitee.edit")
    mailing = locked_mailing(by, entry)
    if mailing.replaces_id is None or mailing.state not in (State.DRAFT, State.APPROVED) or mailing.issued_at:
        raise MailingNotThere(_where(mailing))
    remember(by, "mailing.replacement_dropped", mailing, before=mailing.content, label=entry.title)
    mailing.delete()


def grant(by: Actor, approval: Approval) -> None:
    """Thường trực approved the draft: it waits to be issued."""
    mailing = _of_approval(by, approval)
    if mailing is None or mailing.state != State.SUBMITTED:
        return
    mailing.state, mailing.approved_at, mailing.approved_by_name = State.APPROVED, clock.now(), by.name
    mailing.save(update_fields=["state", "approved_at", "approved_by_name"])
    remember(by, "mailing.approved", mailing, after={"digest": approval.digest})


def back_to_draft(by: Actor, approval: Approval, why: str) -> None:
    """The draft came back, was taken back, or changed meanwhile."""
    mailing = _of_approval(by, approval)
    if mailing is None or mailing.state != State.SUBMITTED:
        return
    mailing.state, mailing.returned_note = State.DRAFT, nfc(why)[:1000]
    mailing.save(update_fields=["state", "returned_note"])
    remember(by, "mailing.returned", mailing, after={"why": why})


@transaction.atomic
def issue_mailing(by: Actor, entry: Entry, numbers: Numbers, *, waits: bool = False) -> Mailing:
    """Issue the approved letters: each who is invited gets one, drawn and sent by jobs of the worker. The numbers come
    from the outgoing register in the same act, one for each version that anybody gets, with its original beside, and the
    conference enters the stage of those invited to. Letters that were issued before and wait again keep their numbers.
    With `waits` they are drawn and go nowhere until each original is signed.

    Raises MailingNotThere unless Thường trực approved what the letters say now, the hour and the agenda, too (5609
    I/III/1.3/b1), GatesNotPassed with what a rule asks and nobody passed over, LettersNotReady where nobody is invited, a
    version has nobody who issues it, or a number was cancelled, NumberTaken or NumberLeaps for a number of a paper book
    that is not the next one, DrawingFailed.
    """
    must(by, "invitation.issue")
    conference = open_conference(by, entry)  # locked before the letters, as whoever drafts them does
    mailing = locked_mailing(by, entry)
    if mailing.state != State.APPROVED:
        raise MailingNotThere(_where(mailing))
    if not says_what_was_granted(by, "invitation", mailing.pk):
        raise MailingNotThere(
            _(
                "Giấy mời nay nói khác bản Thường trực đã duyệt, ví dụ giờ họp hoặc nội dung. Hãy lưu và trình lại."
            )
        )
    must_stand(mailing)
    if conference.stage == Stage.PREPARING:
        must_have_passed(by, conference, Stage.INVITED)
        step(by, conference, Stage.INVITED)
    elif conference.stage != Stage.INVITED:
        raise LettersNotReady(
            _("Hội nghị đang ở giai đoạn “%(stage)s”; giấy mời phát hành khi hội nghị đang chuẩn bị.")
            % {"stage": str(Stage(conference.stage).label).lower()}
        )
    numbered = _number(by, mailing, numbers)
    if not signs_of(mailing):
        raise LettersNotReady(_("Chưa mời ai. Hãy lập danh sách đại biểu trước khi phát hành giấy mời."))
    mailing.state, mailing.issued_at, mailing.issued_by_name = State.ISSUED, clock.now(), by.name
    mailing.waits_for_signature = waits
    count = _write(by, mailing, conference, numbered)
    mark_sent(by, conference)
    remember(
        by,
        "mailing.issued",
        mailing,
        after={"number": signs_of(mailing), "count": count, "waits_for_signature": waits},
        label=entry.title,
    )
    return mailing


def issue_again_later(by: Actor, conference: Conference) -> None:
    """The conference went back to its preparation: the letters wait to be issued again; what was sent stays sent."""
    mailing = (
        Mailing.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, conference=conference, state=State.ISSUED)
        .first()
    )
    if mailing is not None:
        mailing.state = State.APPROVED
        mailing.save(update_fields=["state"])
        remember(by, "mailing.taken_back", mailing)


@transaction.atomic
def write_to_new(by: Actor, entry: Entry, numbers: Numbers = NO_NUMBERS) -> int:
    """Write to those who came onto the list after the letters were issued; a version that is sent for the first time is
    given its number now. Returns how many there were. Raises as `issue_mailing` does for numbers, LettersNotReady where
    one was cancelled."""
    must(by, "invitation.issue")
    conference = open_conference(by, entry)
    mailing = locked_mailing(by, entry, in_force=True)
    if mailing.state != State.ISSUED:
        raise MailingNotThere(_where(mailing))
    must_stand(mailing)
    count = _write(by, mailing, conference, _number(by, mailing, numbers))
    after = {"number": signs_of(mailing), "count": count}
    remember(by, "mailing.continued", mailing, after=after, label=entry.title)
    return count


def mark_sent(by: Actor, conference: Conference) -> None:
    """The duty to send letters is done with the act, nobody types it again; where the rules have documents leave with the
    letters (5609 II/II/2.1/b2, II/III/2.1/b3), with whichever of both acts is the later."""
    if are_out(conference):
        both = together_by(conference.entry) is not None
        note = _("Đã gửi đủ giấy mời và tài liệu.") if both else _("Đã phát hành giấy mời.")
        done_by_act(by, conference.entry.subject_id, INVITATION, note=note)


def _write(
    by: Actor, mailing: Mailing, conference: Conference, numbered: Mapping[Version, IssuedDocument]
) -> int:
    """Draw the originals of the versions that were just given a number, and write to who has no letter yet. Returns to
    how many."""
    mailing.save()
    for version, row in numbered.items():
        draw_original(by, mailing, version, row)
    hold_or_let_go(by, mailing)
    return write_to_all(by, mailing, conference)


def _number(by: Actor, mailing: Mailing, numbers: Numbers) -> dict[Version, IssuedDocument]:
    """Give each version that anybody is to be sent, and that has none, a number of its own: of the series of whoever
    issues it. Returns the line of each. Raises LettersNotReady where nobody is named who does."""
    numbered: dict[Version, IssuedDocument] = {}
    for version in versions_to_number(by, mailing):
        source = numbers.of.get(version)
        if source is None or source.issuer_id is None:
            raise LettersNotReady(
                _(
                    "Có người nhận giấy mời bản “%(version)s” mà chưa chọn nơi ban hành bản ấy. Hãy chọn nơi ban hành để "
                    "lấy số ở sổ văn bản đi của nơi đó."
                )
                % {"version": version.label}
            )
        row = _registered(by, mailing, version, source.issuer_id, source.on_paper)
        numbered[version] = row
        if version == Version.BOARD:
            mailing.issuer_of_board, mailing.number_of_board = row.issuer, str(row.number)
            mailing.numbered_on_of_board, mailing.original_of_board = row.issued_on, row
        else:
            mailing.issuer, mailing.number, mailing.numbered_on = row.issuer, str(row.number), row.issued_on
            mailing.original = row
    return numbered


def _registered(
    by: Actor, mailing: Mailing, version: Version, issuer_id: int, number: int | None
) -> IssuedDocument:
    """Enter a version in the outgoing register."""
    entry = mailing.conference.entry
    signing = signing_of(entry, mailing.committee, version)
    board = version == Version.BOARD
    return register_issued(
        by,
        IssuedContent(
            issuer_id=issuer_id,
            kind="GM",
            title=_("Giấy mời: %(title)s") % {"title": entry.title},
            signer_name=mailing.content["board_signer" if board else "office_signer"],
            signer_position=mailing.content["board_position"] if board else signing.position,
            authority=", ".join(signing.authority),
            recipients=_("Theo danh sách đại biểu"),
            about=("invitations.mailing", mailing.pk),
            number=number,
        ),
    )


def locked_mailing(by: Actor, entry: Entry, *, in_force: bool = False) -> Mailing:
    """The letters of a conference that were drafted last, or that are in force, locked. Raises AccessRefused where there
    are none."""
    rows = Mailing.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, conference__entry=entry
    )
    if in_force:
        rows = rows.exclude(issued_at=None)
    rows = rows.select_related("committee", "conference__committee", "conference__entry__subject")
    mailing = rows.order_by("-id").first()
    if mailing is None:
        raise AccessRefused(str(entry.pk))
    return mailing


def _of_approval(by: Actor, approval: Approval) -> Mailing | None:
    rows = Mailing.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=approval.thing_id
    )
    return rows.order_by().first()


def _where(mailing: Mailing) -> str:
    return _("Giấy mời hiện ở trạng thái “%(state)s” nên không làm được việc vừa chọn. Hãy mở lại trang.") % {
        "state": str(State(mailing.state).label).lower()
    }

"""A committee with a little of everything: what a test puts into the addresses of the house.

An app that brings a new part of an address adds its sample here; until then the tests of the house say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django_scopes import scope

from nghisu.accounts.commands import DelegationContent, make_delegation, make_token
from nghisu.accounts.models import ApiToken, Delegation, SignIn, User
from nghisu.accounts.queries import actor_for
from nghisu.approvals.models import Approval
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.core.planning.changes import digest_of
from nghisu.core.planning.periods import Period
from nghisu.directory.models import Appointment, DirectoryImport, DirectoryImportRow, Position, Term
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import put_out
from nghisu.notices.commands.webhooks import open_webhook
from nghisu.notices.models import Notice, Webhook
from nghisu.programme.commands import (
    CalendarChoice,
    EntryContent,
    accept_move,
    add_entry,
    open_calendar,
    weigh_programme,
)
from nghisu.programme.models import (
    CalendarAddress,
    Entry,
    Finding,
    ImportDraft,
    ImportRow,
    Move,
    ProgrammeVersion,
    Suggestion,
    SuggestionCall,
    Theme,
)
from nghisu.programme.queries.consequences import moved_to_day
from nghisu.rulebook.adapters.text_reading import read_text
from nghisu.rulebook.commands import Allowing, bind_committee, waive_deadline
from nghisu.rulebook.commands.attaching import HeldFile, attach_text
from nghisu.rulebook.commands.own import draft_edition
from nghisu.rulebook.models import AttachedText, Deadline, LastNumber, OwnDay, OwnEdition, Waiver
from nghisu.rulebook.queries.tight_spots import matters_of
from nghisu.web.help import load_topics
from tests.approvals.sample import CHIEF_THEN_BOARD, put_forward, set_steps
from tests.factories import Ground
from tests.house.routes import Route

ON = date(2026, 3, 10)
OPENING = datetime(2026, 3, 25, 8, 0, tzinfo=clock.VIETNAM)


@dataclass(slots=True)
class Furnished:
    """A ground with two conferences: one that the department prepares, one that another department does.

    The first is of the executive committee, whose members are the delegates; the second of the standing board.
    """

    ground: Ground
    entry: Entry
    other_entry: Entry
    deadline: Deadline
    other_deadline: Deadline
    draft: ImportDraft
    directory_draft: DirectoryImport
    version: ProgrammeVersion
    theme: Theme
    call: SuggestionCall
    suggestion: Suggestion
    term: Term
    own_day: OwnDay
    last_number: LastNumber
    appointment: Appointment
    position: Position
    approval: Approval
    token: ApiToken
    text: AttachedText
    own: OwnEdition
    waiver: Waiver
    notice: Notice
    held: Outgoing
    dead: Outgoing
    move: Move
    delegation: Delegation
    calendar_address: CalendarAddress
    webhook: Webhook


def furnish(ground: Ground) -> Furnished:
    """Put the sample rows into a committee, through the commands of the house where it has them."""
    chief = ground.user(Role.OFFICE_CHIEF)
    by = actor_for(chief, ground.committee.pk, ON)
    with (
        scope(committee=ground.committee),
        clock.standing(datetime(2026, 3, 10, 7, 30, tzinfo=clock.VIETNAM)),
    ):
        bind_committee(by, "5609", date(2025, 1, 1))
        entry = add_entry(by, _content(ground, "ban-chap-hanh", ground.department.pk, timedelta(0)))
        other = add_entry(by, _content(ground, "thuong-truc", ground.other_department.pk, timedelta(days=5)))
        return Furnished(
            ground=ground,
            entry=entry,
            other_entry=other,
            deadline=_open_deadline(entry, ground.department.pk),
            other_deadline=_open_deadline(other, ground.other_department.pk),
            draft=_draft(ground, by),
            directory_draft=_directory_draft(ground, by),
            version=_version(ground),
            theme=_theme(ground),
            call=(call := _call(ground)),
            suggestion=_suggestion(ground, call),
            last_number=LastNumber.objects.create(
                committee=ground.committee, kind="NQ", symbol="ĐU", per="year", period="2026", number=27
            ),
            own_day=OwnDay.objects.create(
                committee=ground.committee,
                day=date(2026, 9, 18),
                works=False,
                name=f"Ngày hội {ground.mark}",
                document="Thông báo 1",
            ),
            term=Term.objects.create(
                committee=ground.committee,
                body=ground.executive_committee,
                number="I",
                since=date(2025, 7, 1),
            ),
            appointment=Appointment.objects.filter(person=chief.person).get(),
            notice=_notice(ground, chief),
            held=_letter(by, ground, Outgoing.State.HELD),
            dead=_letter(by, ground, Outgoing.State.DEAD),
            position=Position.objects.filter(appointments__person=chief.person).get(),
            approval=_approval(ground),
            token=make_token(by, f"Phần mềm {ground.mark}", ["programme.read"], 30)[0],
            text=_text(ground, by),
            own=draft_edition(by, "5609", f"Quy định riêng {ground.mark}", f"# {ground.mark}"),
            waiver=_waiver(ground, by, other),
            move=_moved(by, other),
            delegation=_delegation(ground, by),
            webhook=_webhook(ground),
            calendar_address=open_calendar(by, CalendarChoice("own"))[0],
        )


def _delegation(ground: Ground, by: Actor) -> Delegation:
    """The chief is away and lets the specialist approve."""
    specialist = ground.user(Role.OFFICE_SPECIALIST).person_id
    content = DelegationContent(by.person_id or 0, specialist or 0, ON, ON, f"Đi công tác {ground.mark}")
    return make_delegation(by, content)


def _webhook(ground: Ground) -> Webhook:
    by = actor_for(ground.user(Role.COMMITTEE_ADMINISTRATOR), ground.committee.pk, ON)
    return open_webhook(by, f"Nhận tin {ground.mark}", "https://example.invalid/tin", ["entry.added"])[0]


def _approval(ground: Ground) -> Approval:
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


def _text(ground: Ground, by: Actor) -> AttachedText:
    content = f"Chương I\n\nCHUYỆN CHUNG {ground.mark}\n\nI. AI\n\n1. Người làng {ground.mark}.\n".encode()
    edition = next(one for one in load_rulebook("5609").editions if one.id == "5609")
    return attach_text(by, edition, HeldFile(f"quy-dinh {ground.mark}.txt", content, read_text(content)))


def _waiver(ground: Ground, by: Actor, entry: Entry) -> Waiver:
    duty = Deadline.objects.filter(subject=entry.subject_id, act_by__isnull=False).first()
    assert duty is not None
    allowing = Allowing(f"Đồng chí {ground.mark}", ON, f"Vì bão {ground.mark}", f"12-CV/{ground.mark}", ON)
    return waive_deadline(by, duty.pk, allowing, f"Giấy mời {ground.mark}")


def _finding(it: Furnished) -> Finding:
    """A finding as it now stands: each change of the programme finds them anew."""
    with scope(committee=it.ground.committee):
        entry = Entry.objects.get(pk=it.entry.pk)
        assert entry.programme is not None
        weigh_programme(system_actor(entry.committee_id), entry.programme)
        finding = Finding.objects.filter(programme=entry.programme, entries=entry).first()
    assert finding is not None
    return finding


def _moved(by: Actor, entry: Entry) -> Move:
    """A move of the conference that can be taken back."""
    proposal = moved_to_day(by, entry, clock.local(entry.opening).date(), time(9))
    return accept_move(by, entry.pk, proposal, "Trùng giờ tiếp khách")


def _content(ground: Ground, kind: str, preparing_id: int, later: timedelta) -> EntryContent:
    return EntryContent(
        title=f"Hội nghị bàn việc đắp đê {ground.mark}",
        kind=kind,
        opening=OPENING + later,
        part="morning",
        form="in-person",
        scale="",
        number=1,
        preparing_id=preparing_id,
        coordinating_ids=(ground.office.pk,),
        coordinating_text=f"Đơn vị phối hợp {ground.mark}",
        room_id=ground.room.pk,
        participants=f"Thành phần {ground.mark}",
        note=f"Ghi chú {ground.mark}",
    )


def _open_deadline(entry: Entry, organisation_id: int) -> Deadline:
    """A duty of the conference that the unit owes, which the matrix limits to that unit."""
    rows = Deadline.objects.filter(subject=entry.subject_id, act_by__isnull=False)
    deadline = rows.filter(organisation=organisation_id).first() or rows.first()
    assert deadline is not None
    deadline.organisation_id = organisation_id
    deadline.save(update_fields=["organisation"])
    return deadline


def _notice(ground: Ground, user: User) -> Notice:
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


def _letter(by: Actor, ground: Ground, state: str) -> Outgoing:
    """A letter that waits for a person, or that could not go."""
    said = {"to": "ai@vi-du.vn", "name": f"Ai đó {ground.mark}", "subject": f"Thư {ground.mark}", "text": "…"}
    with transaction.atomic():
        row = put_out(by, "mail", said, key=f"mẫu {state} {ground.mark}", label=f"Thư {ground.mark}")
    row.state, row.fault = state, f"Không có hộp thư {ground.mark}"
    row.save(update_fields=["state", "fault"])
    return row


def _version(ground: Ground) -> ProgrammeVersion:
    """A version of the first quarter, approved and not yet issued."""
    quarter = Period.read("2026-Q1")
    lines = [
        {
            "id": 1,
            "number": 1,
            "title": f"Hội nghị bàn việc đắp đê {ground.mark}",
            "kind": "ban-chap-hanh",
            "opening": "2026-03-25T08:00",
            "closing": None,
            "part": "morning",
            "form": "in-person",
            "scale": "",
            "unscheduled": False,
            "chair": "",
            "preparing": ground.department.name,
            "coordinating": "",
            "room": ground.room.name,
            "participants": "",
            "delegates": None,
            "note": "",
        }
    ]
    return ProgrammeVersion.objects.create(
        committee=ground.committee,
        tier=quarter.tier.value,
        since=quarter.since,
        until=quarter.until,
        number=1,
        title=f"Chương trình công tác {ground.mark}",
        state=ProgrammeVersion.State.APPROVED,
        lines=lines,
        digest=digest_of(lines),
        submitted_at=clock.now(),
        submitted_by_name=f"Chuyên viên {ground.mark}",
        approved_at=clock.now(),
        approved_by_name=f"Thường trực {ground.mark}",
    )


def _theme(ground: Ground) -> Theme:
    return Theme.objects.create(
        committee=ground.committee,
        term="2025-2030",
        year=2026,
        title=f"Nội dung trọng tâm {ground.mark}",
        lead=ground.department,
    )


def _call(ground: Ground) -> SuggestionCall:
    """Asks the department and the members of the executive committee."""
    year = Period.read("2026")
    call = SuggestionCall.objects.create(
        committee=ground.committee,
        tier=year.tier.value,
        since=year.since,
        until=year.until,
        closes_on=date(2026, 3, 20),
        note=f"Lời nhắn {ground.mark}",
        opened_at=clock.now(),
        opened_by_name=f"Chuyên viên {ground.mark}",
    )
    call.organisations.add(ground.department)
    call.bodies.add(ground.executive_committee, ground.standing_board)
    return call


def _suggestion(ground: Ground, call: SuggestionCall) -> Suggestion:
    """Sent by the department."""
    return Suggestion.objects.create(
        committee=ground.committee,
        call=call,
        organisation=ground.department,
        state=Suggestion.State.SENT,
        matter=f"Nạo vét luồng {ground.mark}",
        why=f"Vì luồng cạn {ground.mark}",
        kind="so-tong-ket",
        search_text="nao vet luong",
        author_name=f"Cán bộ {ground.mark}",
        created_at=clock.now(),
        sent_at=clock.now(),
    )


def _draft(ground: Ground, by: Actor) -> ImportDraft:
    draft = ImportDraft.objects.create(
        committee=ground.committee,
        user_id=by.user_id or 0,
        user_name=by.name,
        file_name=f"chuong-trinh {ground.mark}.xlsx",
        file_digest="0" * 64,
        title=f"Chương trình công tác {ground.mark}",
        year=2026,
        at=clock.now(),
    )
    raw = {"title": f"Hội nghị bàn việc nạo vét {ground.mark}", "note": f"Ghi chú {ground.mark}"}
    ImportRow.objects.create(
        committee=ground.committee,
        draft=draft,
        row=1,
        raw=raw,
        standing=ImportRow.Standing.UNREADABLE,
        identity="0" * 64,
    )
    return draft


def _directory_draft(ground: Ground, by: Actor) -> DirectoryImport:
    draft = DirectoryImport.objects.create(
        committee=ground.committee,
        user_id=by.user_id or 0,
        user_name=by.name,
        file_name=f"danh-ba {ground.mark}.xlsx",
        file_digest="0" * 64,
        at=clock.now(),
    )
    DirectoryImportRow.objects.create(
        committee=ground.committee,
        draft=draft,
        part="people",
        row=1,
        raw={"full_name": f"Nguyễn Thị {ground.mark}", "title": "Chuyên viên"},
        standing=DirectoryImportRow.Standing.UNREADABLE,
    )
    return draft


OF_A_COMMITTEE: dict[str, Callable[[Furnished], Any]] = {
    "last_number_id": lambda it: it.last_number.pk,
    "own_day_id": lambda it: it.own_day.pk,
    "term_id": lambda it: it.term.pk,
    "directory_draft_id": lambda it: it.directory_draft.pk,
    "entry_id": lambda it: it.entry.pk,
    "deadline_id": lambda it: it.deadline.pk,
    "move_id": lambda it: it.move.pk,
    "draft_id": lambda it: it.draft.pk,
    "version_id": lambda it: it.version.pk,
    "theme_id": lambda it: it.theme.pk,
    "call_id": lambda it: it.call.pk,
    "suggestion_id": lambda it: it.suggestion.pk,
    "organisation_id": lambda it: it.ground.department.pk,
    "office_id": lambda it: it.ground.office.pk,
    "body_id": lambda it: it.ground.executive_committee.pk,
    "position_id": lambda it: it.position.pk,
    "appointment_id": lambda it: it.appointment.pk,
    "person_id": lambda it: it.appointment.person_id,
    "notice_id": lambda it: it.notice.pk,
    "outgoing_id": lambda it: it.held.pk,
    "dead_id": lambda it: it.dead.pk,
    "room_id": lambda it: it.ground.room.pk,
    "account_id": lambda it: it.ground.user(Role.CLERK).pk,
    "delegation_id": lambda it: it.delegation.pk,
    "approval_id": lambda it: it.approval.pk,
    "token_id": lambda it: it.token.pk,
    "own_id": lambda it: it.own.pk,
    "waiver_id": lambda it: it.waiver.pk,
    "webhook_id": lambda it: it.webhook.pk,
    "address_id": lambda it: it.calendar_address.pk,
    "finding_id": lambda it: _finding(it).pk,
}
"""Parts of addresses that name a row of a committee: with another committee's row the page does not exist."""

OF_EVERYBODY: dict[str, Callable[[Furnished], Any]] = {
    "act": lambda it: it.deadline.act,
    "month": lambda it: date(2026, 3, 1),
    "period": lambda it: Period.read("2026-Q2"),
    "monday": lambda it: date(2026, 3, 23),
    "year": lambda it: 2026,
    "edition": lambda it: "5609",
    "matter": lambda it: next(iter(matters_of(load_rulebook("5609")))),
    "clause": lambda it: "II/II/2.1/b2",
    "topic": lambda it: next(iter(load_topics())),
    "kind": lambda it: "csv",
    "route_kind": lambda it: "programme",
    "part": lambda it: "people",
    "row": lambda it: 1,
    "number": lambda it: 1,
    "secret": lambda it: "x" * 43,
}
"""Parts that are the same for all."""


def address(route: Route, it: Furnished) -> str:
    """The address of a route, filled from a furnished committee. Raises KeyError for a part without a sample."""
    samples = OF_A_COMMITTEE | OF_EVERYBODY
    return reverse(route.name, kwargs={part: samples[part](it) for part in route.parts})


def sign_ins_of(ground: Ground) -> None:
    """Somebody of the committee signed in, from a browser that carries the committee's mark in its name."""
    user = ground.user(Role.CLERK)
    SignIn.objects.create(
        at=clock.server_now(),
        username=user.username,
        user=user,
        address="192.0.2.1",
        user_agent=f"Trình duyệt {ground.mark}",
        outcome="signed-in",
    )

"""A quarter from its parts over approval and issue to the version that takes its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.approvals.refusals import StaleApproval
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.commands import change_entry
from nghisu.programme.commands.parts import mark_part_ready, reopen_part
from nghisu.programme.commands.versions import issue_programme, submit_programme, withdraw_programme
from nghisu.programme.models import Entry, OfficePart, ProgrammeVersion
from nghisu.programme.queries.versions import spelled_changes, standing_of
from nghisu.programme.refusals import (
    PeriodNotOpen,
    ProgrammeEmpty,
    VersionNotThere,
    VersionOnItsWay,
    VersionSaysTheSame,
)
from tests.programme.conftest import stated

QUARTER = Period.read("2026-Q2")
IN_APRIL = datetime(2026, 4, 15, 8, 0, tzinfo=clock.VIETNAM)
State = ProgrammeVersion.State
CHANGES: tuple[dict[str, Any], ...] = (
    {"document": "Khác"},
    {"lines": []},
    {"state": "withdrawn"},
    {"issued_by_name": "Ai đó"},
)


@pytest.fixture(autouse=True)
def deciders(bound, actor_of):
    """The chief of office, then a member of the standing board: the route of a programme."""
    return [actor_of(Role.OFFICE_CHIEF), actor_of(Role.STANDING_BOARD_MEMBER)]


@pytest.fixture
def agree(deciders):
    """Have everybody on the route agree to what waits."""

    def agreeing() -> None:
        for decider in deciders:
            approval = Approval.objects.get(state="pending")
            decide(decider, approval.pk, Outcome.GRANTED, approval.digest)

    return agreeing


@pytest.fixture
def issued(add, specialist, agree):
    """The quarter with one conference of the department, issued as number 1."""

    def issuing(**different):
        entry = add(opening=IN_APRIL, **different)
        version = submit_programme(specialist, QUARTER)
        agree()
        return entry, issue_programme(specialist, version.pk, "15-CTr/TU ngày 25/3/2026")

    return issuing


def test_a_version_is_frozen_submitted_approved_and_issued(add, specialist, agree):
    entry = add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER, "Quý II")
    assert (version.number, version.state, len(version.digest)) == (1, State.SUBMITTED, 64)
    assert [line["id"] for line in version.lines] == [entry.pk]
    agree()
    version.refresh_from_db()
    assert version.state == State.APPROVED
    assert version.approved_at is not None
    issued = issue_programme(specialist, version.pk, "15-CTr/TU ngày 25/3/2026")
    assert issued.state == State.ISSUED
    assert standing_of(specialist, QUARTER).state == State.ISSUED
    verbs = set(AuditRecord.objects.values_list("verb", flat=True))
    assert {"programme.submitted", "programme.approved", "programme.issued"} <= verbs


def test_a_change_after_issue_is_shown_and_asks_for_a_new_version(issued, specialist, agree):
    entry, first = issued()
    with pytest.raises(VersionSaysTheSame):
        submit_programme(specialist, QUARTER)
    later = datetime(2026, 4, 22, 8, 0, tzinfo=clock.VIETNAM)
    change_entry(specialist, entry.pk, stated(opening=later))
    standing = standing_of(specialist, QUARTER)
    assert standing.state == "changed"
    assert [change.difference for change in standing.since_issued] == ["moved"]
    second = submit_programme(specialist, QUARTER)
    agree()
    issue_programme(specialist, second.pk, "18-CTr/TU ngày 01/4/2026")
    first.refresh_from_db()
    assert (first.state, second.number) == (State.SUPERSEDED, 2)
    assert standing_of(specialist, QUARTER).state == State.ISSUED


def test_what_changed_while_it_waited_is_not_approved_blindly(add, specialist, deciders):
    entry = add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER)
    approval = Approval.objects.get()
    change_entry(specialist, entry.pk, stated(opening=IN_APRIL, title="Tên khác hẳn"))
    with pytest.raises(StaleApproval):
        decide(deciders[0], approval.pk, Outcome.GRANTED, approval.digest)
    version.refresh_from_db()
    assert version.state == State.WITHDRAWN
    assert submit_programme(specialist, QUARTER).number == 2


def test_what_comes_back_says_why_and_the_next_version_follows_it(add, specialist, deciders):
    add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER)
    approval = Approval.objects.get()
    decide(deciders[0], approval.pk, Outcome.RETURNED, approval.digest, note="Gộp hai hội nghị tháng 4.")
    version.refresh_from_db()
    assert (version.state, version.returned_note) == (State.RETURNED, "Gộp hai hội nghị tháng 4.")
    again = submit_programme(specialist, QUARTER, "Đã gộp.")
    assert Approval.objects.get(pk=again.approval_id or 0).round == 2


def test_one_version_is_on_its_way_at_a_time_and_can_be_taken_back(add, specialist, agree):
    with pytest.raises(ProgrammeEmpty):
        submit_programme(specialist, QUARTER)
    add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER)
    with pytest.raises(VersionOnItsWay):
        submit_programme(specialist, QUARTER)
    assert withdraw_programme(specialist, version.pk).state == State.WITHDRAWN
    second = submit_programme(specialist, QUARTER)
    agree()
    assert withdraw_programme(specialist, second.pk).state == State.WITHDRAWN
    with pytest.raises(VersionNotThere):
        issue_programme(specialist, second.pk, "15-CTr/TU")


def test_a_postponed_conference_leaves_the_programme_and_says_so(issued, specialist):
    entry, _version = issued()
    Entry.objects.filter(pk=entry.pk).update(state=Entry.State.POSTPONED, state_reason="Bão")
    standing = standing_of(specialist, QUARTER)
    (change,) = spelled_changes(specialist, QUARTER, standing.since_issued)
    assert (standing.state, change.difference, change.word) == ("changed", "removed", "Hoãn")


def test_nothing_is_issued_that_was_not_approved(add, specialist):
    add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER)
    with pytest.raises(VersionNotThere):
        issue_programme(specialist, version.pk, "15-CTr/TU")


def test_the_database_keeps_an_issued_version(issued):
    _entry, version = issued()
    rows = ProgrammeVersion.objects.filter(pk=version.pk)
    for change in CHANGES:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    assert rows.update(state=State.SUPERSEDED) == 1  # the control: a later one may take its place


def test_what_was_submitted_cannot_be_exchanged_before_it_is_approved(add, specialist):
    add(opening=IN_APRIL)
    version = submit_programme(specialist, QUARTER)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgrammeVersion.objects.filter(pk=version.pk).update(lines=[])


def test_each_is_told_once_of_what_concerns_them(issued, ground, actor_of):
    officer, head = actor_of(Role.CONTENT_OFFICER), actor_of(Role.CONTENT_HEAD)
    other = actor_of(Role.AUDITOR)
    issued(preparing_id=ground.department.pk)
    for told in (officer, head):
        notice = Notice.objects.get(person=told.person_id, kind="programme.issued")
        assert "Họp Ban Thường vụ bàn việc bến cảng" in notice.words["vi"]["body"]
        assert "08:00 thứ Tư 15/04/2026" in notice.words["vi"]["body"]
    assert not Notice.objects.filter(person=other.person_id, kind="programme.issued").exists()


def test_of_a_later_version_only_what_differs_is_told(issued, add, specialist, agree, ground, actor_of):
    officer = actor_of(Role.CONTENT_OFFICER)
    issued(preparing_id=ground.department.pk)
    add(opening=datetime(2026, 5, 6, 8, 0, tzinfo=clock.VIETNAM), title="Hội nghị khác")
    second = submit_programme(specialist, QUARTER)
    agree()
    issue_programme(specialist, second.pk, "18-CTr/TU")
    assert Notice.objects.filter(person=officer.person_id, kind="programme.issued").count() == 1


def test_a_part_is_said_to_be_in_from_the_last_month_on(specialist, ground):
    part = mark_part_ready(specialist, QUARTER, ground.office.pk, "Đủ")
    assert part.ready_by_name == specialist.name
    mark_part_ready(specialist, QUARTER, ground.office.pk)
    assert OfficePart.objects.count() == 1
    reopen_part(specialist, QUARTER, ground.office.pk)
    assert not OfficePart.objects.exists()
    with pytest.raises(PeriodNotOpen):
        mark_part_ready(specialist, Period.read("2026-Q3"), ground.office.pk)


def test_an_office_speaks_for_itself_alone(bound, actor_of, ground):
    officer = actor_of(Role.OTHER_OFFICE_OFFICER)
    with pytest.raises(AccessRefused):
        mark_part_ready(officer, QUARTER, ground.office.pk)
    with pytest.raises(AccessRefused):
        mark_part_ready(officer, QUARTER, ground.department.pk)  # its own unit, but none of the three

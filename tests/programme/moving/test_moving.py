"""A conference is moved in one act: derived anew, kept in its history, told to everybody concerned."""

from __future__ import annotations

from datetime import date, time

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.commands import accept_move, add_entry, change_entry
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import consequences_of, moved_to_day, not_held, seal, unseal
from nghisu.programme.refusals import ConsequencesChanged, NothingToMove, ReasonNotGiven
from nghisu.rulebook.commands import complete_deadline
from nghisu.rulebook.models import Deadline
from tests.factories import make_appointment, make_person, make_position
from tests.programme.conftest import AddEntry, stated

LATER = date(2026, 4, 1)


@pytest.fixture
def entry(bound, add: AddEntry) -> Entry:
    return add(preparing_id=bound.department.pk, room_id=bound.room.pk, chair="ban-thuong-vu")


def days(entry: Entry) -> dict[str, date | None]:
    return dict(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by"))


def test_the_same_deadlines_follow_as_if_it_had_been_planned_for_that_day(entry, specialist, bound):
    planned = add_entry(
        specialist,
        stated(
            title="Hội nghị khác",
            preparing_id=bound.department.pk,
            chair="ban-thuong-vu",
            opening=clock.beginning_of(LATER).replace(hour=8),
        ),
    )
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, LATER), "Trùng lịch công tác")
    assert days(entry) == days(planned)


def test_what_was_shown_is_what_follows(entry, specialist):
    shown = consequences_of(specialist, entry, moved_to_day(specialist, entry, LATER), clock.today())
    accept_move(specialist, entry.pk, shown.proposal, "Trùng lịch công tác")
    assert {one.act: one.after for one in shown.duties} == days(entry)
    assert {one.change for one in shown.duties if one.before} == {"later"}


def test_what_was_done_stays_done(entry, specialist, duty_of):
    complete_deadline(specialist, duty_of(entry, "invitation").pk)
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, LATER), "Trùng lịch công tác")
    done = duty_of(entry, "invitation")
    assert done.done_by_name == specialist.name
    assert done.done_at == clock.now()


def test_the_history_keeps_from_when_to_when_why_and_by_which_document(entry, specialist):
    was = entry.opening
    move = accept_move(
        specialist,
        entry.pk,
        moved_to_day(specialist, entry, LATER, time(14)),
        "Đồng chí Bí thư đi công tác",
        "Công văn 12",
    )
    entry.refresh_from_db()
    assert (move.from_opening, move.to_opening) == (was, entry.opening)
    assert f"{clock.local(entry.opening):%d/%m %H:%M}" == "01/04 14:00"
    assert entry.part == "afternoon"
    assert (move.reason, move.document, move.by_name) == (
        "Đồng chí Bí thư đi công tác",
        "Công văn 12",
        specialist.name,
    )
    assert AuditRecord.objects.filter(verb="entry.moved", thing_id=str(entry.pk)).count() == 1


def test_everybody_concerned_is_told_once_and_nobody_else(entry, specialist, bound):
    head, chief = bound.user(Role.CONTENT_HEAD), bound.user(Role.OFFICE_CHIEF)
    archivist = bound.user(Role.ARCHIVIST)
    member = make_person("Nguyễn Thị Ủy Viên")
    make_appointment(
        member, make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    )
    elsewhere = make_person("Trần Văn Ngoài Cuộc")
    make_appointment(
        elsewhere, make_position(bound.committee, "Ủy viên Ban Chấp hành", body=bound.executive_committee)
    )
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, LATER), "Trùng lịch công tác")
    told = list(Notice.objects.values_list("person_id", flat=True))
    assert sorted(told) == sorted([head.person_id, chief.person_id, member.pk])
    assert archivist.person_id not in told
    assert elsewhere.pk not in told


def test_a_unit_is_told_what_changes_in_its_own_duties(entry, specialist, bound):
    head, chief = bound.user(Role.CONTENT_HEAD), bound.user(Role.OFFICE_CHIEF)
    accept_move(
        specialist, entry.pk, moved_to_day(specialist, entry, LATER), "Trùng lịch công tác", "Công văn 12"
    )
    said = Notice.objects.get(person=head.person).words["vi"]
    own = Deadline.objects.filter(
        subject=entry.subject_id, organisation=bound.department, act_by__isnull=False
    )
    assert "Từ 08:00 18/03/2026 sang 08:00 01/04/2026." in said["body"]
    assert "Theo văn bản: Công văn 12." in said["body"]
    assert own
    assert all(f"{duty.act_by:%d/%m/%Y}" in said["body"] for duty in own)
    english = Notice.objects.get(person=chief.person).words["en"]
    assert english["body"]


def test_somebody_elses_change_meanwhile_stops_it_and_says_what_is_different(entry, specialist):
    shown = consequences_of(specialist, entry, moved_to_day(specialist, entry, LATER), clock.today())
    seen = unseal(seal(shown), entry.pk)
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 8)), "Việc khác")
    with pytest.raises(ConsequencesChanged) as refusal:
        accept_move(specialist, entry.pk, shown.proposal, "Trùng lịch công tác", seen=seen)
    assert "Hội nghị này vừa được người khác sửa hoặc dời." in refusal.value.differences
    assert Move.objects.count() == 1


def test_a_clash_that_came_up_meanwhile_stops_it(entry, specialist, add):
    shown = consequences_of(specialist, entry, moved_to_day(specialist, entry, LATER), clock.today())
    seen = unseal(seal(shown), entry.pk)
    add(title="Họp đột xuất về đê", opening=clock.beginning_of(LATER).replace(hour=9))
    with pytest.raises(ConsequencesChanged) as refusal:
        accept_move(specialist, entry.pk, shown.proposal, "Trùng lịch công tác", seen=seen)
    assert any("Mới phát sinh" in said for said in refusal.value.differences)


def test_a_change_elsewhere_in_the_programme_does_not_stop_it(entry, specialist, add):
    shown = consequences_of(specialist, entry, moved_to_day(specialist, entry, LATER), clock.today())
    add(title="Hội nghị quán triệt nghị quyết", opening=clock.beginning_of(date(2026, 9, 9)).replace(hour=8))
    accept_move(specialist, entry.pk, shown.proposal, "Trùng lịch", seen=unseal(seal(shown), entry.pk))


def test_a_duty_done_meanwhile_is_said(entry, specialist, duty_of):
    shown = consequences_of(specialist, entry, moved_to_day(specialist, entry, LATER), clock.today())
    complete_deadline(specialist, duty_of(entry, "invitation").pk)
    with pytest.raises(ConsequencesChanged):
        accept_move(specialist, entry.pk, shown.proposal, "Trùng lịch", seen=unseal(seal(shown), entry.pk))


def test_a_clock_set_back_between_looking_and_accepting_shows_the_new_state(entry, specialist):
    near = moved_to_day(specialist, entry, date(2026, 3, 12))
    seen = unseal(seal(consequences_of(specialist, entry, near, clock.today())), entry.pk)
    with clock.standing(clock.beginning_of(date(2026, 2, 2))), pytest.raises(ConsequencesChanged):
        accept_move(specialist, entry.pk, near, "Trùng lịch", seen=seen)


def test_moves_stay_in_the_order_in_which_they_were_made_when_the_clock_is_set_back(entry, specialist):
    first = accept_move(specialist, entry.pk, moved_to_day(specialist, entry, LATER), "Lần một")
    entry.refresh_from_db()
    with clock.standing(clock.beginning_of(date(2026, 2, 2))):
        second = accept_move(
            specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 8)), "Lần hai"
        )
    assert list(Move.objects.all()) == [second, first]


def test_a_reason_is_asked_for(entry, specialist):
    with pytest.raises(ReasonNotGiven):
        accept_move(specialist, entry.pk, moved_to_day(specialist, entry, LATER), "  ")


def test_the_same_day_hour_and_room_is_no_move(entry, specialist):
    with pytest.raises(NothingToMove):
        accept_move(specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 3, 18)), "Không vì sao")
    assert not Move.objects.exists()


def test_another_committees_conference_or_room_does_not_exist(
    entry, specialist, bound, other_ground, actor_of
):
    from django_scopes import scope

    with scope(committee=other_ground.committee):
        stranger = actor_of(Role.OFFICE_SPECIALIST, other_ground)
        with pytest.raises(AccessRefused):
            accept_move(stranger, entry.pk, not_held(entry, Move.Act.CANCELLED), "Không")
    with pytest.raises(AccessRefused):
        accept_move(
            specialist,
            entry.pk,
            moved_to_day(specialist, entry, LATER, room_id=other_ground.room.pk, room_text=""),
            "x",
        )


def test_only_those_who_edit_the_programme_move(entry, content_officer):
    with pytest.raises(AccessRefused):
        accept_move(content_officer, entry.pk, moved_to_day(content_officer, entry, LATER), "Tự ý")


def test_another_hour_typed_into_the_form_of_the_conference_is_a_move_too(entry, specialist, bound):
    chief = bound.user(Role.OFFICE_CHIEF)
    change_entry(
        specialist, entry.pk, stated(opening=clock.beginning_of(LATER).replace(hour=8)), entry.revision
    )
    move = Move.objects.get()
    assert move.to_opening == clock.beginning_of(LATER).replace(hour=8)
    assert Notice.objects.filter(person=chief.person, kind="entry.moved").exists()


def test_a_change_of_other_things_is_no_move(entry, specialist):
    change_entry(specialist, entry.pk, stated(note="Mang theo tài liệu"), entry.revision)
    assert not Move.objects.exists()
    assert not Notice.objects.exists()

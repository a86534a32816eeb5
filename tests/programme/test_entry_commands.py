from __future__ import annotations

from datetime import date, datetime

import pytest
from django_scopes import scope, scopes_disabled

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import add_entry, change_entry, remove_entry, weigh_years
from nghisu.programme.models import Entry, Finding, Programme
from nghisu.programme.refusals import EntryChangedMeanwhile, EntryHasDoneDuties
from nghisu.rulebook.commands import bind_committee, complete_deadline
from nghisu.rulebook.models import Deadline, Subject
from tests.programme.conftest import stated

NEXT_YEAR = datetime(2027, 3, 17, 8, 0, tzinfo=clock.VIETNAM)


def test_an_added_conference_owes_what_its_kind_owes(add, duty_of):
    entry = add()
    invitation = duty_of(entry, "invitation")
    assert (invitation.legal_date, invitation.act_by) == (date(2026, 3, 11), date(2026, 3, 11))
    assert (invitation.document, invitation.clause) == ("5609-QĐ/TU", "II/II/2.1/b2")


def test_an_unscheduled_conference_stands_outside_the_programme_and_owes_no_invitation(add):
    entry = add(unscheduled=True)
    assert entry.programme is None
    assert not Deadline.objects.filter(subject=entry.subject_id, act="invitation").exists()


def test_moving_a_conference_moves_its_deadlines_and_keeps_what_was_done(specialist, add, duty_of):
    entry = add()
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk)
    change_entry(
        specialist, entry.pk, stated(opening=datetime(2026, 3, 25, 8, tzinfo=clock.VIETNAM)), entry.revision
    )
    assert duty_of(entry, "invitation").act_by == date(2026, 3, 18)
    assert duty_of(entry, "draft-programme").done_by_name == specialist.name


def test_a_duty_done_before_the_conference_became_unscheduled_stays_as_history_and_the_open_ones_go(
    specialist, add, duty_of
):
    entry = add()
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk)
    change_entry(specialist, entry.pk, stated(unscheduled=True), 0)
    acts = set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", flat=True))
    assert "draft-programme" in acts
    assert "invitation" not in acts


def test_saving_a_conference_without_a_difference_writes_nothing(specialist, add):
    entry = add()
    before = AuditRecord.objects.count()
    change_entry(specialist, entry.pk, stated(), entry.revision)
    entry.refresh_from_db()
    assert (entry.revision, AuditRecord.objects.count()) == (0, before)


def test_a_change_upon_an_older_revision_is_refused(specialist, add):
    entry = add()
    change_entry(specialist, entry.pk, stated(note="lần một"), 0)
    with pytest.raises(EntryChangedMeanwhile):
        change_entry(specialist, entry.pk, stated(note="lần hai"), 0)
    assert Entry.objects.get().note == "lần một"


def test_a_conference_moved_to_another_year_leaves_the_findings_of_both_years_to_be_made_anew(
    specialist, add
):
    entry = add()
    add(title="Họp Ban Thường vụ bàn việc khác", opening=datetime(2026, 5, 6, 8, tzinfo=clock.VIETNAM))
    weigh_years(specialist, {2026})
    change_entry(specialist, entry.pk, stated(opening=NEXT_YEAR), 0)
    old, new = Programme.objects.get(year=2026), Programme.objects.get(year=2027)
    assert old.revision != old.weighed_revision
    assert new.revision > 0
    entry.refresh_from_db()
    assert entry.programme == new


def test_a_conference_on_a_day_off_is_found_once_and_again_after_it_moved(specialist, add):
    entry = add(opening=datetime(2026, 2, 18, 8, tzinfo=clock.VIETNAM))
    weigh_years(specialist, {2026})
    weigh_years(specialist, {2026})
    assert Finding.objects.filter(code="day-off", entries=entry).count() == 1
    change_entry(specialist, entry.pk, stated(), 0)
    weigh_years(specialist, {2026})
    assert not Finding.objects.filter(code="day-off").exists()


def test_an_unscheduled_conference_is_weighed_with_the_programme_of_its_year(specialist, add):
    add(opening=datetime(2026, 5, 6, 8, tzinfo=clock.VIETNAM))
    called = add(unscheduled=True, opening=datetime(2026, 2, 18, 8, tzinfo=clock.VIETNAM))
    weigh_years(specialist, {2026})
    assert Finding.objects.filter(code="day-off", entries=called).exists()


def test_a_conference_goes_with_its_duties_and_the_audit_trail_keeps_what_it_was(specialist, add):
    entry = add()
    remove_entry(specialist, entry.pk)
    assert not Entry.objects.exists()
    assert not Subject.objects.exists()
    assert not Deadline.objects.exists()
    record = AuditRecord.objects.get(verb="entry.removed")
    assert record.changes["title"] == ["Họp Ban Thường vụ bàn việc bến cảng", None]


def test_a_conference_with_a_done_duty_is_not_removed(specialist, add, duty_of):
    entry = add()
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk)
    with pytest.raises(EntryHasDoneDuties):
        remove_entry(specialist, entry.pk)
    assert Entry.objects.exists()


@pytest.mark.parametrize("field", ["preparing_id", "room_id"])
def test_a_unit_or_room_of_another_committee_does_not_exist_for_an_entry(specialist, other_ground, field):
    foreign = other_ground.department.pk if field == "preparing_id" else other_ground.room.pk
    with pytest.raises(AccessRefused):
        add_entry(specialist, stated(**{field: foreign}))


def test_a_unit_and_room_of_the_own_committee_are_taken(specialist, bound):
    entry = add_entry(specialist, stated(preparing_id=bound.department.pk, room_id=bound.room.pk))
    assert (entry.preparing, entry.room) == (bound.department, bound.room)


def test_another_committees_conference_can_be_neither_changed_nor_removed(add, other_ground, actor_of):
    entry = add()
    with scopes_disabled():
        bind_committee(system_actor(other_ground.committee.pk), "5609", date(2015, 1, 30))
    stranger = actor_of(Role.OFFICE_SPECIALIST, other_ground)
    with scope(committee=other_ground.committee):
        with pytest.raises(AccessRefused):
            change_entry(stranger, entry.pk, stated(), 0)
        with pytest.raises(AccessRefused):
            remove_entry(stranger, entry.pk)


@pytest.mark.parametrize(
    "role", [Role.CONTENT_OFFICER, Role.DELEGATE, Role.AUDITOR, Role.STANDING_BOARD_MEMBER]
)
def test_only_the_office_edits_the_programme(bound, actor_of, role):
    with pytest.raises(AccessRefused):
        add_entry(actor_of(role), stated())

"""What was done before the office kept its work here: entered afterwards, and every record of it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Grant
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused, Refused
from nghisu.rulebook.api import DUTY_COLUMNS, told_duties
from nghisu.rulebook.commands import Past, complete_deadline, record_past, reopen_deadline
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.refusals import DayAhead, DutiesMarkedMeanwhile, ReasonMissing

ON = date(2026, 3, 2)
TODAY = date(2026, 3, 10)


@pytest.fixture
def entry(add, bound):
    return add(preparing_id=bound.department.pk)


@pytest.fixture
def duty(entry, duty_of):
    return duty_of(entry, "documents")


def test_the_record_says_the_day_it_was_done_and_who_entered_it_when(specialist, duty):
    assert record_past(specialist, [Past(duty.pk, ON, "Công văn 15-CV/VPTU")]) == 1
    duty.refresh_from_db()
    assert clock.local(duty.done_at).date() == ON
    assert (duty.done_by_id, duty.done_by_name, duty.note) == (None, "", "Công văn 15-CV/VPTU")
    assert (duty.entered_by_id, duty.entered_by_name) == (specialist.user_id, specialist.name)
    assert duty.entered_at == clock.now()


def test_the_trail_holds_one_record_a_duty_under_who_entered_it_and_not_under_the_day_it_was_done(
    specialist, entry
):
    duties = list(Deadline.objects.filter(subject_id=entry.subject_id, act_by__isnull=False))
    assert len(duties) > 1
    record_past(specialist, [Past(one.pk, ON) for one in duties])
    records = AuditRecord.objects.filter(verb="deadline.recorded_afterwards")
    assert {record.thing_id for record in records} == {str(one.pk) for one in duties}
    assert len(records) == len(duties)
    for record in records:
        assert (record.user_id, record.actor_name) == (specialist.user_id, specialist.name)
        assert clock.local(record.at).date() == TODAY
        assert record.changes["done_at"][1].startswith("2026-03-02")


def test_every_page_of_the_duty_and_other_programs_say_that_it_was_entered_afterwards(
    specialist, entry, duty, client_of
):
    record_past(specialist, [Past(duty.pk, ON)])
    office = client_of(Role.OFFICE_SPECIALIST)
    said = f"Ghi lại sau, do {specialist.name} nhập ngày 10/03/2026"
    for path in (f"/hoi-nghi/{entry.pk}/", f"/thoi-han/{duty.pk}/"):
        page = office.get(path).content.decode()
        assert page.count(said) == 1
        assert "ngày thứ Hai 02/03/2026" in page
        assert "12:00 thứ Hai 02/03/2026" not in page
    assert "việc đã làm trước khi dùng phần mềm" in office.get(f"/hoi-nghi/{entry.pk}/").content.decode()
    [told] = told_duties(Deadline.objects.filter(pk=duty.pk).values(*DUTY_COLUMNS), TODAY)
    assert (told["state"], told["done_by"], told["entered_by"]) == ("done", "", specialist.name)
    assert told["entered_at"]


def test_a_duty_that_did_not_arise_is_set_aside_with_its_reason(specialist, entry, duty, client_of):
    record_past(specialist, [Past(duty.pk, ON, "Không có tài liệu mật", not_applicable=True)])
    duty.refresh_from_db()
    assert (duty.not_applicable, duty.done_at, duty.note) == (True, None, "Không có tài liệu mật")
    assert AuditRecord.objects.filter(verb="deadline.set_aside_afterwards").count() == 1
    page = client_of(Role.OFFICE_SPECIALIST).get(f"/hoi-nghi/{entry.pk}/").content.decode()
    assert f"Ghi lại sau, do {specialist.name}" in page


def test_one_duty_that_somebody_marked_already_refuses_the_whole_and_is_named(
    specialist, entry, duty, duty_of
):
    other = duty_of(entry, "draft-programme")
    complete_deadline(specialist, duty.pk)
    with pytest.raises(DutiesMarkedMeanwhile) as refusal:
        record_past(specialist, [Past(duty.pk, ON), Past(other.pk, ON)])
    assert refusal.value.deadline_ids == {duty.pk}
    other.refresh_from_db()
    assert other.done_at is None
    assert not AuditRecord.objects.filter(verb="deadline.recorded_afterwards").exists()


@pytest.mark.parametrize(
    ("past", "refusal"),
    [
        ({"on": date(2026, 3, 11)}, DayAhead),
        ({"on": ON, "note": "  ", "not_applicable": True}, ReasonMissing),
    ],
)
def test_a_day_to_come_and_a_missing_reason_are_refused(specialist, duty, past, refusal):
    with pytest.raises(refusal):
        record_past(specialist, [Past(duty.pk, **past)])
    duty.refresh_from_db()
    assert (duty.done_at, duty.not_applicable, duty.entered_at) == (None, False, None)


def test_what_was_done_today_is_not_later_than_now(specialist, duty):
    record_past(specialist, [Past(duty.pk, TODAY)])
    duty.refresh_from_db()
    assert duty.done_at == clock.now()


def test_a_unit_records_its_own_past_and_no_other(content_officer, specialist, entry, bound):
    own = Deadline.objects.filter(subject_id=entry.subject_id, organisation=bound.department).first()
    other = (
        Deadline.objects.filter(subject_id=entry.subject_id).exclude(organisation=bound.department).first()
    )
    assert own is not None
    assert other is not None
    with pytest.raises(AccessRefused):
        record_past(content_officer, [Past(own.pk, ON), Past(other.pk, ON)])
    assert record_past(content_officer, [Past(own.pk, ON)]) == 1
    nobody = replace(specialist, grants=frozenset({Grant(Role.AUDITOR)}))
    with pytest.raises(AccessRefused):
        record_past(nobody, [Past(other.pk, ON)])


def test_opened_again_and_done_now_it_was_not_entered_afterwards(specialist, duty):
    record_past(specialist, [Past(duty.pk, ON)])
    reopen_deadline(specialist, duty.pk, "Nhầm hội nghị")
    complete_deadline(specialist, duty.pk)
    duty.refresh_from_db()
    assert (duty.entered_at, duty.entered_by_id, duty.entered_by_name) == (None, None, "")
    assert duty.done_by_name == specialist.name


def test_who_marks_it_again_is_told_who_entered_it(specialist, duty):
    record_past(specialist, [Past(duty.pk, ON)])
    with pytest.raises(Refused, match=specialist.name):
        complete_deadline(specialist, duty.pk)


def test_the_database_refuses_an_entry_of_nothing(duty):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=duty.pk).update(entered_at=clock.now())

from __future__ import annotations

from uuid import uuid4

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import Standing, standings_of
from nghisu.rulebook.queries.standings import open_by_day

TODAY = "2026-03-10"


@pytest.fixture
def entry(add, bound):
    """Prepared by the department, so that the department's officer owes its documents."""
    return add(preparing_id=bound.department.pk)


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def mark(client, deadline, act: str = "xong", **data: str):
    return client.post(f"/thoi-han/{deadline.pk}/{act}/", {"command_id": str(uuid4()), **data})


def test_marking_a_duty_done_records_who_and_when(office, entry, duty_of, specialist):
    duty = duty_of(entry, "documents")
    answer = mark(office, duty, note="Công văn 15", next=f"/hoi-nghi/{entry.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/hoi-nghi/{entry.pk}/")
    duty.refresh_from_db()
    assert duty.done_by_name == specialist.name
    assert duty.done_at is not None
    assert duty.note == "Công văn 15"
    assert AuditRecord.objects.filter(verb="deadline.completed", thing_id=str(duty.pk)).count() == 1


def test_the_same_form_sent_twice_acts_once(office, entry, duty_of):
    duty = duty_of(entry, "documents")
    form = {"command_id": str(uuid4())}
    first = office.post(f"/thoi-han/{duty.pk}/xong/", form)
    second = office.post(f"/thoi-han/{duty.pk}/xong/", form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert AuditRecord.objects.filter(verb="deadline.completed").count() == 1


def test_the_same_identifier_with_another_content_is_a_conflict(office, entry, duty_of):
    form = {"command_id": str(uuid4())}
    office.post(f"/thoi-han/{duty_of(entry, 'documents').pk}/xong/", form)
    other = office.post(f"/thoi-han/{duty_of(entry, 'invitation').pk}/xong/", form)
    assert other.status_code == 409
    assert duty_of(entry, "invitation").done_at is None


def test_a_duty_that_somebody_else_marked_meanwhile_is_said_and_stays_theirs(
    office, entry, duty_of, client_of
):
    duty = duty_of(entry, "documents")
    mark(office, duty)
    other = client_of(Role.OFFICE_CHIEF)
    said = other.post(
        f"/thoi-han/{duty.pk}/xong/",
        {"command_id": str(uuid4()), "next": f"/hoi-nghi/{entry.pk}/"},
        follow=True,
    )
    assert "ghi nhận hoàn thành trước đó" in said.content.decode()
    assert AuditRecord.objects.filter(verb="deadline.completed").count() == 1


def test_a_mark_can_be_taken_back(office, entry, duty_of):
    duty = duty_of(entry, "documents")
    mark(office, duty)
    mark(office, duty, "mo-lai", reason="Đơn vị gửi nhầm bản cũ")
    duty.refresh_from_db()
    assert (duty.done_at, duty.done_by_name, duty.note) == (None, "", "Đơn vị gửi nhầm bản cũ")


def test_a_duty_is_set_aside_with_a_reason_only(office, entry, duty_of):
    duty = duty_of(entry, "recall")
    refused = mark(office, duty, "khong-ap-dung", reason="  ")
    assert refused.status_code == 422
    assert "Hãy ghi lý do" in refused.content.decode()
    mark(office, duty, "khong-ap-dung", reason="Không có tài liệu mật.")
    duty.refresh_from_db()
    assert duty.not_applicable
    assert duty.note == "Không có tài liệu mật."


def test_after_a_mark_htmx_gets_the_duties_again_and_a_way_back(office, entry, duty_of):
    duty = duty_of(entry, "draft-programme")
    headers = {"HX-Request": "true", "HX-Target": "duties"}
    here = f"/hoi-nghi/{entry.pk}/"
    part = office.post(
        f"/thoi-han/{duty.pk}/xong/", {"command_id": str(uuid4()), "next": here}, headers=headers, follow=True
    ).content.decode()
    assert "<html" not in part
    assert "Còn 8 ngày; 5 việc chưa đến hạn." in part
    assert f'action="/thoi-han/{duty.pk}/mo-lai/"' in part
    assert "Hoàn tác" in part


def test_a_mark_never_leads_to_another_site(office, entry, duty_of):
    answer = mark(office, duty_of(entry, "documents"), next="https://example.org/")
    assert answer.headers["Location"] == "/"


def test_a_content_officer_marks_the_duties_of_the_own_unit_only(entry, duty_of, client_of, bound):
    client = client_of(Role.CONTENT_OFFICER)
    assert mark(client, duty_of(entry, "documents")).status_code == 303
    assert mark(client, duty_of(entry, "invitation")).status_code == 404
    assert client.get(f"/thoi-han/{duty_of(entry, 'invitation').pk}/").status_code == 404
    assert duty_of(entry, "documents").done_at is not None
    assert duty_of(entry, "invitation").done_at is None


def test_the_page_offers_a_content_officer_the_marks_of_the_own_unit_only(entry, duty_of, client_of):
    page = client_of(Role.CONTENT_OFFICER).get(f"/hoi-nghi/{entry.pk}/").content.decode()
    assert f'action="/thoi-han/{duty_of(entry, "documents").pk}/xong/"' in page
    assert f'action="/thoi-han/{duty_of(entry, "invitation").pk}/xong/"' not in page


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.AUDITOR, Role.STANDING_BOARD_MEMBER, Role.ARCHIVIST])
def test_who_only_reads_marks_nothing(entry, duty_of, client_of, role):
    assert mark(client_of(role), duty_of(entry, "documents")).status_code == 404
    assert Deadline.objects.filter(done_at__isnull=False).count() == 0


def test_another_committees_duty_does_not_exist(entry, duty_of, client_of, other_ground):
    duty = duty_of(entry, "documents")
    client = client_of(Role.OFFICE_SPECIALIST, other_ground)
    assert mark(client, duty).status_code == 404
    assert client.get(f"/thoi-han/{duty.pk}/").status_code == 404
    assert duty_of(entry, "documents").done_at is None


@pytest.mark.parametrize("act", ["xong", "mo-lai", "khong-ap-dung"])
def test_a_mark_is_never_made_by_looking(office, entry, duty_of, act):
    assert office.get(f"/thoi-han/{duty_of(entry, 'documents').pk}/{act}/").status_code == 405


def test_what_can_be_recorded_of_a_duty_is_a_page_without_script(office, entry, duty_of):
    duty = duty_of(entry, "documents")
    page = office.get(f"/thoi-han/{duty.pk}/?next=/hoi-nghi/{entry.pk}/").content.decode()
    assert "Ghi nhận đã làm" in page
    assert "Ghi nhận không áp dụng" in page
    assert f'value="/hoi-nghi/{entry.pk}/"' in page
    mark(office, duty)
    assert "Mở lại việc này" in office.get(f"/thoi-han/{duty.pk}/").content.decode()


def test_a_standing_counts_each_state_in_one_query(
    entry, specialist, django_assert_num_queries, duty_of, office
):
    from datetime import date

    mark(office, duty_of(entry, "documents"))
    with django_assert_num_queries(1):
        standings = standings_of(specialist, [entry.subject_id], date(2026, 3, 10))
    assert standings == {
        entry.subject_id: Standing(late=1, today=0, due=4, undated=4, done=1, next_day=date(2026, 3, 11))
    }


def test_the_open_duties_of_a_stretch_of_days_are_counted_by_day(entry, specialist):
    from datetime import date

    assert open_by_day(specialist, date(2026, 3, 9), date(2026, 3, 15)) == {date(2026, 3, 11): 3}


def test_a_duty_of_a_large_number_is_still_found_by_its_address(office, add, bound):
    entry = add(title="Họp sau nghìn việc")
    Deadline.objects.filter(subject_id=entry.subject_id, act="invitation").update(id=1_234_567)
    page = office.get(f"/hoi-nghi/{entry.pk}/").content.decode()
    assert 'id="duty-1234567"' in page
    assert "1.234.567" not in page

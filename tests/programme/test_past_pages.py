"""An office that begins in mid-year enters what it did before: picked, shown, recorded once, and no longer late."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import uuid4

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.programme.queries.past import count_late
from nghisu.rulebook.commands import complete_deadline
from nghisu.rulebook.models import Deadline

PAGE = "/chuong-trinh/2026/viec-da-lam/"
RECORD = f"{PAGE}ghi/"
TODAY = date(2026, 3, 10)
DONE = {"what": "done", "days": "legal", "day": "", "note": ""}


@pytest.fixture
def january(add, bound):
    """Held in January: everything it owed is past."""
    opening = datetime(2026, 1, 21, 8, 0, tzinfo=clock.VIETNAM)
    return add(title="Họp bàn việc đê điều", opening=opening, preparing_id=bound.department.pk)


@pytest.fixture
def february(add):
    return add(title="Họp bàn việc mùa màng", opening=datetime(2026, 2, 4, 8, 0, tzinfo=clock.VIETNAM))


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def open_of(entry):
    return Deadline.objects.filter(subject_id=entry.subject_id, done_at=None, not_applicable=False)


def day_of(row: Deadline) -> date:
    """The day in Viet Nam on which a duty was done."""
    assert row.done_at is not None
    return clock.local(row.done_at).date()


def hidden(page: str) -> dict[str, str]:
    """What the preview sends: its hidden fields, days and notes as they stand."""
    fields = re.findall(r"<input[^>]*\bname=\"([\w-]+)\"[^>]*\bvalue=\"([^\"]*)\"", page)
    return {name: value for name, value in fields if name not in ("csrfmiddlewaretoken", "q", "den_ngay")}


def preview(client, address: str = PAGE, **sent: object) -> dict[str, str]:
    answer = client.post(address, DONE | sent)
    assert answer.status_code == 200
    return hidden(answer.content.decode())


def test_a_conference_is_picked_shown_and_recorded_each_duty_on_its_own_day(
    office, specialist, january, february
):
    duties = {one.pk: one for one in open_of(january)}
    sent = preview(office, conference=january.pk)
    assert Deadline.objects.exclude(done_at=None).count() == 0
    assert {int(pk) for pk in sent["duties"].split(",")} == set(duties)
    answer = office.post(RECORD, sent, follow=True)
    assert f"Đã ghi lại {len(duties)} việc." in answer.content.decode()
    assert not open_of(january).exists()
    for row in Deadline.objects.filter(pk__in=duties):
        assert day_of(row) == (duties[row.pk].act_by or date(2026, 1, 21))
        assert row.entered_by_name == specialist.name
    assert AuditRecord.objects.filter(verb="deadline.recorded_afterwards").count() == len(duties)
    assert open_of(february).exists()
    assert "Họp bàn việc mùa màng" in answer.content.decode()
    assert "Họp bàn việc đê điều" not in answer.content.decode()


def test_afterwards_neither_home_nor_the_list_nor_the_start_calls_them_late(
    office, specialist, january, february, client_of
):
    assert count_late(specialist, TODAY) > 0
    for page in ("/", "/viec/?cot=late"):
        assert "Họp bàn việc đê điều" in office.get(page).content.decode()
    assert "Họp bàn việc đê điều" in office.get("/chuong-trinh/2026/?tinh_trang=late").content.decode()
    sent = preview(office, all="1")
    office.post(RECORD, sent)
    assert count_late(specialist, TODAY) == 0
    for page in ("/", "/viec/?cot=late"):
        assert "Họp bàn việc" not in office.get(page).content.decode()
    assert "quá hạn" not in office.get(f"/hoi-nghi/{january.pk}/").content.decode()
    late = office.get("/chuong-trinh/2026/?tinh_trang=late").content.decode()
    assert "Họp bàn việc đê điều" not in late
    chief = client_of(Role.OFFICE_CHIEF)
    assert "không có việc nào quá ngày" in chief.get("/quan-tri/bat-dau/").content.decode()
    assert "Mọi việc đến hôm nay đã được ghi nhận" in office.get(PAGE).content.decode()


def test_a_form_sent_twice_records_once_and_says_the_same(office, january):
    sent = preview(office, conference=january.pk)
    first, second = office.post(RECORD, sent), office.post(RECORD, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert AuditRecord.objects.filter(verb="deadline.recorded_afterwards").count() == len(
        sent["duties"].split(",")
    )


def test_a_duty_marked_meanwhile_stops_the_whole_and_the_rest_is_shown_as_typed(office, specialist, january):
    sent = preview(office, conference=january.pk)
    first, other = sent["duties"].split(",")[:2]
    complete_deadline(specialist, int(first))
    answer = office.post(RECORD, sent | {f"note-{other}": "125-CV/VPTU"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "1 việc đã được ghi nhận trước đó" in page
    assert f'name="day-{first}"' not in page
    assert hidden(page)[f"note-{other}"] == "125-CV/VPTU"
    assert not AuditRecord.objects.filter(verb="deadline.recorded_afterwards").exists()
    office.post(RECORD, hidden(page))
    assert Deadline.objects.get(pk=other).note == "125-CV/VPTU"
    assert Deadline.objects.get(pk=first).entered_at is None


def test_one_day_and_one_document_for_all_can_be_corrected_line_by_line(office, january):
    sent = preview(office, conference=january.pk, days="one", day="5/2/2026", note="12-CV/VPTU")
    first, *others = sent["duties"].split(",")
    assert {sent[f"day-{pk}"] for pk in (first, *others)} == {"05/02/2026"}
    office.post(RECORD, sent | {f"day-{first}": "6/2/2026", f"note-{first}": "13-CV/VPTU"})
    rows = {row.pk: row for row in Deadline.objects.exclude(done_at=None)}
    assert day_of(rows[int(first)]) == date(2026, 2, 6)
    assert rows[int(first)].note == "13-CV/VPTU"
    assert {(day_of(rows[int(pk)]), rows[int(pk)].note) for pk in others} == {
        (date(2026, 2, 5), "12-CV/VPTU")
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("11/3/2026", "không thể sau hôm nay"),
        ("31/2/2026", "Chưa đọc được ngày này"),
        ("", "Hãy ghi ngày đã làm"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it_and_what_was_typed_stays(office, january, typed, said):
    sent = preview(office, conference=january.pk)
    first, other = sent["duties"].split(",")[:2]
    answer = office.post(RECORD, sent | {f"day-{first}": typed, f"note-{other}": "7-BC/ĐU"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert hidden(page)[f"day-{first}"] == typed
    assert hidden(page)[f"note-{other}"] == "7-BC/ĐU"
    assert not Deadline.objects.exclude(done_at=None).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Hãy chọn ít nhất một việc"),
        ({"days": "one"}, "Hãy ghi ngày chung"),
        ({"days": "one", "day": "11/3/2026"}, "không thể sau hôm nay"),
        ({"what": "not-applicable"}, "Hãy ghi lý do"),
    ],
)
def test_a_choice_that_cannot_be_is_said_and_the_ticks_stay(office, january, sent, said):
    duty = open_of(january).first()
    ticks = {"duty": duty.pk} if sent else {}
    answer = office.post(PAGE, DONE | ticks | sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert (f'value="{duty.pk}" checked' in page) == bool(ticks)


def test_what_did_not_arise_is_recorded_with_its_reason(office, january):
    duty = open_of(january).get(act="recall")
    sent = preview(office, duty=duty.pk, what="not-applicable", note="Không có tài liệu mật")
    assert f"day-{duty.pk}" not in sent
    office.post(RECORD, sent)
    duty.refresh_from_db()
    assert (duty.not_applicable, duty.note) == (True, "Không có tài liệu mật")


def test_one_comes_back_to_the_list_with_the_ticks(office, january, february):
    duty = open_of(january).first()
    sent = preview(office, duty=duty.pk, note="9-CV/VPTU")
    page = office.post(PAGE, sent | {"back": "1"}).content.decode()
    assert re.findall(r'name="(?:duty|conference)" value="(\d+)" checked', page) == [str(duty.pk)]
    assert 'value="9-CV/VPTU"' in page


def test_the_list_is_narrowed_to_a_day_a_quarter_a_unit_and_all_means_what_is_left(
    office, bound, january, february
):
    def named(query: str) -> list[str]:
        page = office.get(f"{PAGE}?{query}").content.decode()
        return re.findall(r"<b>(Họp bàn việc [\w\s]+)</b>", page)

    both = ["Họp bàn việc đê điều", "Họp bàn việc mùa màng"]
    assert named("") == both
    assert named("quy=1") == both
    assert named("quy=2") == []
    assert named("q=de dieu") == both[:1]
    assert named(f"don_vi={bound.department.pk}") == both[:1]
    assert named("den_ngay=10/1/2026") == both[:1]
    assert named("den_ngay=1/1/2030") == both
    sent = preview(office, f"{PAGE}?den_ngay=10/1/2026", all="1")
    picked = Deadline.objects.filter(pk__in=sent["duties"].split(","))
    assert {one.subject_id for one in picked} == {january.subject_id}
    assert not picked.exclude(act_by__lte=date(2026, 1, 10)).exists()


def test_what_is_still_to_come_is_not_on_the_list(office, add):
    entry = add(title="Họp bàn việc sắp tới")
    past, coming = open_of(entry).filter(act_by__lte=TODAY), open_of(entry).filter(act_by__gt=TODAY)
    assert past.exists()
    assert coming.exists()
    sent = preview(office, conference=entry.pk)
    assert {int(pk) for pk in sent["duties"].split(",")} == set(past.values_list("pk", flat=True))


def test_a_unit_sees_and_records_its_own_duties_only(bound, january, client_of, specialist):
    officer = client_of(Role.CONTENT_OFFICER)
    own = set(open_of(january).filter(organisation=bound.department).values_list("pk", flat=True))
    sent = preview(officer, all="1")
    assert {int(pk) for pk in sent["duties"].split(",")} == own
    other = open_of(january).exclude(pk__in=own).first()
    assert officer.post(PAGE, DONE | {"duty": other.pk}).status_code == 422
    forged = officer.post(
        RECORD, sent | {"duties": f"{sent['duties']},{other.pk}", f"day-{other.pk}": "1/2/2026"}
    )
    assert forged.status_code == 409
    assert not Deadline.objects.exclude(done_at=None).exists()
    officer.post(RECORD, sent)
    assert set(Deadline.objects.exclude(done_at=None).values_list("pk", flat=True)) == own


def test_who_marks_no_duty_has_no_such_page_and_no_link_to_it(bound, january, client_of):
    for role in (Role.AUDITOR, Role.STANDING_BOARD_MEMBER, Role.COMMITTEE_ADMINISTRATOR):
        client = client_of(role)
        assert client.get(PAGE).status_code == 404
        assert client.post(RECORD, {"command_id": str(uuid4())}).status_code == 404
    admin = client_of(Role.COMMITTEE_ADMINISTRATOR)
    for page in ("/quan-tri/bat-dau/", "/thiet-lap/chuong-trinh/"):
        assert PAGE not in admin.get(page).content.decode()
        assert PAGE in client_of(Role.OFFICE_CHIEF).get(page).content.decode()


def test_who_marks_duties_comes_to_the_page_from_what_is_late(bound, january, client_of):
    assert PAGE in client_of(Role.OFFICE_SPECIALIST).get("/viec/?cot=late").content.decode()
    assert PAGE in client_of(Role.CONTENT_OFFICER).get("/viec/?cot=late").content.decode()
    assert PAGE not in client_of(Role.AUDITOR).get("/viec/?cot=late").content.decode()


def test_another_committees_duties_are_neither_shown_nor_recorded(january, other_ground, client_of, office):
    stranger = client_of(Role.OFFICE_SPECIALIST, ground=other_ground)
    sent = preview(office, conference=january.pk)
    stranger.post(RECORD, sent | {"command_id": str(uuid4())})
    assert not Deadline.objects.exclude(done_at=None).exists()
    assert "đê điều" not in stranger.get(PAGE).content.decode()


def test_three_conferences_cost_no_query_more_than_one(
    office, add, january, february, django_assert_max_num_queries
):
    def queries(address: str) -> int:
        with django_assert_max_num_queries(60) as counted:
            assert office.get(address).status_code == 200
        return len(counted)

    office.get(PAGE)
    one = queries(f"{PAGE}?q=de dieu")
    add(title="Họp bàn việc cầu đường", opening=datetime(2026, 2, 12, 8, 0, tzinfo=clock.VIETNAM))
    three = queries(f"{PAGE}?q=hop ban viec")
    assert one == three

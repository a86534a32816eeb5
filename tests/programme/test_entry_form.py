from __future__ import annotations

from uuid import uuid4

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.programme.commands import set_opening_hours
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import complete_deadline

ADD = "/chuong-trinh/them/"


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def typed(**different: str) -> dict[str, str]:
    """A Ban Thường vụ conference as somebody types it."""
    return {
        "command_id": str(uuid4()),
        "kind": "ban-thuong-vu",
        "title": "Họp Ban Thường vụ bàn việc bến cảng",
        "day": "18/3/2026",
        "part": "morning",
        "form": "in-person",
    } | different


def look(client, url: str = ADD, **different: str):
    """What the panel says while somebody types."""
    return client.post(url, typed(**different), headers={"HX-Request": "true", "HX-Target": "outlook"})


def said(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_conference_is_added_from_what_was_typed(office, bound):
    answer = office.post(
        ADD, typed(preparing=str(bound.department.pk), coordinating="van phong phu sa; Hội Nghề cá")
    )
    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/hoi-nghi/{entry.pk}/"
    assert f"{clock.local(entry.opening):%d/%m/%Y %H:%M}" == "18/03/2026 08:00"
    assert entry.preparing == bound.department
    assert list(entry.coordinating.all()) == [bound.office]
    assert entry.coordinating_text == f"{bound.office.name}; Hội Nghề cá"


@pytest.mark.parametrize(
    "day", ["18/3/2026", "18-03-2026", "2026-03-18", "ngày 18 tháng 3 năm 2026", "thứ Tư 18/03/2026"]
)
def test_a_day_is_read_as_people_write_it(office, day):
    office.post(ADD, typed(day=day))
    assert f"{clock.local(Entry.objects.get().opening):%d/%m/%Y}" == "18/03/2026"


@pytest.mark.parametrize(
    ("different", "sentence"),
    [
        ({"day": "31/02/2026"}, "tháng 2 năm 2026 chỉ có 28 ngày"),
        ({"day": "18/3"}, "không ghi năm"),
        ({"day": "mai"}, "không phải là một ngày"),
        ({"part": "", "hour": ""}, "Hãy chọn buổi, hoặc ghi giờ khai mạc."),
        ({"hour": "14:00"}, "không thuộc buổi đã chọn"),
        ({"hour": "25:00"}, "Giờ chưa đọc được"),
        ({"closing_hour": "07:00"}, "Bế mạc phải sau khai mạc"),
        ({"last_day": "30/3/2026"}, "không kéo dài quá 7 ngày"),
        ({"delegates": "nhiều"}, "Số đại biểu phải là một số"),
        ({"form": ""}, "Hãy chọn hình thức họp."),
    ],
)
def test_a_fault_is_said_beside_its_field_and_on_top_and_nothing_typed_is_lost(office, different, sentence):
    answer = office.post(ADD, typed(note="Ghi chú đang gõ dở", **different))
    page = said(answer)
    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert "Ghi chú đang gõ dở" in page
    assert not Entry.objects.exists()


def test_the_part_of_the_day_gives_the_hour_of_the_offices_setting(office, bound, actor_of):
    from datetime import time

    set_opening_hours(actor_of(Role.OFFICE_CHIEF), time(7, 30), time(13, 45))
    office.post(ADD, typed())
    office.post(ADD, typed(title="Chiều", part="afternoon"))
    assert [f"{clock.local(e.opening):%H:%M}" for e in Entry.objects.order_by("opening")] == [
        "07:30",
        "13:45",
    ]


def test_an_hour_typed_wins_and_says_which_part_of_the_day_it_is(office):
    office.post(ADD, typed(part="", hour="14h30"))
    entry = Entry.objects.get()
    assert (f"{clock.local(entry.opening):%H:%M}", entry.part) == ("14:30", "afternoon")


def test_the_panel_shows_the_deadlines_that_would_follow_and_which_are_past(office):
    panel = said(look(office))
    assert "Phát hành giấy mời" in panel
    assert "1 thời hạn đã qua" in panel
    assert "Dự kiến chương trình, nội dung cụ thể (04/03)" in panel
    assert "<html" not in panel
    assert not Entry.objects.exists()


def test_the_panel_names_the_last_day_to_begin_and_the_first_day_that_still_works(office):
    panel = said(look(office))
    assert "Phải bắt đầu chậm nhất</h3><p><b>Thứ Tư 04/03/2026</b>" in panel
    assert "Thứ Ba 24/03/2026" in panel  # two weeks from today
    assert "Cách hiểu: ngày làm việc đầu tiên, kể từ hôm nay" in panel


def test_the_panel_says_when_everything_can_still_be_kept(office):
    assert "Mọi thời hạn đều còn giữ được." in said(look(office, day="22/4/2026"))


def test_the_panel_names_a_day_off_and_the_nearest_working_days(office):
    panel = said(look(office, day="18/2/2026"))
    assert "Ngày nghỉ: Tết Nguyên đán" in panel
    assert "thứ Sáu 13/02/2026, thứ Hai 23/02/2026" in panel


def test_the_panel_shows_a_contradiction_of_that_very_date(office):
    assert "Mâu thuẫn" in said(look(office, kind="ban-chap-hanh", day="15/6/2026"))
    assert "Mâu thuẫn" not in said(look(office, kind="ban-chap-hanh", day="17/6/2026"))


def test_the_panel_shows_who_else_is_needed_at_the_same_time(add, office):
    add(title="Họp Thường trực", kind="thuong-truc")
    panel = said(look(office))
    assert "Trùng lịch" in panel
    assert "Họp Thường trực" in panel
    assert "Trùng lịch" not in said(look(office, part="afternoon"))


def test_the_panel_does_not_find_a_conference_in_its_own_way(add, office):
    entry = add()
    panel = said(look(office, f"/hoi-nghi/{entry.pk}/sua/"))
    assert "Trùng lịch" not in panel
    assert "Cùng ngày đã có hội nghị cùng loại" not in panel


def test_the_panel_asks_for_kind_and_day_as_long_as_they_lack(office):
    assert "Chọn loại hội nghị, ngày và buổi" in said(look(office, kind=""))
    assert "Chọn loại hội nghị, ngày và buổi" in said(look(office, day="31/02/2026"))


def test_without_script_a_button_shows_the_deadlines_and_keeps_what_was_typed(office):
    answer = office.post(ADD, typed(xem="1", note="gõ dở"))
    page = said(answer)
    assert answer.status_code == 200
    assert "Phát hành giấy mời" in page
    assert "gõ dở" in page
    assert not Entry.objects.exists()


def test_a_conference_entered_twice_is_asked_about_first(add, office):
    add()
    answer = office.post(ADD, typed(title="họp ban thường vụ bàn việc  BẾN CẢNG"))
    assert answer.status_code == 422
    assert "Có thể hội nghị này đã được nhập" in said(answer)
    assert Entry.objects.count() == 1
    office.post(ADD, typed(**{"van-luu": "1"}))
    assert Entry.objects.count() == 2


def test_a_conference_of_the_same_name_on_another_day_is_no_twin(add, office):
    add()
    office.post(ADD, typed(day="25/3/2026"))
    assert Entry.objects.count() == 2


def test_the_same_form_sent_twice_adds_one_conference(office):
    form = typed()
    first = office.post(ADD, form)
    second = office.post(ADD, form | {"van-luu": "1"})
    again = office.post(ADD, form)
    assert Entry.objects.count() == 1
    assert second.status_code == 409  # the same identifier with another content
    assert again.headers["Location"] == first.headers["Location"]


def test_a_form_opened_from_a_day_has_the_day_filled_in(office):
    assert 'value="18/03/2026"' in said(office.get(f"{ADD}?ngay=2026-03-18"))
    assert office.get(f"{ADD}?ngay=khong").status_code == 200


def test_the_form_of_a_conference_holds_what_it_states_and_saving_it_changes_nothing(add, office, bound):
    entry = add(room_id=bound.room.pk, delegates=45, number=7, carries_appraised=True, note="Ghi chú")
    form = office.get(f"/hoi-nghi/{entry.pk}/sua/").context["form"]
    sent = {name: value for name, value in form.initial.items() if value}
    office.post(f"/hoi-nghi/{entry.pk}/sua/", sent | {"command_id": str(uuid4()), "revision": "0"})
    entry.refresh_from_db()
    assert entry.revision == 0
    assert not AuditRecord.objects.filter(verb="entry.changed").exists()


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.CONTENT_OFFICER, Role.AUDITOR, Role.CLERK])
def test_who_may_not_edit_finds_no_form(add, client_of, role):
    entry = add(kind="ban-chap-hanh")
    client = client_of(role)
    for url in (ADD, f"/hoi-nghi/{entry.pk}/sua/", f"/hoi-nghi/{entry.pk}/xoa/"):
        assert client.get(url).status_code == 404
        assert client.post(url, typed()).status_code == 404
    assert Entry.objects.count() == 1


def test_before_a_conference_is_removed_the_page_says_what_goes(add, office):
    entry = add()
    page = said(office.get(f"/hoi-nghi/{entry.pk}/xoa/"))
    assert "10 việc và thời hạn của hội nghị" in page
    assert Entry.objects.exists()
    answer = office.post(f"/hoi-nghi/{entry.pk}/xoa/", {"command_id": str(uuid4())})
    assert answer.headers["Location"] == "/chuong-trinh/2026/"
    assert not Entry.objects.exists()


def test_a_conference_with_done_duties_stays_and_the_page_says_why(add, office, specialist, duty_of):
    entry = add()
    complete_deadline(specialist, duty_of(entry, "documents").pk)
    answer = office.post(f"/hoi-nghi/{entry.pk}/xoa/", {"command_id": str(uuid4())})
    assert answer.status_code == 409
    assert "1 việc ghi nhận hoàn thành nên không xóa được" in said(answer)
    assert Entry.objects.exists()


def test_a_removal_sent_twice_removes_once(add, office):
    entry = add()
    form = {"command_id": str(uuid4())}
    answers = [office.post(f"/hoi-nghi/{entry.pk}/xoa/", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditRecord.objects.filter(verb="entry.removed").count() == 1

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.commands import change_entry
from nghisu.rulebook.commands import complete_deadline, set_not_applicable
from tests.programme.conftest import stated


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=clock.VIETNAM)


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def page(client, entry, **headers: str) -> str:
    response = client.get(f"/hoi-nghi/{entry.pk}/", headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_conference_says_what_it_is_when_and_where(add, office, bound):
    entry = add(room_id=bound.room.pk, preparing_id=bound.department.pk, preparing_text=bound.department.name)
    said = page(office, entry)
    assert "08:00, thứ Tư 18/03/2026" in said
    assert bound.room.name in said
    assert bound.department.name in said
    assert "Trực tiếp" in said


def test_one_sentence_says_how_the_conference_stands(add, office, specialist, duty_of):
    entry = add()
    assert "Còn 8 ngày; 1 việc quá hạn, 5 việc chưa đến hạn." in page(office, entry)
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk)
    assert "Còn 8 ngày; 5 việc chưa đến hạn." in page(office, entry)


def test_the_sentence_counts_from_the_present_day(add, office):
    assert "Họp hôm nay" in page(office, add(title="Nay", opening=at(3, 10, 14)))
    assert "Ngày mai họp" in page(office, add(title="Mai", opening=at(3, 11)))
    assert "Đã họp 1 ngày trước" in page(office, add(title="Qua", opening=at(3, 9)))


def test_duties_stand_in_order_of_their_days_with_today_and_the_opening_among_them(add, office):
    said = page(office, add()).split("Việc và thời hạn")[-1]
    places = [
        said.index(words) for words in ("04/03/2026", "Hôm nay, thứ Ba 10/03/2026", "Phát hành giấy mời")
    ]
    assert places == sorted(places)
    assert said.index("Khai mạc hội nghị") < said.index("Hoàn chỉnh biên bản")


def test_a_duty_shows_its_owner_its_clause_and_what_the_clause_is_worth(add, office):
    said = page(office, add())
    assert "5609 II/II/2.1/b2" in said
    assert "/quy-dinh/5609/II/II/2.1/b2/" in said
    assert "Văn bản quy định" in said
    assert "Cách hiểu của hệ thống" in said


def test_a_deadline_on_a_day_off_shows_both_days(add, office):
    said = page(office, add(kind="ban-chap-hanh", opening=at(4, 7)))
    # One month before is Saturday 7 March: to be done by Friday.
    assert "Hạn theo quy định thứ Bảy 07/03/2026 (ngày nghỉ)" in said
    assert "06/03/2026" in said


def test_the_tight_spots_of_this_very_date_stand_with_both_days_and_clauses(add, office):
    said = page(office, add())
    assert "Chỗ vướng của quy định với đúng ngày này" in said
    assert "Không còn ngày dự phòng:</b> Trình dự thảo giấy mời (11/03)" in said


def test_a_contradiction_is_shown_where_the_date_makes_one_and_not_elsewhere(add, office):
    monday = add(kind="ban-chap-hanh", opening=at(6, 15))
    wednesday = add(title="Khác", kind="ban-chap-hanh", opening=at(6, 17))
    assert "Mâu thuẫn:</b> Gửi" in page(office, monday)
    assert "Mâu thuẫn:</b> Gửi" not in page(office, wednesday)


def test_duties_that_fall_away_say_why(add, office):
    said = page(office, add(unscheduled=True))
    assert "Không áp dụng cho hội nghị này" in said
    assert "Phát hành giấy mời" in said


def test_a_duty_set_aside_stands_apart_with_its_reason(add, office, specialist, duty_of):
    entry = add()
    set_not_applicable(specialist, duty_of(entry, "recall").pk, "Không có tài liệu mật.")
    said = page(office, entry)
    assert said.index("Không áp dụng cho hội nghị này") < said.index("Không có tài liệu mật.")


def test_a_conference_on_a_day_off_says_which_and_by_what_notice(add, office):
    said = page(office, add(opening=at(2, 18)))
    assert "là ngày nghỉ: Tết Nguyên đán" in said
    assert "9441/TB-BNV" in said


def test_why_opens_the_explanation_of_this_very_date(add, office):
    entry = add()
    said = " ".join(office.get(f"/hoi-nghi/{entry.pk}/vi-sao/invitation/").content.decode().split())
    assert "Đếm lùi 5 ngày làm việc từ ngày khai mạc thứ Tư 18/03/2026" in said
    assert "Gạch đầu dòng thứ hai, điểm 2.1, mục II, Chương II" in said
    assert "chậm nhất 5 ngày làm việc trước ngày khai mạc" in said
    part = office.get(
        f"/hoi-nghi/{entry.pk}/vi-sao/invitation/",
        headers={"HX-Request": "true", "HX-Target": "panel-content"},
    )
    assert "<html" not in part.content.decode()


def test_a_duty_that_was_done_and_is_owed_no_more_is_shown_without_a_why(add, office, specialist, duty_of):
    entry = add()
    complete_deadline(specialist, duty_of(entry, "invitation").pk)
    change_entry(specialist, entry.pk, stated(unscheduled=True), 0)
    said = page(office, entry)
    assert "Phát hành giấy mời" in said
    assert f"/hoi-nghi/{entry.pk}/vi-sao/invitation/" not in said


def test_why_of_a_duty_that_is_not_owed_is_not_found(add, office):
    entry = add(unscheduled=True)
    assert office.get(f"/hoi-nghi/{entry.pk}/vi-sao/invitation/").status_code == 404
    assert office.get(f"/hoi-nghi/{entry.pk}/vi-sao/no-such-act/").status_code == 404


def test_the_history_tells_who_changed_what_from_what_to_what(add, office, specialist, duty_of):
    entry = add()
    change_entry(specialist, entry.pk, stated(opening=at(3, 25), form="online", scale="province-wide"), 0)
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk, "Tờ trình số 12")
    said = page(office, entry)
    assert "08:00 18/03/2026</del> → <ins>08:00 25/03/2026" in said
    assert "Trực tiếp</del> → <ins>Trực tuyến" in said
    assert "Nội bộ</del> → <ins>Toàn tỉnh, thành phố" in said
    assert "ghi nhận hoàn thành: Dự kiến chương trình" in said
    assert "Tờ trình số 12" in said
    assert "in-person" not in said.split("Lịch sử")[1]


def test_a_delegate_sees_the_own_bodys_conference_without_duties_or_history(add, client_of):
    entry = add(title="Hội nghị Thành ủy", kind="ban-chap-hanh", opening=at(6, 17))
    said = page(client_of(Role.DELEGATE), entry)
    assert "Hội nghị Thành ủy" in said
    assert 'id="duties-title"' not in said
    assert "Lịch sử" not in said
    assert client_of(Role.DELEGATE).get(f"/hoi-nghi/{entry.pk}/vi-sao/invitation/").status_code == 404


def test_a_conference_of_another_body_does_not_exist_for_a_delegate(add, client_of):
    entry = add(kind="so-tong-ket")
    assert client_of(Role.DELEGATE).get(f"/hoi-nghi/{entry.pk}/").status_code == 404


def test_a_conference_of_another_committee_looks_like_one_that_does_not_exist(add, client_of, other_ground):
    entry = add()
    client = client_of(Role.OFFICE_SPECIALIST, other_ground)
    foreign, missing = client.get(f"/hoi-nghi/{entry.pk}/"), client.get("/hoi-nghi/999999/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content


def test_a_conference_costs_the_same_queries_whatever_its_history(add, office, specialist, duty_of):
    entry = add()

    def queries() -> int:
        page(office, entry)
        with CaptureQueriesContext(connection) as caught:
            page(office, entry)
        return len(caught)

    one = queries()
    for act in ("draft-programme", "documents", "invitation"):
        complete_deadline(specialist, duty_of(entry, act).pk)
    add(title="Họp khác cùng ngày", opening=at(3, 18, 14))
    assert queries() == one


def test_a_text_with_markup_is_shown_as_text(add, office):
    said = page(office, add(title="<script>alert(1)</script>", note="<b>đậm</b>"))
    assert "<script>alert" not in said
    assert "&lt;script&gt;" in said
    assert "&lt;b&gt;đậm" in said

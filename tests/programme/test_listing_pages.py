from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock

YEAR = "/chuong-trinh/2026/"


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=clock.VIETNAM)


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def titles(client, query: str = "", **headers: str) -> list[str]:
    response = client.get(YEAR + query, headers=headers)
    assert response.status_code == 200
    return [line.title for line in response.context["lines"]]


def test_the_programme_opens_at_the_present_year(office):
    assert office.get("/chuong-trinh/").headers["Location"] == YEAR


def test_a_year_lists_its_conferences_in_order_of_time(add, office):
    add(title="Sau", opening=at(5, 6))
    add(title="Trước", opening=at(2, 4))
    assert titles(office) == ["Trước", "Sau"]
    assert titles(office, "?sort=-ngay") == ["Sau", "Trước"]


def test_an_empty_year_says_what_to_do(office):
    page = office.get(YEAR).content.decode()
    assert "Chương trình năm này còn trống" in page


def test_a_search_needs_no_diacritics(add, office):
    add(title="Quán triệt Nghị quyết về đường sắt đô thị")
    add(title="Bàn việc khác")
    assert titles(office, "?q=duong+sat") == ["Quán triệt Nghị quyết về đường sắt đô thị"]
    assert titles(office, "?q=ĐƯỜNG") == ["Quán triệt Nghị quyết về đường sắt đô thị"]


def test_the_list_narrows_by_kind_form_unit_and_month(add, office, bound):
    add(title="Một", form="online")
    add(title="Hai", kind="giao-ban", opening=at(6, 30))
    add(title="Ba", preparing_id=bound.department.pk, opening=at(4, 15))
    assert titles(office, "?loai=giao-ban") == ["Hai"]
    assert titles(office, "?hinh_thuc=online") == ["Một"]
    assert titles(office, f"?don_vi={bound.department.pk}") == ["Ba"]
    assert titles(office, "?thang=6") == ["Hai"]
    assert titles(office, "?thang=6&loai=ban-thuong-vu") == []


def test_the_list_narrows_by_how_the_duties_stand(add, office):
    add(title="Có việc quá hạn")
    add(title="Còn xa", opening=at(9, 16))
    add(title="Đột xuất", unscheduled=True, opening=at(9, 17))
    assert titles(office, "?tinh_trang=late") == ["Có việc quá hạn"]
    assert titles(office, "?tinh_trang=due") == ["Còn xa", "Đột xuất"]
    assert titles(office, "?tinh_trang=unscheduled") == ["Đột xuất"]


def test_the_list_narrows_to_what_has_a_finding(add, office):
    add(title="Ngày nghỉ", opening=at(2, 18))
    assert titles(office, "?tinh_trang=finding") == ["Ngày nghỉ"]


def test_what_cannot_be_read_in_the_address_asks_for_nothing(add, office):
    add(title="Một")
    wrong = ("?thang=99", "?don_vi=x", "?sort=khong-co", "?after=~~~", "?after=x~1", "?loai=%00")
    for query in (*wrong, "?sort=don-vi&after=%00~1"):
        assert titles(office, query) == ["Một"], query


@pytest.mark.parametrize("sort", ["ngay", "-ngay", "so", "-so", "don-vi", "-don-vi"])
def test_more_rows_follow_without_a_gap_or_a_repeat(add, office, bound, sort):
    for number in range(53):
        add(
            title=f"Họp {number:02}",
            number=number if number % 3 else None,
            preparing_id=bound.department.pk if number % 2 else None,
            opening=at(3, 2, 7) + timedelta(days=number // 2),
        )
    first = office.get(f"{YEAR}?sort={sort}")
    more = office.get(first.context["next_url"], headers={"HX-Request": "true", "HX-Target": "entries-rows"})
    seen = [line.title for page in (first, more) for line in page.context["lines"]]
    assert len(seen) == len(set(seen)) == 53
    assert more.content.decode().lstrip().startswith("<tr")
    assert more.context["next_url"] == ""


def test_without_script_more_rows_are_a_page_of_their_own(add, office):
    for number in range(51):
        add(title=f"Họp {number:02}", opening=at(3, 2, 7) + timedelta(days=number))
    page = office.get(office.get(YEAR).context["next_url"])
    assert [line.title for line in page.context["lines"]] == ["Họp 50"]
    assert "<html" in page.content.decode()


def test_who_may_not_export_or_add_is_not_offered_it(add, client_of):
    add(kind="ban-chap-hanh", opening=at(4, 8))
    page = client_of(Role.DELEGATE).get(YEAR).content.decode()
    assert "Xuất XLSX" not in page
    assert "Thêm hội nghị" not in page
    assert "Xuất XLSX" in client_of(Role.OFFICE_SPECIALIST).get(YEAR).content.decode()

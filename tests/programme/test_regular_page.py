"""Regular conferences: the preview, the choice between two readings, taking in what was picked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.programme.models import CadenceChoice, Entry
from nghisu.programme.queries.regular import regular_of

PAGE = "/chuong-trinh/ky/2026-Q2/dinh-ky/"
TWICE = {"cach-ban-thuong-vu": "ban-thuong-vu-twice-a-month"}


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def days() -> list[date]:
    return [clock.local(entry.opening).date() for entry in Entry.objects.order_by("opening")]


def test_the_preview_says_what_moved_by_which_notice_and_both_readings(office):
    page = text_of(office.get(PAGE))
    assert "26 kỳ một năm" in page
    assert "24 kỳ một năm" in page
    assert "Nghỉ bù Giỗ Tổ Hùng Vương" in page
    assert "chuyển sang thứ Ba 28/04/2026" in page
    assert not Entry.objects.exists()


def test_only_what_was_picked_is_taken_in_in_one_act_and_the_reading_is_kept(office, specialist):
    form = TWICE | {
        "chon-thuong-truc-weekly.20260427": "1",
        "ngay-thuong-truc-weekly.20260427": "28/4/2026",
        "chon-ban-thuong-vu-twice-a-month.20260415": "1",
        "ngay-ban-thuong-vu-twice-a-month.20260415": "16/4/2026",
        "ngay-thuong-truc-weekly.20260504": "4/5/2026",
    }
    assert office.post(PAGE, form)["Location"] == "/chuong-trinh/ky/2026-Q2/"
    assert days() == [date(2026, 4, 16), date(2026, 4, 28)]
    assert Entry.objects.get(kind="thuong-truc").opening == datetime(2026, 4, 28, 14, 0, tzinfo=clock.VIETNAM)
    assert CadenceChoice.objects.get().rule == "ban-thuong-vu-twice-a-month"
    again = regular_of(specialist, Period.read("2026-Q2"), {"ban-thuong-vu": "ban-thuong-vu-twice-a-month"})
    standing = {one.key for one in again if one.standing}
    assert standing == {"thuong-truc-weekly.20260427", "ban-thuong-vu-twice-a-month.20260415"}
    assert office.post(PAGE, form).status_code == 422  # they stand already: nothing is doubled
    assert Entry.objects.count() == 2


def test_a_day_that_leaves_its_turn_or_is_none_is_refused_and_stays_typed(office):
    for day in ("4/5/2026", "32/4/2026", ""):
        form = TWICE | {"chon-thuong-truc-weekly.20260427": "1", "ngay-thuong-truc-weekly.20260427": day}
        answer = office.post(PAGE, form)
        assert answer.status_code == 422
        assert f'value="{day}"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_picking_nothing_is_said(office):
    assert "Chưa chọn hội nghị nào" in text_of(office.post(PAGE, TWICE))


def test_a_year_that_meets_tet_leaves_the_turn_without_a_day(office):
    page = text_of(office.get("/chuong-trinh/ky/2026/dinh-ky/"))
    assert "Cả kỳ rơi vào dịp nghỉ" in page
    assert "Thông báo 9441/TB-BNV" in page


def test_who_may_not_edit_finds_no_such_page(bound, client_of):
    assert client_of(Role.STANDING_BOARD_MEMBER).get(PAGE).status_code == 404

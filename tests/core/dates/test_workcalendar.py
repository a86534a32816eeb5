"""Which days are worked: weekends, holidays, swaps, and years that no notice has fixed."""

import sys
import threading
from datetime import date, timedelta
from pathlib import Path
from random import Random

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghisu.core.dates import DayOff, DayWorked, Source, WorkCalendar, default_calendar, load_days
from nghisu.core.dates.holidays import holidays_by_law
from nghisu.core.dates.workcalendar import FIRST_YEAR, DayOutOfRange
from nghisu.core.law import RuleFileError
from nghisu.core.law.loader.days import read_year
from nghisu.core.law.loader.places import regulations_folder

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
COUNTS = st.integers(1, 40)


def off(day: date) -> DayOff:
    return DayOff(day, "Nghỉ", "Off", "Thông báo", "stated", Source.OFFICE)


def worked(day: date) -> DayWorked:
    return DayWorked(day, "Làm bù", "Worked", "Thông báo", "stated", Source.OFFICE)


def test_five_working_days_before_a_wednesday_is_the_wednesday_before():
    assert default_calendar().back(date(2026, 3, 18), 5) == date(2026, 3, 11)


def test_the_friday_after_new_year_2026_is_off_and_the_saturday_of_the_week_after_is_worked():
    calendar = default_calendar()
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    exchanged = calendar.why_worked(date(2026, 1, 10))
    assert exchanged is not None
    assert exchanged.notice


def test_tet_2026_lasts_from_the_fourteenth_to_the_twenty_second_of_february():
    calendar = default_calendar()
    days = [date(2026, 2, 13) + timedelta(days=step) for step in range(11)]
    assert [calendar.is_working(day) for day in days] == [True, *[False] * 9, True]


def test_a_holiday_names_its_notice_and_a_sunday_its_name():
    calendar = default_calendar()
    holiday, sunday = calendar.why_off(date(2026, 2, 17)), calendar.why_off(date(2026, 3, 15))
    assert holiday is not None
    assert holiday.notice
    assert sunday is not None
    assert (sunday.name, sunday.source) == ("Chủ nhật", Source.WEEKEND)
    assert calendar.why_off(date(2026, 3, 16)) is None


def test_counting_forward_does_not_count_the_day_itself():
    calendar = default_calendar()
    assert calendar.forward(date(2026, 3, 18), 1) == date(2026, 3, 19)
    assert calendar.forward(date(2026, 3, 20), 1) == date(2026, 3, 23)
    assert calendar.forward(date(2026, 3, 21), 1) == date(2026, 3, 23)


def test_a_day_off_goes_back_to_the_last_and_on_to_the_next_working_day():
    calendar = default_calendar()
    assert calendar.on_or_before(date(2026, 2, 18)) == date(2026, 2, 13)
    assert calendar.on_or_after(date(2026, 2, 18)) == date(2026, 2, 23)
    assert calendar.on_or_before(date(2026, 3, 18)) == date(2026, 3, 18)
    assert calendar.on_or_after(date(2026, 3, 18)) == date(2026, 3, 18)


@pytest.mark.parametrize("count", [0, -1])
def test_counting_no_days_is_refused(count: int):
    with pytest.raises(ValueError, match="1 or more"):
        default_calendar().back(date(2026, 3, 18), count)
    with pytest.raises(ValueError, match="1 or more"):
        default_calendar().forward(date(2026, 3, 18), count)


def test_years_far_away_are_refused():
    with pytest.raises(DayOutOfRange):
        WorkCalendar().is_working(date(FIRST_YEAR - 1, 1, 1))


def test_only_years_with_a_notice_are_published():
    calendar = default_calendar()
    assert [calendar.is_published(year) for year in (2023, 2024, 2025, 2026, 2027)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert calendar.notice_of(2026)
    assert calendar.notice_of(2027) == ""


def test_a_year_without_a_notice_is_computed_and_says_so():
    holiday = default_calendar().why_off(tet_of_2030 := date(2030, 2, 2))
    assert holiday is not None
    assert holiday.day == tet_of_2030
    assert holiday.source is Source.COMPUTED


def test_a_day_that_an_office_enters_wins_over_what_is_published():
    plain = default_calendar()
    monday, saturday = date(2026, 3, 16), date(2026, 3, 21)
    calendar = WorkCalendar(plain.years, (off(monday), worked(saturday)))
    assert not calendar.is_working(monday)
    assert calendar.is_working(saturday)
    assert plain.is_working(monday)
    assert not plain.is_working(saturday)


def test_a_holiday_that_an_office_works_becomes_a_working_day():
    calendar = WorkCalendar(default_calendar().years, (worked(date(2026, 11, 24)),))
    assert calendar.is_working(date(2026, 11, 24))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_what_the_law_gives_is_within_what_the_notice_gives(year: int):
    calendar = default_calendar()
    for holiday in holidays_by_law(year):
        assert not calendar.is_working(holiday.day), holiday


@pytest.mark.parametrize("year", range(2027, 2042))
def test_a_year_that_we_compute_agrees_with_the_library_of_holidays(year: int):
    known = set(holidays.country_holidays("VN", years=year, observed=True))
    ours = {one.day for one in holidays_by_law(year)}
    assert {day for day in ours if day.weekday() < 5} == {day for day in known if day.weekday() < 5}


def test_a_holiday_on_a_sunday_is_made_up_for_on_monday():
    by_law = {one.day: one.name for one in holidays_by_law(2026)}
    assert by_law[date(2026, 4, 27)] == "Nghỉ bù Giỗ Tổ Hùng Vương"


def test_two_days_of_tet_on_a_weekend_are_made_up_for_by_two():
    by_law = [one.day for one in holidays_by_law(2027) if one.name.startswith("Nghỉ bù Tết")]
    assert by_law == [date(2027, 2, 9), date(2027, 2, 10)]


@given(DAYS, COUNTS)
def test_so_many_working_days_lie_between_a_day_and_the_day_counted_back(day: date, count: int):
    calendar = default_calendar()
    back = calendar.back(day, count)
    assert calendar.is_working(back)
    between = (date.fromordinal(one) for one in range(back.toordinal(), day.toordinal()))
    assert sum(calendar.is_working(one) for one in between) == count


@given(DAYS, COUNTS)
def test_counting_forward_undoes_counting_back_between_working_days(day: date, count: int):
    calendar = default_calendar()
    day = calendar.on_or_before(day)
    assert calendar.forward(calendar.back(day, count), count) == day


@given(DAYS, DAYS, COUNTS)
def test_a_later_day_never_counts_back_to_an_earlier_one(one: date, other: date, count: int):
    calendar = default_calendar()
    first, last = sorted((one, other))
    assert calendar.back(first, count) <= calendar.back(last, count)
    assert calendar.on_or_before(first) <= calendar.on_or_before(last)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (
            'published = true\nnotice = "x"\n[[off]]\nday = 2025-01-01\nname = "a"\nname_en = "b"\n',
            4,
            "không thuộc năm",
        ),
        (
            'published = true\nnotice = "x"\n[[off]]\nday = 2026-01-01\nname = "a"\nname_en = "b"\nwhy = "c"\n',
            7,
            "khóa lạ",
        ),
        (
            'published = true\nnotice = "x"\n[[worked]]\nday = 2026-03-16\nname = "a"\nname_en = "b"\n',
            4,
            "ngày làm việc",
        ),
        ('notice = "x"\npublished = 3\n', 2, "true hoặc false"),
        ("published = true\nnotice = \n", 2, "TOML"),
    ],
)
def test_a_file_of_days_that_is_wrong_is_refused_with_its_line(text: str, line: int, reason: str):
    with pytest.raises(RuleFileError, match=reason) as refused:
        read_year(text, Path("days/2026.toml"))
    assert refused.value.line == line


def test_a_file_of_days_that_is_right_is_read(tmp_path: Path):
    text = 'published = true\nnotice = "x"\n[[off]]\nday = 2026-03-16\nname = "a"\nname_en = "b"\n'
    (tmp_path / "2026.toml").write_text(text, encoding="utf-8")
    assert not load_days(tmp_path).is_working(date(2026, 3, 16))


def test_threads_that_widen_the_calendar_at_once_all_count_right():
    expected = {year: default_days().back(date(year, 6, 30), 60) for year in range(2000, 2060)}
    shared = default_days()
    wrong: list[int] = []

    def count(years: list[int]) -> None:
        wrong.extend(year for year in years if shared.back(date(year, 6, 30), 60) != expected[year])

    orders = [Random(seed).sample(list(expected), len(expected)) for seed in range(8)]
    threads = [threading.Thread(target=count, args=(order,)) for order in orders]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads change places as often as they can
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    assert wrong == []


def test_two_calendars_of_the_same_days_have_the_same_digest_and_others_another():
    one, same = default_days(), default_days()
    other = load_days(
        regulations_folder() / "days", [DayOff(date(2026, 5, 5), "x", "x", "x", "stated", Source.OFFICE)]
    )
    assert one.digest == same.digest != other.digest


def default_days() -> WorkCalendar:
    """A calendar of its own, with nothing counted on it yet."""
    return load_days(regulations_folder() / "days")

from datetime import UTC, date, datetime

import pytest

from nghisu.core.dates.lunar import lunar_date
from nghisu.web.templatetags.days import days_left, distance, full_day, lunar_day, moment

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 8), "quá hạn 2 ngày"),
        (date(2026, 3, 10), "hôm nay"),
        (date(2026, 3, 11), "ngày mai"),
        (date(2026, 3, 13), "còn 3 ngày"),
    ],
)
def test_a_deadline_says_in_words_how_far_it_is(day: date, words: str):
    assert days_left(day, TODAY) == words


def test_what_is_past_but_not_owed_is_not_called_late():
    assert distance(date(2026, 3, 8), TODAY) == "2 ngày trước"


def test_a_date_carries_its_day_of_the_week():
    assert full_day(TODAY) == "thứ Ba 10/03/2026"
    assert full_day(date(2026, 3, 15)) == "Chủ nhật 15/03/2026"


def test_an_instant_is_shown_in_the_time_of_vietnam():
    assert moment(datetime(2026, 3, 9, 20, 5, tzinfo=UTC)) == "03:05 thứ Ba 10/03/2026"


def test_the_first_lunar_month_has_its_name():
    assert lunar_day(lunar_date(TODAY)) == "22 tháng Giêng"

"""What is found in the city's programme of 2026, one by one."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from nghisu.core.conferences.findings import Finding, check_programme
from nghisu.core.dates import default_calendar
from nghisu.core.law.compose import load_rulebook
from nghisu.programme.adapters.xlsx_reading import read_programme

REAL = Path(__file__).parents[3] / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    rulebook = load_rulebook()
    programme = read_programme(REAL, kinds={kind.code: kind.name for kind in rulebook.kinds.values()})
    return check_programme(programme.conferences, rulebook, default_calendar(), year=programme.year)


def of(found: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in found if finding.code == code]


def test_five_conferences_open_on_days_off_each_with_its_notice(found):
    assert [(one.on, one.rows, one.citations[0].document) for one in of(found, "day-off")] == [
        (date(2026, 2, 16), (16,), "Thông báo 9441/TB-BNV ngày 16/10/2025"),
        (date(2026, 2, 18), (17,), "Thông báo 9441/TB-BNV ngày 16/10/2025"),
        (date(2026, 4, 27), (34,), "Bộ luật Lao động 2019, Điều 111 khoản 3"),
        (date(2026, 8, 31), (68,), "Thông báo 9441/TB-BNV ngày 16/10/2025"),
        (date(2026, 9, 2), (69,), "Bộ luật Lao động 2019, Điều 112"),
    ]


def test_a_weekly_sitting_moves_within_its_week_or_joins_the_next(found):
    by_row = {one.rows[0]: one.way_out for one in of(found, "day-off")}
    assert "gộp vào kỳ sau" in by_row[16]
    assert "thứ Hai 23/02/2026" in by_row[16]
    assert "thứ Ba 28/04/2026" in by_row[34]
    assert "thứ Năm 03/09/2026" in by_row[68]


def test_the_third_conference_of_the_whole_city_is_one_too_many(found):
    (cap,) = of(found, "cap-exceeded")
    assert (cap.on, cap.rows, cap.severity) == (date(2026, 7, 15), (8, 22, 56), "refuse")
    assert (cap.citations[0].document, cap.citations[0].clause) == ("226-KL/TW", "p10")
    assert cap.limit == "province-wide-a-year"


def test_fifty_more_conferences_would_have_to_go_online(found):
    (share,) = of(found, "online-share")
    assert (share.on, share.rows) == (None, ())
    assert "8 trên 96" in share.message
    assert "8,3%" in share.message
    assert "50 hội nghị" in share.way_out


def test_the_two_reviews_of_the_two_level_government_are_similar_and_nothing_else(found):
    (similar,) = of(found, "similar")
    assert similar.rows == (57, 58)
    assert similar.on == date(2026, 7, 16)


def test_the_programme_has_no_column_for_people_numbers_and_place(found):
    (missing,) = of(found, "missing-field")
    assert (missing.on, missing.rows, missing.severity) == (None, (), "note")
    assert missing.fields == ("participants", "delegates", "room")
    assert {(one.document, one.clause) for one in missing.citations} == {
        ("5609-QĐ/TU", "I/III/1.1/b1"),
        ("226-KL/TW", "p10"),
    }


def test_every_conference_of_the_executive_committee_contradicts_the_appraisal(found):
    assert [(one.on, one.rows, one.order) for one in of(found, "contradiction")] == [
        (date(2026, 1, 8), (6,), ("appraisal-copy", "invitation")),
        (date(2026, 4, 7), (30,), ("appraisal-copy", "invitation")),
        (date(2026, 7, 6), (51,), ("appraisal-copy", "invitation")),
        (date(2026, 10, 6), (78,), ("appraisal-copy", "invitation")),
    ]


def test_the_days_without_slack_are_those_of_the_declared_orders(found):
    assert Counter(one.order for one in of(found, "no-slack")) == {
        ("documents", "invitation"): 30,
        ("draft-invitation", "invitation"): 26,
        ("proposal", "notify-content-units"): 4,
        ("proposal", "district-reports"): 4,
        ("synthesis", "invitation"): 4,
    }


def test_nothing_clashes_and_nothing_is_unreadable(found):
    assert of(found, "clash") == []
    assert of(found, "unreadable") == []


def test_every_finding_rests_on_something_and_says_what_to_do(found):
    for one in found:
        assert one.citations, one.message
        assert all(ground.document and ground.gist for ground in one.citations)
        assert one.message.endswith(".")
        assert one.way_out.endswith(".")


def test_findings_come_by_day_the_gravest_first(found):
    order = ["refuse", "warn", "note"]
    placed = [(one.on or date.min, order.index(one.severity)) for one in found]
    assert placed == sorted(placed)

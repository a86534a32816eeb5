"""The findings of a programme: grouped, counted, filtered, exported; the ledger of the year's limits beside them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.commands import set_opening_hours, weigh_programme
from nghisu.programme.models import Finding, Programme
from nghisu.rulebook.models import BaseFigure

PAGE = "/phat-hien/2026/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=clock.VIETNAM)


@pytest.fixture
def browser(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def year(add):
    """A year with a day off, a clash, three conferences of the whole city and many orders without slack."""
    add(title="Họp ngày Quốc khánh", opening=at(9, 2))
    add(title="Họp sáng một", opening=at(4, 8))
    add(title="Họp sáng hai", opening=at(4, 8))
    for month, day in ((5, 20), (6, 18), (7, 20)):
        add(
            title=f"Hội nghị toàn thành phố {month}",
            kind="so-tong-ket",
            opening=at(month, day),
            scale="province-wide",
        )
    return Programme.objects.get(year=2026)


def test_findings_as_such_open_at_this_year(browser, year):
    assert browser.get("/phat-hien/")["Location"] == PAGE


def test_without_a_programme_the_page_says_how_to_begin(browser):
    assert "Chưa có chương trình để kiểm tra" in words(browser.get("/phat-hien/"))
    assert browser.get(PAGE).status_code == 404


def test_the_gravest_come_first_each_with_what_to_do_and_its_clause(browser, year):
    answer = browser.get(PAGE)
    page = words(answer)
    assert [part.severity for part in answer.context["page"].parts] == ["refuse", "warn", "note"]
    assert "2 điều trái quy định" in page
    assert page.index("Trùng lịch") < page.index("Rơi vào ngày nghỉ") < page.index("Hai việc trùng hạn:")
    assert "Quốc khánh" in page
    assert "Chuyển sang" in page
    assert "226 p10" in page or "226 p" in page


def test_many_alike_without_slack_are_folded_into_one_line(browser, year):
    groups = browser.get(PAGE).context["page"].parts[-1].groups
    folded = [group for group in groups if group.code == "no-slack" and group.count > 1]
    assert folded
    assert all(group.folded for group in folded)


def test_a_finding_leads_to_its_conferences(browser, year):
    page = browser.get(f"{PAGE}?loai=clash").context["page"]
    (line,) = page.parts[0].groups[0].lines
    assert len(line.conferences) == 2
    assert browser.get(line.conferences[0].url).status_code == 200


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("loai=day-off", {"day-off"}),
        ("muc=refuse", {"cap-exceeded", "clash"}),
        ("thang=9", {"day-off", "no-slack"}),
        ("tim=quoc khanh", {"day-off", "no-slack"}),
        ("loai=khong-co", None),
        ("thang=13&muc=la", None),
    ],
)
def test_findings_are_narrowed_by_kind_severity_month_and_words(browser, year, query, codes):
    everything = browser.get(PAGE).context["page"]
    page = browser.get(f"{PAGE}?{query}").context["page"]
    shown = {group.code for part in page.parts for group in part.groups}
    assert shown == (codes or {group.code for part in everything.parts for group in part.groups})
    assert page.total == everything.total


def test_the_ledger_says_what_was_held_what_is_planned_and_what_is_allowed(browser, year):
    lines = {line.name: line for line in browser.get(PAGE).context["ledger"]}
    whole_city = lines["Hội nghị toàn tỉnh, toàn thành phố trong năm"]
    assert (whole_city.used, whole_city.forecast, whole_city.allowed, whole_city.state) == (0, 3, 2, "refuse")
    online = lines["Tỷ lệ hội nghị trực tuyến trong năm"]
    assert (online.forecast, online.allowed) == (0, 4)
    assert lines["Số hội nghị trong năm"].allowed is None


def test_the_figure_of_last_year_is_entered_by_those_who_may_and_counts_at_once(browser, year, client_of):
    chief = client_of(Role.OFFICE_CHIEF)
    assert "Lưu" in words(chief.get(PAGE))
    assert "figure-form" not in words(browser.get(PAGE))
    assert browser.post(f"{PAGE}nam-truoc/", {"value": "6"}).status_code == 404
    assert chief.post(f"{PAGE}nam-truoc/", {"value": "rất nhiều"}).status_code == 422
    assert chief.post(f"{PAGE}nam-truoc/", {"value": "6"}).status_code == 302
    assert BaseFigure.objects.get().value == 6
    assert "giảm 10% so với 6" in words(chief.get(PAGE))
    chief.post(f"{PAGE}nam-truoc/", {"value": ""})
    assert not BaseFigure.objects.exists()
    assert "giảm 10% so với 6" not in words(chief.get(PAGE))


def test_findings_are_made_anew_when_a_conference_changes_and_not_before(specialist, year, add):
    weigh_programme(specialist, year)
    before = list(Finding.objects.values_list("pk", flat=True))
    year.refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        weigh_programme(specialist, year)
    assert list(Finding.objects.values_list("pk", flat=True)) == before
    assert not any(query["sql"].startswith(("INSERT", "DELETE", "UPDATE")) for query in queries)
    add(title="Họp thêm", opening=at(9, 2, 14))
    year.refresh_from_db()
    weigh_programme(specialist, year)
    assert Finding.objects.filter(code="day-off").count() == 2


def test_findings_are_made_anew_when_the_office_changes_its_hours(specialist, year, actor_of):
    weigh_programme(specialist, year)
    year.refresh_from_db()
    rules = year.weighed_rules
    set_opening_hours(
        actor_of(Role.OFFICE_CHIEF), clock.local(at(1, 5, 9)).time(), clock.local(at(1, 5, 15)).time()
    )
    weigh_programme(specialist, year)
    year.refresh_from_db()
    assert year.weighed_rules != rules


def test_a_finding_is_kept_in_both_languages(specialist, year):
    weigh_programme(specialist, year)
    assert all(set(finding.words) == {"vi", "en"} for finding in Finding.objects.all())


def test_an_unscheduled_conference_is_weighed_with_the_year_it_falls_in(specialist, year, add):
    add(title="Họp đột xuất ngày nghỉ", opening=at(4, 30), unscheduled=True)
    year.refresh_from_db()
    weigh_programme(specialist, year)
    assert Finding.objects.filter(code="day-off").count() == 2


def test_the_page_asks_the_database_as_often_for_three_findings_as_for_one(browser, add):
    asked = []
    for day in (2, 3, 4):
        add(title=f"Họp ngày {day}", kind="thuong-truc", opening=at(5, day), scale="internal")
        if day == 3:
            continue
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGE).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_sheet_of_findings_holds_what_the_page_shows_and_nothing_that_runs(browser, year, add):
    add(title='=HYPERLINK("http://la","bấm")', opening=at(9, 2, 14))
    answer = browser.get(f"{PAGE}bang.xlsx?loai=day-off")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 2
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert any('=HYPERLINK("http://la","bấm")' in str(cell.value) for row in rows for cell in row)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.CLERK, Role.CONTENT_HEAD, Role.COMMITTEE_ADMINISTRATOR])
def test_who_may_not_see_findings_finds_no_such_page(role, year, client_of):
    for path in ("/phat-hien/", PAGE, f"{PAGE}bang.xlsx"):
        assert client_of(role).get(path).status_code == 404


def test_another_committee_sees_none_of_the_findings(year, client_of, other_ground):
    stranger = client_of(Role.OFFICE_SPECIALIST, other_ground)
    assert stranger.get(PAGE).status_code == 404
    assert stranger.get(f"{PAGE}bang.xlsx").status_code == 404

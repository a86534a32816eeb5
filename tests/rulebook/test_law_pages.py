"""The law as a reader meets it: the table of deadlines, the tight spots, the days off, a clause."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from nghisu.core.dates.workcalendar import default_calendar
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.rulebook.queries.law import deadline_table, special_days
from nghisu.rulebook.queries.tight_spots import tight_spots

TODAY = date(2026, 3, 10)
SIX = {
    ("appraisal-copy", "invitation", "ban-chap-hanh", ""),
    ("documents", "invitation", "ban-thuong-vu", ""),
    ("draft-invitation", "invitation", "ban-thuong-vu", ""),
    ("synthesis", "invitation", "giao-ban", ""),
    ("online-request", "invitation", "ban-chap-hanh", "họp trực tuyến"),
    ("proposal", "notify-content-units", "ban-chap-hanh", ""),
}
"""The tight spots that section 9 of the regulations' study names: two acts, the kind, the form."""


@pytest.fixture
def reader(bound, client_of):
    return client_of(Role.DELEGATE)


def text_of(answer) -> str:
    """What a page says, its tags left out."""
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_table_of_deadlines_says_seven_working_days_and_by_which_clause(reader):
    page = text_of(reader.get("/quy-dinh/thoi-han/"))
    assert "7 ngày làm việc" in page
    assert "Phát hành giấy mời" in page
    assert "II/II/2.1/b2" in page


def test_every_deadline_rule_in_force_has_its_row(bound):
    rulebook = load_rulebook("5609")
    rows = deadline_table(rulebook, TODAY)
    assert len(rows) == len([rule for rule in rulebook.deadlines if rule.applies_on(TODAY)]) > 20
    assert all(row.owner and row.offset and row.rule.clauses for row in rows)


def test_the_six_tight_spots_appear_by_themselves(bound):
    rulebook = load_rulebook("5609")
    named = {
        (rulebook.acts[first].name, rulebook.acts[second].name, rulebook.kinds[kind].name, form)
        for first, second, kind, form in SIX
    }
    spots = tight_spots(rulebook, default_calendar(), 2026)
    assert named <= {(spot.first, spot.second, spot.kind, spot.form) for spot in spots}
    assert all(spot.contradictions or spot.no_slack for spot in spots)
    assert all(spot.clauses and spot.example for spot in spots)


def test_proposal_and_the_reports_of_the_units_fall_on_one_day(bound):
    rulebook = load_rulebook("5609")
    [spot] = [
        spot
        for spot in tight_spots(rulebook, default_calendar(), 2026)
        if spot.second == rulebook.acts["district-reports"].name
    ]
    assert (spot.contradictions, spot.no_slack) == (0, spot.days)


def test_the_page_of_tight_spots_names_acts_kinds_and_weekdays(reader):
    page = text_of(reader.get("/quy-dinh/cho-venh/"))
    for words in (
        "thẩm định",
        "Phát hành giấy mời",
        "thứ Hai, thứ Ba",
        "họp trực tuyến",
        "Chỗ văn bản nói hai cách",
    ):
        assert words in page
    assert "năm 2027" in text_of(reader.get("/quy-dinh/cho-venh/?nam=2027"))
    assert "năm 2026" in text_of(reader.get("/quy-dinh/cho-venh/?nam=9999"))


def test_the_days_off_name_the_notice_that_makes_each_one(reader):
    page = text_of(reader.get("/quy-dinh/ngay-nghi/2026/"))
    assert "16/02/2026" in page
    assert "9441/TB-BNV" in page
    assert "Làm bù" in page
    days = special_days(default_calendar(), 2026)
    assert all(day.notice and day.name for day in days)
    assert {day.off for day in days} == {True, False}


def test_a_year_without_notices_is_said_to_be_computed(reader):
    assert "do hệ thống tính theo luật" in text_of(reader.get("/quy-dinh/ngay-nghi/2030/"))
    assert "do hệ thống tính" not in text_of(reader.get("/quy-dinh/ngay-nghi/2026/"))
    assert reader.get("/quy-dinh/ngay-nghi/1999/").status_code == 404


def test_a_clause_shows_its_place_its_gist_its_basis_and_the_rules_made_from_it(reader):
    page = text_of(reader.get("/quy-dinh/5609/II/II/2.1/b2/"))
    clause = load_rulebook("5609").clause("5609", "II/II/2.1/b2")
    assert clause.gist in page
    assert "ạch đầu dòng thứ hai, điểm 2.1, mục II, Chương II" in page
    assert "Văn bản quy định" in page
    assert "5 ngày làm việc trước ngày khai mạc" in page
    assert "Hội nghị Ban Thường vụ" in page


def test_the_panel_gets_the_part_of_the_page_that_matters(reader):
    answer = reader.get("/quy-dinh/5609/II/II/2.1/b2/", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "Nội dung tóm lược" in text


@pytest.mark.parametrize(
    "path", ["5609/IX/IX/", "5609/../../etc/passwd/", "khong-co/I/I/", "khong-co/", "5609/II/II/2.1/b2%00/"]
)
def test_an_unknown_clause_or_document_is_not_there(path, reader):
    assert reader.get(f"/quy-dinh/{path}").status_code == 404


def test_every_clause_of_every_document_has_a_page(reader):
    rulebook = load_rulebook("5609")
    for clause in list(rulebook.clauses.values())[::7]:
        assert reader.get(f"/quy-dinh/{clause.edition}/{clause.id}/").status_code == 200, clause.ref


def test_a_document_lists_its_clauses_and_says_that_the_words_are_not_its_own(reader):
    page = text_of(reader.get("/quy-dinh/5609/"))
    assert "không phải nguyên văn" in page
    assert "II/II/2.1/b2" in page
    law = text_of(reader.get("/quy-dinh/"))
    for edition in load_rulebook("5609").editions:
        assert edition.document in law
    assert {"5609-QĐ/TU", "226-KL/TW"} <= {edition.document for edition in load_rulebook("5609").editions}

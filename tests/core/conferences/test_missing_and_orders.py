from datetime import date

import pytest

from nghisu.core.conferences.problems import Problem
from nghisu.core.law.question import Form


@pytest.mark.parametrize(
    ("field", "stated", "clause"),
    [
        ("title", {"title": ""}, "I/III/1.1/b1"),
        ("kind", {"kind": None}, "I/III/1.1/b1"),
        ("date", {"opening": None}, "I/III/1.1/b1"),
        ("part_of_day", {"part_of_day": None}, "I/III/1.1/b1"),
        ("preparing", {"preparing": ""}, "I/III/1.1/b1"),
        ("chair", {"chair_text": ""}, "I/III/1.1/b1"),
        ("form", {"form": None}, "III"),
        ("scale", {"scale": None}, "p10"),
        ("participants", {"participants": ""}, "p10"),
        ("delegates", {"delegates": None}, "p10"),
        ("room", {"room": ""}, "I/III/1.1/b1"),
    ],
)
def test_a_field_that_one_conference_leaves_out_is_a_finding_on_its_row(plan, check, field, stated, clause):
    sound = plan()
    assert check("missing-field", sound, plan()) == []
    spoilt = plan(**stated)
    (finding,) = check("missing-field", sound, spoilt)
    assert finding.fields == (field,)
    assert finding.rows == (spoilt.row,)
    assert clause in {ground.clause for ground in finding.citations}
    assert finding.severity == ("note" if field in ("participants", "delegates", "room") else "warn")


def test_what_no_conference_states_is_one_finding_for_the_programme(plan, check):
    (finding,) = check("missing-field", *[plan(date(2026, 3, day), form=None) for day in (17, 18, 19)])
    assert (finding.fields, finding.rows, finding.severity) == (("form",), (), "warn")


def test_a_lone_conference_answers_for_what_is_required_only(plan, check):
    assert check("missing-field", plan(room="", participants="", delegates=None)) == []
    (finding,) = check("missing-field", plan(scale=None))
    assert finding.fields == ("scale",)


def test_the_executive_committee_on_a_monday_contradicts_and_on_a_friday_does_not(plan, check):
    monday, friday = (
        plan(date(2026, 7, 6), kind="ban-chap-hanh"),
        plan(date(2026, 7, 10), kind="ban-chap-hanh"),
    )
    orders = {one.order for one in check("contradiction", monday)}
    assert ("appraisal-copy", "invitation") in orders
    assert ("online-request", "invitation") in orders
    assert ("appraisal-copy", "invitation") not in {one.order for one in check("contradiction", friday)}


def test_both_dates_of_a_contradiction_are_said(plan, check):
    (finding,) = check("contradiction", plan(date(2026, 7, 6), kind="ban-chap-hanh", form=Form.IN_PERSON))
    assert "26/06/2026" in finding.message
    assert "25/06/2026" in finding.message
    assert {ground.clause for ground in finding.citations} >= {"I/III/1.2/b1", "II/III/2.1/b3"}


def test_the_standing_committee_has_no_slack_between_draft_and_invitation(plan, check):
    orders = {one.order for one in check("no-slack", plan(date(2026, 3, 18), kind="ban-thuong-vu"))}
    assert ("draft-invitation", "invitation") in orders
    assert check("no-slack", plan(date(2026, 3, 18), kind="ban-thuong-vu", unscheduled=True)) == []


def test_before_the_regulation_was_in_force_nothing_is_ordered(plan, check):
    assert check("no-slack", plan(date(2014, 3, 19), kind="ban-thuong-vu")) == []
    assert check("no-slack", plan(date(2016, 3, 16), kind="ban-thuong-vu"))


def test_a_line_that_cannot_be_read_is_a_finding_with_its_rows(check):
    problem = Problem("", "Dòng 9 trùng hoàn toàn với dòng 8.", "Xóa một trong hai dòng.", (8, 9))
    (finding,) = check("unreadable", problems=[(9, problem)])
    assert (finding.rows, finding.severity, finding.on) == ((8, 9), "refuse", None)
    assert finding.way_out == problem.way_out
    assert [(ground.document, ground.clause) for ground in finding.citations] == [("5609-QĐ/TU", "I/I/3")]

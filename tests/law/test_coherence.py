"""The tight spots of the rulebook come out by themselves, on every weekday and around every holiday."""

from datetime import date, timedelta

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import Form, Severity, load_rulebook
from nghisu.core.law.coherence import TightSpot, survey
from tests.law.rulebooks_at_hand import answered

YEARS = (2024, 2025, 2026)


def spots(year: int = 2026) -> dict[tuple[str, str, str], TightSpot]:
    found = survey(load_rulebook(), default_calendar(), year)
    return {(spot.order.first, spot.order.second, spot.kind): spot for spot in found}


def answer(kind: str, day: date, **more: object):
    return answered(kind, f"{day}T08:00", **more)


def severity(kind: str, day: date, first: str, second: str, **more: object) -> Severity | None:
    found = answer(kind, day, **more).conflicts
    return next((one.severity for one in found if (one.first, one.second) == (first, second)), None)


def test_the_six_tight_spots_appear_by_themselves():
    found = spots()
    assert {(first, second) for first, second, _ in found} == {
        ("appraisal-copy", "invitation"),
        ("documents", "invitation"),
        ("draft-invitation", "invitation"),
        ("synthesis", "invitation"),
        ("online-request", "invitation"),
        ("proposal", "notify-content-units"),
        ("proposal", "district-reports"),
    }


def test_appraisal_and_invitation_of_the_executive_committee_contradict_on_mondays_and_tuesdays():
    spot = spots()["appraisal-copy", "invitation", "ban-chap-hanh"]
    assert spot.severity is Severity.CONTRADICTION
    assert spot.usual_weekdays == (0, 1)


@pytest.mark.parametrize("year", YEARS)
def test_they_contradict_on_other_weekdays_only_near_a_day_off(year: int):
    calendar = default_calendar()
    spot = spots(year)["appraisal-copy", "invitation", "ban-chap-hanh"]
    for day in spot.contradiction_days:
        if day.weekday() in (0, 1):
            continue
        before = [day - timedelta(days=back) for back in range(1, 12)]
        assert any(not calendar.is_working(one) and one.weekday() < 5 for one in before), day


@pytest.mark.parametrize("year", YEARS)
def test_documents_pulled_forward_always_meet_the_invitation_on_one_day(year: int):
    for kind in ("ban-thuong-vu", "ban-chap-hanh"):
        spot = spots(year)["documents", "invitation", kind]
        assert spot.contradictions == 0
        assert spot.no_slack == spot.days


def test_the_draft_and_the_invitation_of_the_standing_committee_fall_on_one_day_always():
    spot = spots()["draft-invitation", "invitation", "ban-thuong-vu"]
    assert (spot.contradictions, spot.no_slack) == (0, spot.days)


def test_synthesis_and_invitation_of_a_briefing_fall_on_one_day_always():
    spot = spots()["synthesis", "invitation", "giao-ban"]
    assert (spot.contradictions, spot.no_slack) == (0, spot.days)


def test_an_online_session_of_the_executive_committee_contradicts_on_every_day():
    spot = spots()["online-request", "invitation", "ban-chap-hanh"]
    assert spot.form is Form.ONLINE
    assert spot.contradictions == spot.days


@pytest.mark.parametrize(
    ("kind", "second"), [("ban-chap-hanh", "notify-content-units"), ("giao-ban", "district-reports")]
)
def test_a_proposal_and_what_follows_from_it_have_no_slack(kind: str, second: str):
    spot = spots()["proposal", second, kind]
    assert (spot.contradictions, spot.no_slack) == (0, spot.days)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", ["ban-chap-hanh", "giao-ban"])
def test_the_draft_programme_comes_before_the_proposal_on_every_day_of_the_year(year: int, kind: str):
    day = date(year, 1, 1)
    while day.year == year:
        assert severity(kind, day, "draft-programme", "proposal") is None
        day += timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_around_every_holiday_each_order_is_kept_tight_or_contradicted_but_never_lost(year: int):
    calendar = default_calendar()
    orders = {order.id for order in load_rulebook().orders}
    seen: set[str] = set()
    for off in calendar.days_off(year):
        for step in range(-3, 15):
            day = off.day + timedelta(days=step)
            for kind in load_rulebook().kinds:
                found = answer(kind, day, form=Form.ONLINE)
                seen |= {one.order.id for one in found.conflicts} | {order.id for order in found.kept}
    assert seen == orders


def test_a_monday_of_the_executive_committee_is_a_contradiction_and_a_wednesday_is_not():
    monday, wednesday = date(2026, 3, 16), date(2026, 3, 18)
    assert severity("ban-chap-hanh", monday, "appraisal-copy", "invitation") is Severity.CONTRADICTION
    assert severity("ban-chap-hanh", wednesday, "appraisal-copy", "invitation") is None


def test_without_an_appraised_document_a_monday_has_no_contradiction():
    monday = date(2026, 3, 16)
    found = answer("ban-chap-hanh", monday, carries_appraised=False)
    assert all(one.severity is not Severity.CONTRADICTION for one in found.conflicts)


def test_the_literal_text_is_said_to_contradict_where_documents_were_pulled_forward():
    found = answer("ban-thuong-vu", date(2026, 3, 18)).conflicts
    said = next(one for one in found if one.first == "documents").explain()
    assert "Chủ nhật 15/03/2026" in said
    assert "mâu thuẫn" in said


def test_a_contradiction_cites_the_clauses_of_both_acts():
    found = answer("ban-chap-hanh", date(2026, 3, 16)).conflicts
    conflict = next(one for one in found if one.severity is Severity.CONTRADICTION)
    assert {one.clause for one in conflict.citations} >= {"I/III/1.2/b1", "II/III/2.1/b3"}


@pytest.mark.parametrize("code", ["307", "45"])
def test_the_other_rulebooks_can_be_surveyed_too(code: str):
    found = survey(load_rulebook(code), default_calendar(), 2026)
    assert all(spot.days for spot in found)

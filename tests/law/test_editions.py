"""What every edition that ships must be: cited, dated, hashed, with one rule for one duty."""

from datetime import date

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import Basis, NotInForce, load_rulebook, rulebook_codes
from nghisu.core.law.loader import load_editions, regulations_folder, shipped_editions
from nghisu.core.law.rules import DeadlineRule
from tests.law.rulebooks_at_hand import asked

EDITIONS = shipped_editions()
RULES = [rule for edition in EDITIONS.values() for rule in edition.rules]
ACTS = {
    "proposal",
    "draft-invitation",
    "draft-programme",
    "notify-units",
    "notify-content-units",
    "appraisal-copy",
    "documents",
    "district-reports",
    "synthesis",
    "invitation",
    "online-request",
    "online-documents",
    "roll-call",
    "recall",
    "minutes",
    "conclusion-notice",
    "dossier",
}


def test_the_five_documents_ship():
    assert set(EDITIONS) == {"5609", "226", "307", "45", "148"}


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.edition} {rule.id}" for rule in RULES])
def test_a_rule_is_cited_and_gives_its_reason_where_it_is_not_stated(rule):
    assert rule.citations
    assert rule.basis is Basis.STATED or (rule.reason and rule.reason_en)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_every_clause_has_its_gist_in_both_languages(edition):
    assert edition.clauses
    assert all(clause.gist and clause.gist_en for clause in edition.clauses.values())


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_every_clause_can_be_read_aloud(edition):
    for clause in edition.clauses.values():
        assert clause.reading
        assert clause.id not in clause.reading.split(), clause.id


def test_the_rulebook_of_the_city_knows_the_acts_by_their_ids():
    assert set(load_rulebook().acts) == ACTS


def test_the_six_kinds_are_known_by_their_codes():
    assert list(load_rulebook().kinds) == [
        "thuong-truc",
        "ban-thuong-vu",
        "ban-chap-hanh",
        "giao-ban",
        "so-tong-ket",
        "quan-triet",
    ]


def test_only_the_executive_committee_is_taken_to_carry_an_appraised_document():
    assert [code for code, kind in load_rulebook().kinds.items() if kind.carries_appraised] == [
        "ban-chap-hanh"
    ]


def test_both_readings_of_how_often_the_standing_committee_meets_are_kept():
    counts = {one.count_per_year for one in load_rulebook().cadences_for("ban-thuong-vu", date(2026, 1, 1))}
    assert counts == {24, 26}


@pytest.mark.parametrize("code", ["5609", "307", "45"])
def test_a_rulebook_is_put_together(code: str):
    assert code in rulebook_codes()
    assert load_rulebook(code).deadlines


def test_what_is_only_a_model_for_a_ward_is_never_stated_there():
    ward = load_rulebook("307")
    modelled = [rule for rule in ward.deadlines if rule.edition in ("5609", "307")]
    assert modelled
    assert all(rule.basis is not Basis.STATED for rule in modelled)
    assert all("mẫu" in rule.reason for rule in modelled)


def test_a_ward_calls_its_kinds_and_its_office_by_their_own_names():
    ward = load_rulebook("307")
    found = ward.derive(asked("ban-thuong-vu", "2026-03-18T08:00"), default_calendar())
    invitation = found.deadline("invitation")
    assert invitation is not None
    assert invitation.owner.name == "Văn phòng Đảng ủy"
    assert ward.kinds["ban-thuong-vu"].name == "Hội nghị Ban Thường vụ Đảng ủy"
    assert [chair.name for chair in ward.chairs.values()] == ["Thường trực Đảng ủy", "Ban Thường vụ Đảng ủy"]


def test_the_same_files_give_the_same_digest_and_other_files_another():
    again = load_editions(regulations_folder())
    assert {name: one.digest for name, one in again.items()} == {
        name: one.digest for name, one in EDITIONS.items()
    }
    assert len({one.digest for one in EDITIONS.values()}) == len(EDITIONS)


def test_a_letter_dated_before_the_directive_it_cites_is_flagged():
    assert "14" in EDITIONS["307"].note


def test_nothing_of_5609_applies_on_the_day_before_it_was_signed():
    rulebook, calendar = load_rulebook(), default_calendar()
    assert rulebook.derive(asked("thuong-truc", "2015-01-30T08:00"), calendar).deadlines
    with pytest.raises(NotInForce, match="29/01/2015"):
        rulebook.derive(asked("thuong-truc", "2015-01-29T08:00"), calendar)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_no_rule_outlives_its_edition(edition):
    for rule in edition.rules:
        assert rule.since is not None
        assert rule.since >= edition.since
        assert edition.until is None or (rule.until is not None and rule.until <= edition.until)


def test_limits_of_the_secretariat_apply_from_the_day_of_their_conclusion():
    rulebook = load_rulebook()
    before = {limit.id for limit in rulebook.limits_for(date(2025, 12, 10)) if limit.edition == "226"}
    after = {limit.id for limit in rulebook.limits_for(date(2025, 12, 11)) if limit.edition == "226"}
    assert before == set()
    assert "province-wide-a-year" in after


@pytest.mark.parametrize("year", [2015, 2020, 2026, 2040])
def test_over_time_every_kind_has_one_rule_for_each_of_its_acts(year: int):
    rulebook, calendar = load_rulebook(), default_calendar()
    for kind in rulebook.kinds:
        found = rulebook.derive(asked(kind, f"{year}-06-15T08:00"), calendar)
        acts = [one.act for one in found.deadlines]
        assert len(acts) == len(set(acts))
        assert {"notify-units", "documents", "invitation", "roll-call", "minutes", "dossier"} <= set(acts)


def test_every_rule_of_a_deadline_is_reached_by_some_question():
    rulebook = load_rulebook()
    for rule in rulebook.deadlines:
        assert isinstance(rule, DeadlineRule)
        assert not rule.kinds or set(rule.kinds) <= set(rulebook.kinds)

"""Every case of every edition holds, and every rule that gives a day or an order has a case."""

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import load_rulebook
from nghisu.core.law.cases import CaseOfLaw, failures
from nghisu.core.law.loader import shipped_editions
from tests.law.rulebooks_at_hand import RULEBOOK_OF, cases_of

ALL = [(edition, case) for edition in RULEBOOK_OF for case in cases_of(edition)]


@pytest.mark.parametrize(("edition", "case"), ALL, ids=[f"{edition}: {case.name}" for edition, case in ALL])
def test_a_case_holds(edition: str, case: CaseOfLaw):
    assert failures(case, load_rulebook(RULEBOOK_OF[edition]), default_calendar()) == []


def test_a_case_that_expects_something_else_fails():
    case = cases_of("5609")[0]
    wrong = type(case)(
        name=case.name,
        question=case.question,
        expect={},
        exempt=case.exempt,
        conflicts=frozenset(),
        holds=case.holds,
        at=case.at,
    )
    found = failures(wrong, load_rulebook(), default_calendar())
    assert any("owed" in one for one in found)


@pytest.mark.parametrize("edition", RULEBOOK_OF)
def test_every_deadline_has_a_case(edition: str):
    tried = {expected.rule for case in cases_of(edition) for expected in case.expect.values()}
    assert {rule.id for rule in shipped_editions()[edition].deadlines} <= tried


def test_every_order_has_a_case():
    tried = {pair for case in cases_of("5609") for pair in case.holds}
    tried |= {(first, second) for case in cases_of("5609") for first, second, _ in case.conflicts}
    assert {(order.first, order.second) for order in shipped_editions()["5609"].orders} <= tried


def test_every_edition_with_deadlines_has_cases():
    with_deadlines = {edition.id for edition in shipped_editions().values() if edition.deadlines}
    assert with_deadlines == set(RULEBOOK_OF)


@pytest.mark.parametrize("edition", RULEBOOK_OF)
def test_cases_bear_different_names(edition: str):
    names = [case.name for case in cases_of(edition)]
    assert len(names) == len(set(names))

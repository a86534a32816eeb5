"""More than half of those asked, as the rulebook states it: nobody passes nothing, a tie fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nghisu.core.conferences.majority import base_of, is_enough, is_majority_rule
from nghisu.core.law import load_rulebook


@pytest.fixture
def rule():
    """The majority of the rulebook that ships, for what Ban Thường vụ passes in writing."""
    limits = load_rulebook("5609").limits_for(date(2026, 3, 18), "ban-thuong-vu")
    return next(one for one in limits if is_majority_rule(one))


@pytest.mark.parametrize(
    ("agree", "asked", "answered", "enough"),
    [
        (0, 0, 0, False),
        (0, 17, 0, False),
        (8, 17, 8, False),  # all who answered, and not half of those asked
        (9, 17, 9, True),
        (9, 18, 18, False),  # a tie
        (10, 18, 18, True),
        (1, 1, 1, True),
    ],
)
def test_more_than_half_of_those_asked_agree(rule, agree, asked, answered, enough):
    assert is_enough(rule, agree, base_of(rule, asked, answered)) is enough


def test_an_office_may_count_another_base_or_another_share_and_none_of_them_passes_by_nobody(rule):
    of_answers = replace(rule, scope="answered")
    assert is_enough(of_answers, 8, base_of(of_answers, 17, 8))
    two_thirds = replace(rule, value=66.7, comparison="at-least")
    assert [is_enough(two_thirds, agree, 3) for agree in (2, 3)] == [False, True]
    for one in (of_answers, two_thirds, replace(rule, value=0), None):
        assert not is_enough(one, 0, base_of(one, 17, 0))

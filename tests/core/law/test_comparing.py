"""What would change: rules and days between two rulebooks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import load_rulebook
from nghisu.core.law.comparing import Convened, compare, comparison_as_json, usual_conferences
from nghisu.core.law.compose import compose_with
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.question import VIETNAM, Question
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import Offset, Unit

BOARD = Convened(
    "Họp Ban Thường vụ", Question("ban-thuong-vu", datetime(2026, 3, 18, 8, tzinfo=VIETNAM)), "7"
)
ONE_ON_ONE = Convened("Họp Thường trực", Question("thuong-truc", datetime(2026, 3, 16, 14, tzinfo=VIETNAM)))


def invitation_rule(rulebook: Rulebook) -> str:
    answer = rulebook.derive(BOARD.question, default_calendar())
    found = answer.deadline("invitation")
    assert found is not None
    return found.rule.id


@pytest.fixture
def present() -> Rulebook:
    return load_rulebook("5609")


@pytest.fixture
def stricter(present: Rulebook) -> Rulebook:
    """5609 with the invitation of Ban Thường vụ two working days earlier: 7 for 5."""
    edition = shipped_editions()["5609"]
    name = invitation_rule(present)
    rules = tuple(
        replace(rule, offset=Offset(7, Unit.WORKING_DAYS)) if rule.id == name else rule
        for rule in edition.deadlines
    )
    return compose_with("5609", [replace(edition, deadlines=rules)])


def test_a_rulebook_compared_with_itself_changes_nothing(present: Rulebook) -> None:
    conferences = usual_conferences(present, present, default_calendar(), 2026)
    comparison = compare(present, present, conferences, default_calendar())
    assert (comparison.added, comparison.removed, comparison.changed, comparison.conferences) == (
        (),
        (),
        (),
        (),
    )
    assert comparison.compared == len(present.kinds) * 12


def test_a_rule_read_anew_from_the_same_files_is_the_same_rule(present: Rulebook) -> None:
    again = compose_with("5609", [replace(shipped_editions()["5609"])])
    assert again is not present
    assert compare(present, again, [], default_calendar()).changed == ()


def test_a_changed_distance_names_the_rule_with_both_wordings(present: Rulebook, stricter: Rulebook) -> None:
    [changed] = compare(present, stricter, [], default_calendar()).changed
    assert changed.id == invitation_rule(present)
    assert "5 ngày làm việc" in changed.old_said
    assert "7 ngày làm việc" in changed.new_said


def test_the_day_moves_by_the_calendar_days_between(present: Rulebook, stricter: Rulebook) -> None:
    comparison = compare(present, stricter, [BOARD, ONE_ON_ONE], default_calendar())
    [conference] = comparison.conferences
    assert conference.of.key == "7"
    moves = {
        day.act: (day.old and day.old.act_by, day.new and day.new.act_by, day.days) for day in conference.days
    }
    # Wednesday 18 March: 5 working days before is the 11th, 7 is Monday the 9th.
    assert moves["invitation"] == (date(2026, 3, 11), date(2026, 3, 9), -2)
    # The documents leave with the invitations, so they are pulled forward with them.
    assert set(moves) == {"invitation", "documents"}


def test_a_contradiction_that_was_none_before_is_named(present: Rulebook, stricter: Rulebook) -> None:
    forward = compare(present, stricter, [BOARD], default_calendar()).conferences[0]
    assert ("draft-invitation", "invitation") in {(one.first, one.second) for one in forward.arisen}
    assert forward.gone == ()
    back = compare(stricter, present, [BOARD], default_calendar()).conferences[0]
    assert {(one.first, one.second) for one in back.gone} == {
        (one.first, one.second) for one in forward.arisen
    }


def test_between_two_rulebooks_duties_come_and_go_and_a_kind_unknown_to_one_is_said() -> None:
    city, ward = load_rulebook("5609"), load_rulebook("307")
    briefing = Convened("Giao ban", Question("giao-ban", datetime(2026, 3, 27, 8, tzinfo=VIETNAM)))
    comparison = compare(city, ward, [briefing], default_calendar())
    [conference] = comparison.conferences
    assert "giao-ban" in conference.refused
    assert all(day.new is None and day.days is None for day in conference.days)
    assert comparison.added
    said = comparison_as_json(comparison)
    assert said["compared"] == 1


def test_a_conference_that_neither_knows_changes_nothing(present: Rulebook) -> None:
    unknown = Convened("?", Question("khong-co", datetime(2026, 3, 27, 8, tzinfo=VIETNAM)))
    assert compare(present, present, [unknown], default_calendar()).conferences == ()

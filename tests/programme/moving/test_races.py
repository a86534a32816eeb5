"""Two people move one conference at once: exactly one is served, the other sees what changed.

On SQLite one writes after the other: that order is in `test_moving.py`, on both databases.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.notices.models import Notice
from nghisu.programme.commands import accept_move, add_entry, merge_entry, undo_move
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import consequences_of, moved_to_day, seal, unseal
from nghisu.programme.refusals import ConsequencesChanged, MoveBuiltUpon, NotToBeMerged
from nghisu.rulebook.commands import bind_committee
from tests.conftest import DEMO_MORNING
from tests.factories import Ground, make_ground
from tests.programme.conftest import stated
from tests.racing import MARKS, at_once

AT_ONCE = 2

pytestmark = MARKS


@pytest.fixture
def ground() -> Ground:
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def people(ground: Ground) -> list[Actor]:
    roles = (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF)
    return [actor_for(ground.user(role), ground.committee.pk, date(2026, 3, 10)) for role in roles]


@pytest.fixture
def entry(ground: Ground, people: list[Actor]) -> Entry:
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        bind_committee(system_actor(ground.committee.pk), "5609", date(2015, 1, 30))
        return add_entry(people[0], stated())


def test_of_two_who_move_it_at_once_one_is_served_and_the_other_sees_why(ground, people, entry):
    shown = {}
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        for number, by in enumerate(people):
            proposal = moved_to_day(by, entry, date(2026, 4, 1) + timedelta(days=7 * number))
            sealed = seal(consequences_of(by, entry, proposal, clock.today()))
            shown[number] = (by, proposal, unseal(sealed, entry.pk))

    def move(number: int) -> object:
        by, proposal, seen = shown[number]
        return accept_move(by, entry.pk, proposal, f"Lý do {number}", seen=seen)

    [refusal] = at_once(ground, move)
    assert isinstance(refusal, ConsequencesChanged)
    assert "Hội nghị này vừa được người khác sửa hoặc dời." in refusal.differences
    with scope(committee=ground.committee):
        kept = Move.objects.get()
        entry.refresh_from_db()
        assert (entry.opening, entry.revision) == (kept.to_opening, 1)
        assert Notice.objects.filter(kind="entry.moved").count() == kept.told


def test_without_what_was_shown_both_moves_happen_one_after_the_other(ground, people, entry):
    """The control: it is the comparison with what was shown that stops the second one, not chance."""
    proposals = {}
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        for number, by in enumerate(people):
            proposals[number] = moved_to_day(by, entry, date(2026, 4, 1) + timedelta(days=7 * number))
    refused = at_once(
        ground, lambda number: accept_move(people[number], entry.pk, proposals[number], f"Lý do {number}")
    )
    assert refused == []
    with scope(committee=ground.committee):
        assert Move.objects.count() == 2


def test_a_move_is_taken_back_once(ground, people, entry):
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        move = accept_move(people[0], entry.pk, moved_to_day(people[0], entry, date(2026, 4, 1)), "Nhầm")
    [refusal] = at_once(ground, lambda number: undo_move(people[number], move.pk))
    assert isinstance(refusal, MoveBuiltUpon)


def test_two_who_merge_crosswise_do_not_wait_for_each_other(ground, people, entry):
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        other = add_entry(people[0], stated(title="Hội nghị khác"))
    pair = [entry.pk, other.pk]
    [refusal] = at_once(
        ground,
        lambda number: merge_entry(people[number], pair[number], pair[1 - number], "Chung", "Cùng nội dung"),
    )
    assert isinstance(refusal, NotToBeMerged)
    with scope(committee=ground.committee):
        assert sorted(Entry.objects.values_list("state", flat=True)) == ["merged", "planned"]

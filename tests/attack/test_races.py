"""What is done once although two do it in the same instant: one is served, the other is refused in words.

On SQLite one writes after the other, so only PostgreSQL can show what a lock is for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval, Decision
from nghisu.approvals.refusals import AlreadyDecided
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.directory.commands import importing
from nghisu.directory.models import DirectoryImport, Organisation
from nghisu.directory.refusals import ImportAccepted
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.models import AuditRecord
from nghisu.programme.commands import add_entry, versions
from nghisu.programme.commands.calls import CallContent, open_call
from nghisu.programme.commands.sending import SuggestionContent, draft_suggestion, send_suggestion
from nghisu.programme.commands.versions import issue_programme, submit_programme
from nghisu.programme.commands.weighing_suggestions import answer_suggestion, take_in_suggestion
from nghisu.programme.models import Entry, ProgrammeVersion, Suggestion
from nghisu.programme.refusals import (
    SuggestionNotThere,
    SuggestionWeighedMeanwhile,
    VersionNotThere,
    VersionOnItsWay,
)
from nghisu.rulebook.commands import bind_committee
from tests.conftest import DEMO_MORNING
from tests.directory.imports.conftest import unit, workbook
from tests.factories import Ground, make_ground
from tests.programme.conftest import stated
from tests.racing import MARKS, at_once

AT_ONCE = 2
QUARTER = Period.read("2026-Q2")
IN_APRIL = datetime(2026, 4, 15, 8, 0, tzinfo=clock.VIETNAM)
State = Suggestion.State

pytestmark = MARKS


@pytest.fixture
def ground() -> Ground:
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def by_role(ground: Ground) -> Callable[[Role], Actor]:
    return lambda role: actor_for(ground.user(role), ground.committee.pk, DEMO_MORNING.date())


@pytest.fixture
def offices(by_role) -> list[Actor]:
    """Two who draw up the programme."""
    return [by_role(Role.OFFICE_SPECIALIST), by_role(Role.OFFICE_CHIEF)]


@pytest.fixture
def planned(ground: Ground, by_role, offices) -> Entry:
    """A conference of the quarter, and those who decide on the programme."""
    by_role(Role.STANDING_BOARD_MEMBER)
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        bind_committee(system_actor(ground.committee.pk), "5609", date(2015, 1, 30))
        return add_entry(offices[0], stated(opening=IN_APRIL))


@pytest.fixture
def submitted(ground: Ground, offices, planned) -> ProgrammeVersion:
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        return submit_programme(offices[0], QUARTER)


@pytest.fixture
def suggestions(ground: Ground, by_role, planned) -> list[Suggestion]:
    """Two that the head of the department sent."""
    head, asking = by_role(Role.CONTENT_HEAD), (ground.department.pk,)
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        content = CallContent(date(2026, 3, 20), "", asking, ())
        call = open_call(by_role(Role.OFFICE_SPECIALIST), Period.read("2026"), content)
        drafted = [
            draft_suggestion(
                head, call.pk, ground.department.pk, SuggestionContent(text, "Cần", "so-tong-ket")
            )
            for text in ("Nạo vét luồng lạch", "Đắp đê bao")
        ]
        return [send_suggestion(head, one.pk) for one in drafted]


def count(verb: str) -> int:
    return AuditRecord.objects.filter(verb=verb).count()


def both_have_looked(monkeypatch, where, name: str) -> None:
    """Hold both at a question until both have asked it: each then believes to be the first."""
    ask, barrier = getattr(where, name), Barrier(AT_ONCE, timeout=20)

    def asked(*args, **more):
        answer = ask(*args, **more)
        barrier.wait()
        return answer

    monkeypatch.setattr(where, name, asked)


def test_a_period_is_put_forward_once(ground, offices, planned, monkeypatch):
    both_have_looked(monkeypatch, versions, "frozen_lines")
    [refusal] = at_once(ground, lambda number: submit_programme(offices[number], QUARTER))
    assert isinstance(refusal, VersionOnItsWay)
    with scope(committee=ground.committee):
        assert (ProgrammeVersion.objects.count(), Approval.objects.count()) == (1, 1)
    assert count("programme.submitted") == 1


def test_a_version_is_issued_once_and_everybody_told_once(ground, offices, submitted, by_role):
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        for role in (Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER):
            approval = Approval.objects.get()
            decide(by_role(role), approval.pk, Outcome.GRANTED, approval.digest)
    [refusal] = at_once(ground, lambda number: issue_programme(offices[1], submitted.pk, f"{number}-CTr/TU"))
    assert isinstance(refusal, VersionNotThere)
    assert count("programme.issued") == 1


def test_of_a_yes_and_a_return_in_one_instant_the_first_counts(ground, submitted, by_role):
    chief, approval_id = by_role(Role.OFFICE_CHIEF), submitted.approval_id
    board = by_role(Role.STANDING_BOARD_MEMBER)
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        approval = Approval.objects.get(pk=approval_id)
        decide(chief, approval_id, Outcome.GRANTED, approval.digest)
    outcomes = (Outcome.GRANTED, Outcome.RETURNED)
    [refusal] = at_once(
        ground,
        lambda number: decide(board, approval_id, outcomes[number], approval.digest, note="Xem lại"),
    )
    assert isinstance(refusal, AlreadyDecided)
    with scope(committee=ground.committee):
        kept = Decision.objects.exclude(person_id=chief.person_id).get()
        submitted.refresh_from_db()
    expected = {"granted": "approved", "returned": "returned"}
    assert submitted.state == expected[Outcome(kept.outcome).value]


def test_a_draft_of_the_directory_is_taken_in_once(ground, by_role):
    keeper = by_role(Role.COMMITTEE_ADMINISTRATOR)
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        sheet = importing.read_directory_file(keeper, workbook([unit("Sở Cầu Phà")]), "danh-ba.xlsx")
        draft = importing.draft_directory_import(keeper, sheet)
    [refusal] = at_once(ground, lambda number: importing.accept_directory_import(keeper, draft.pk))
    assert isinstance(refusal, ImportAccepted)
    with scope(committee=ground.committee):
        assert Organisation.objects.filter(name="Sở Cầu Phà").count() == 1
        assert DirectoryImport.objects.get().accepted_at is not None
    assert count("directory.imported") == 1


def test_a_suggestion_is_answered_once_and_the_other_sees_that_it_was(ground, offices, suggestions):
    outcomes = (State.DEFERRED, State.REFUSED)
    one = suggestions[0]
    [refusal] = at_once(
        ground,
        lambda number: answer_suggestion(
            offices[number], one.pk, outcomes[number], "Vì thế", seen_revision=one.revision
        ),
    )
    assert isinstance(refusal, SuggestionWeighedMeanwhile)
    assert count("suggestion.answered") == 1


def test_without_what_was_seen_the_second_answer_would_win_unseen(ground, offices, suggestions):
    """The control: it is the revision that stops the second one, not chance."""
    outcomes = (State.DEFERRED, State.REFUSED)
    refused = at_once(
        ground,
        lambda number: answer_suggestion(offices[number], suggestions[0].pk, outcomes[number], "Vì thế"),
    )
    assert refused == []
    assert count("suggestion.answered") == 2


def test_a_suggestion_becomes_one_conference(ground, offices, suggestions):
    content = stated(title="Nạo vét", opening=IN_APRIL)
    [refusal] = at_once(
        ground, lambda number: take_in_suggestion(offices[number], suggestions[0].pk, content)
    )
    assert isinstance(refusal, SuggestionNotThere)
    with scope(committee=ground.committee):
        assert Entry.objects.filter(title="Nạo vét").count() == 1


@pytest.mark.parametrize("time", range(5))
def test_two_who_join_crosswise_do_not_wait_for_each_other(ground, offices, suggestions, time):
    pair = [one.pk for one in suggestions]
    [refusal] = at_once(
        ground,
        lambda number: answer_suggestion(
            offices[number], pair[number], State.JOINED, "Chung", pair[1 - number]
        ),
    )
    assert isinstance(refusal, SuggestionNotThere)


def test_the_control_what_no_command_catches_fails_the_race(ground, offices):
    """Two of one code straight into the table: the database stops the second, and the race does not call it refused."""

    def make(number: int) -> None:
        with transaction.atomic():
            Organisation.objects.create(
                committee=ground.committee, code="trung", name="Trùng", since=date(2025, 1, 1)
            )

    with pytest.raises(AssertionError, match=IntegrityError.__name__):
        at_once(ground, make)

"""What the demonstration's people find on the morning of 10 March 2026."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django_scopes import scope, scopes_disabled

from nghisu.cli.demo.accounts import build_accounts
from nghisu.cli.demo.build import build_directory
from nghisu.cli.demo.command import BUILT_AT, STANDS_AT
from nghisu.cli.demo.history import record_history
from nghisu.cli.demo.programme import build_programmes, person, weigh
from nghisu.core.dates import default_calendar
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord, Committee
from nghisu.programme.models import Entry, Finding, ImportDraft
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import Horizon, open_deadlines

MORNING = datetime.fromisoformat(STANDS_AT)
TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def committees(django_db_setup, django_db_blocker) -> Iterator[dict[str, Committee]]:
    """The demonstration, built once for this file and taken away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        with clock.standing(datetime.fromisoformat(BUILT_AT)):
            directory = build_directory()
            build_accounts()
        found = {committee.code: committee for committee in directory.committees}
        build_programmes(found)
        record_history(found, MORNING)
        with clock.standing(MORNING):
            weigh(found)
            yield found
        transaction.set_rollback(True)


@pytest.fixture
def city(committees: dict[str, Committee]) -> Iterator[Committee]:
    with scope(committee=committees["ha-noi"]):
        yield committees["ha-noi"]


@pytest.fixture
def ward(committees: dict[str, Committee]) -> Iterator[Committee]:
    with scope(committee=committees["phuong-hoan-kiem"]):
        yield committees["phuong-hoan-kiem"]


def waiting(username: str, committee: Committee) -> dict[Horizon, int]:
    by = person(username, committee)
    return {horizon: open_deadlines(by, horizon, TODAY).count() for horizon in Horizon}


def test_the_city_has_its_96_conferences_taken_in_by_the_import(city):
    assert Entry.objects.exclude(programme=None).count() == 96
    assert ImportDraft.objects.get().accepted_at is not None
    assert AuditRecord.objects.filter(committee=city, verb="programme.imported").count() == 1


def test_the_office_finds_three_things_late_and_four_due_today(city):
    assert waiting("chuyen-vien", city) == {Horizon.LATE: 3, Horizon.TODAY: 4, Horizon.WEEK: 10}


def test_the_content_unit_finds_its_own_work(city):
    found = waiting("don-vi", city)
    assert (found[Horizon.TODAY], found[Horizon.WEEK]) == (2, 1)


def test_the_conference_of_18_march_lacks_its_documents(city):
    entry = Entry.objects.get(kind="ban-thuong-vu", opening__date=date(2026, 3, 18))
    assert Deadline.objects.get(subject=entry.subject_id, act="documents").done_at is None


def test_the_ward_has_its_own_conferences_by_its_own_rulebook(ward):
    entries = Entry.objects.select_related("subject")
    assert entries.count() == 15
    assert {entry.subject.rulebook for entry in entries} == {"307"}
    found = waiting("phuong", ward)
    assert found[Horizon.LATE] == 1
    assert found[Horizon.TODAY] == 3


def test_each_conference_has_its_room_and_its_preparing_unit(committees):
    with scopes_disabled():
        assert not Entry.objects.filter(room=None).exists()
        assert not Entry.objects.filter(preparing=None).exists()


def test_what_was_done_was_done_before_the_clock_stands_by_people_of_the_unit(city):
    done = Deadline.objects.exclude(done_at=None)
    assert done.count() > 150
    assert not done.filter(done_at__gte=MORNING).exists()
    assert not done.filter(done_by_name="").exists()
    hours = Counter(clock.local(one.done_at).hour for one in done if one.done_at)
    assert set(hours) <= set(range(7, 17))
    days = {clock.local(one.done_at).date() for one in done.exclude(act="roll-call") if one.done_at}
    assert all(default_calendar().is_working(day) for day in days)


def test_each_recorded_act_has_its_record_at_its_hour(committees):
    with scopes_disabled():
        done = {(str(row.pk), row.done_at) for row in Deadline.objects.exclude(done_at=None)}
    kept = set(AuditRecord.objects.filter(verb="deadline.completed").values_list("thing_id", "at"))
    assert kept == done


def test_the_findings_show_what_the_sheet_breaks(city):
    found = Counter(Finding.objects.values_list("code", flat=True))
    assert found["day-off"] == 5
    assert found["cap-exceeded"] == 2
    assert found["contradiction"] == 4
    assert found["similar"] == 1


def test_building_again_makes_nothing(committees):
    with scopes_disabled():
        before = (Entry.objects.count(), Deadline.objects.count(), AuditRecord.objects.count())
        assert build_programmes(committees) == 0
        assert (Entry.objects.count(), Deadline.objects.count(), AuditRecord.objects.count()) == before

"""Two people accept at the same instant: the conferences come in once. Only PostgreSQL lets two write at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation.refusals import Refused
from nghisu.programme.commands import accept_import, draft_import, read_file
from nghisu.programme.models import Entry
from tests.factories import Ground, make_ground
from tests.programme.imports.conftest import line

ON = date(2026, 3, 10)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def place() -> Ground:
    ground = make_ground("thanh-uy-ngan-tay", "Thành ủy Ngàn Tây", "Ngàn Tây", mark="Ngàn Tây")
    ground.user(Role.OFFICE_SPECIALIST)
    ground.user(Role.OFFICE_CHIEF)
    return ground


def accepted(place: Ground, drafts: list[int]) -> list[object]:
    """What each of two people got who accept at once, one draft each (it may be the same)."""
    barrier = Barrier(2)
    people = [
        actor_for(place.user(role), place.committee.pk, ON)
        for role in (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF)
    ]

    def accepting(by, draft_id):
        try:
            with scope(committee=place.committee):
                barrier.wait()
                return accept_import(by, draft_id)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(accepting, people, drafts))


def drafted(place: Ground, content: bytes) -> int:
    by = actor_for(place.user(Role.OFFICE_SPECIALIST), place.committee.pk, ON)
    with scope(committee=place.committee):
        return draft_import(by, read_file(by, content, "chuong-trinh.xlsx")).pk


def test_one_draft_accepted_by_two_at_once_comes_in_once(place, sheet):
    draft = drafted(place, sheet(line(1), line(2), line(3)))
    answers = accepted(place, [draft, draft])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    with scope(committee=place.committee):
        assert Entry.objects.count() == 3


def test_one_file_read_twice_and_accepted_twice_at_once_comes_in_once(place, sheet):
    content = sheet(line(1), line(2), line(3))
    answers = accepted(place, [drafted(place, content), drafted(place, content)])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    with scope(committee=place.committee):
        assert Entry.objects.count() == 3


def test_without_the_lock_the_conferences_would_come_in_twice(place, sheet, monkeypatch):
    """The control: it is the lock on the committee that the test before shows."""
    monkeypatch.setattr("nghisu.programme.commands.importing.accepting.hold_committee", lambda by: None)
    content = sheet(*(line(1, number=number, title=f"Việc {number}") for number in range(1, 200)))
    answers = accepted(place, [drafted(place, content), drafted(place, content)])
    assert not any(isinstance(answer, Refused) for answer in answers)
    with scope(committee=place.committee):
        assert Entry.objects.count() == 398

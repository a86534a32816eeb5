"""`nghisu outbox` and `nghisu worker --once`: what waits, decided and done at the machine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import transaction

from nghisu.cli.main import main
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import AuditRecord, Committee, Outgoing
from nghisu.foundation.outbox import put_out

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def listed(*words: str) -> dict[str, Any]:
    result = run("outbox", "--json", *words)
    assert result.exit_code == 0
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def put(key: str, state: str = Outgoing.State.WAITING, committee: int | None = None) -> Outgoing:
    with transaction.atomic():
        row = put_out(
            system_actor(committee),
            "mail",
            {"to": f"{key}@vi-du.vn", "subject": "Họp", "text": "Nội dung kín"},
            key=key,
            label=f"Họp → {key}",
        )
    Outgoing.objects.filter(pk=row.pk).update(state=state)
    return row


def test_the_list_tells_what_waits_is_held_and_dead_and_never_what_a_letter_says(committee):
    put("an")
    held = put("binh", Outgoing.State.HELD, committee.pk)
    dead = put("chi", Outgoing.State.DEAD)
    answer = listed()
    assert (answer["waiting"], answer["held"], answer["dead"]) == (1, 1, 1)
    assert answer["oldest_s"] >= 0
    assert [row["id"] for row in listed("--dead")["rows"]] == [dead.pk]
    assert [row["committee"] for row in listed("--held")["rows"]] == [committee.pk]
    assert "Nội dung kín" not in json.dumps(listed(), ensure_ascii=False)
    assert f"{held.pk}" in run("outbox").output


def test_rows_are_released_retried_and_dropped_at_the_machine_and_that_is_remembered(committee):
    held, dead = put("an", Outgoing.State.HELD, committee.pk), put("binh", Outgoing.State.DEAD)
    assert run("outbox", "release", str(held.pk)).exit_code == 0
    assert run("outbox", "retry", str(dead.pk)).exit_code == 0
    assert run("outbox", "drop", str(dead.pk)).exit_code == 2  # no reason given
    assert run("outbox", "drop", str(dead.pk), "--why", " ").exit_code == 2
    assert run("outbox", "drop", str(dead.pk), "--why", "hộp thư đã đóng").exit_code == 0
    dead.refresh_from_db()
    assert (dead.state, dead.why) == (Outgoing.State.DROPPED, "hộp thư đã đóng")
    verbs = set(AuditRecord.objects.filter(verb__startswith="outbox.").values_list("verb", "committee"))
    assert verbs == {
        ("outbox.released", committee.pk),
        ("outbox.retried", None),
        ("outbox.dropped", None),
    }


def test_a_number_that_stands_for_nothing_is_said(committee):
    result = run("outbox", "release", "999999")
    assert result.exit_code == 1
    assert "Chỉ 0 trong 1" in result.output


def test_the_worker_does_what_waits_once(ground, mailoutbox, settings, monkeypatch):
    monkeypatch.setattr(
        "os.nice", lambda _way: 0
    )  # it would hold for all tests that this process makes afterwards
    ground.user(Role.CLERK)  # an installation without an account has nothing to work for
    # A database in memory is not what an office may be started on: this one is a demonstration's.
    Committee.objects.update(is_demo=True)
    settings.NGHISU_ENVIRONMENT = replace(settings.NGHISU_ENVIRONMENT, demo=True)
    put("an")
    result = run("worker", "--once")
    assert result.exit_code == 0, result.output
    assert [letter.subject for letter in mailoutbox] == ["Họp"]
    assert listed()["waiting"] == 0


def test_a_worker_without_any_data_says_so():
    result = run("worker", "--once")
    assert result.exit_code == 2
    assert "nghisu init" in result.output

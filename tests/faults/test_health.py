"""`/healthz` tells the truth: sound while all is, and each fault turns it red at the next look (TRUST 24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from nghisu.foundation import clock, health
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import checkpoints, remember, seal_pending
from nghisu.foundation.health import State, examine
from nghisu.foundation.models import AuditSeal, Outgoing
from nghisu.foundation.outbox import put_out
from nghisu.web.views import health as page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.NGHISU_DATA = tmp_path
    page._last = None


def states() -> dict[str, State]:
    return {sign.name: sign.state for sign in examine().signs}


def act(label: str) -> None:
    with transaction.atomic():
        remember(system_actor(None), "demo.created", label=label)


def test_all_is_sound_where_nothing_is_wrong():
    """The control of all that follow; a missing copy is a warning, and no fault."""
    act("one")
    seal_pending()
    found = states()
    assert found.pop("backup") is State.WARNING
    assert set(found.values()) == {State.SOUND}
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["sound"] is True


def test_a_database_that_takes_no_writes():
    forbid = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}[
        connection.vendor
    ]
    with connection.cursor() as cursor:
        cursor.execute(forbid)
    try:
        assert states()["database"] is State.FAULT
        answer = Client().get("/healthz")
        assert answer.status_code == 503
        assert answer.json()["signs"]["database"] == "fault"
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")


def test_a_disk_that_is_nearly_full(monkeypatch):
    monkeypatch.setattr(health, "DISK_FLOOR", 1 << 62)
    assert states()["disk"] is State.FAULT


def test_an_outbox_in_which_something_waits_too_long():
    put_out(system_actor(None), "mail", {}, key="one")
    assert states()["outbox"] is State.SOUND
    Outgoing.objects.update(put_at=clock.server_now() - timedelta(minutes=11))
    assert states()["outbox"] is State.FAULT


def test_a_sealer_that_stands_still(monkeypatch):
    act("one")
    assert states()["audit"] is State.SOUND
    monkeypatch.setattr(health, "OLDEST_UNSEALED", timedelta(seconds=-1))
    assert states()["audit"] is State.FAULT


def test_the_end_of_the_trail_changed_or_cut_off():
    for label in ("one", "two", "three"):
        act(label)
    seal_pending()
    assert states()["audit"] is State.SOUND
    last = checkpoints.last()
    assert last is not None
    checkpoints.append(checkpoints.signed(last.number + 1, "f" * 64, last.sealed_at))
    assert states()["audit"] is State.FAULT


def test_a_seal_that_no_longer_fits_its_record():
    act("one")
    seal_pending()
    with connection.cursor() as cursor:  # a hand with full rights on the database
        on = " ON foundation_auditseal" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER foundation_auditseal_no_update{on}")
    AuditSeal.objects.update(previous="e" * 64)
    assert states()["audit"] is State.FAULT


def test_data_of_an_older_version():
    MigrationRecorder.Migration.objects.filter(app="programme").delete()
    assert states()["schema"] is State.FAULT


def test_a_standby_that_should_be_there_and_is_not(settings):
    if connection.vendor != "postgresql":
        assert states()["standby"] is State.SOUND
        return
    settings.NGHISU_ENVIRONMENT = replace(settings.NGHISU_ENVIRONMENT, standbys=1)
    assert states()["standby"] is State.FAULT


def test_what_the_page_says_names_no_committee_and_no_person():
    act("Thành ủy Ven Sông")
    assert "Ven" not in Client().get("/healthz").content.decode()

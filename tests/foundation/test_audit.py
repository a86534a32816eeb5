"""The audit trail: written with the act, sealed, and any tampering found (TRUST 7, 12)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import Fault, remember, seal_pending, verify_audit, verifying
from nghisu.foundation.audit import checkpoints as kept
from nghisu.foundation.models import AuditChain, AuditPending, AuditRecord, AuditSeal, Committee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path: Path) -> None:
    settings.NGHISU_DATA = tmp_path


@pytest.fixture
def tampering() -> None:
    """A hand with full rights on the database, past the triggers that refuse: what the seals are for."""
    with connection.cursor() as cursor:
        for table in ("foundation_auditrecord", "foundation_auditseal"):
            for act in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{act}{on}")


def acts(committee: Committee, count: int) -> list[AuditRecord]:
    by = system_actor(committee.pk)
    with transaction.atomic():
        return [
            remember(by, "entry.added", committee, after={"title": f"Hội nghị {n}"}) for n in range(count)
        ]


def faults() -> set[Fault]:
    return {fault for fault, _, _ in verify_audit().faults}


def test_an_act_is_remembered_only_in_its_own_transaction(committee):
    if connection.in_atomic_block:
        with transaction.atomic():
            remember(system_actor(committee.pk), "entry.added", committee)
    assert AuditRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused(committee):
    with pytest.raises(RuntimeError):
        remember(system_actor(committee.pk), "entry.added", committee)


def test_what_stayed_the_same_is_left_out(committee):
    with transaction.atomic():
        record = remember(
            system_actor(committee.pk),
            "entry.changed",
            committee,
            before={"a": 1, "b": 2},
            after={"a": 1, "b": 3},
        )
    assert record.changes == {"b": [2, 3]}


@transaction.atomic
def failing_act(committee: Committee) -> None:
    remember(system_actor(committee.pk), "entry.added", committee)
    raise ZeroDivisionError


def test_an_act_that_fails_leaves_no_record(committee):
    with pytest.raises(ZeroDivisionError):
        failing_act(committee)
    assert AuditRecord.objects.count() == 0
    assert AuditPending.objects.count() == 0


def test_a_sealed_trail_verifies_from_its_first_record_to_its_last(committee):
    acts(committee, 3)
    assert seal_pending() == 3
    acts(committee, 2)
    assert seal_pending() == 2
    result = verify_audit()
    assert result.sound
    assert (result.sealed, result.pending, result.checkpoints) == (5, 0, 2)


def test_nothing_to_seal_makes_no_checkpoint(committee):
    assert seal_pending() == 0
    assert list(kept.read()) == []


def test_the_database_refuses_to_change_or_delete_a_record(committee):
    record = acts(committee, 1)[0]
    seal_pending()
    for sql in (
        "UPDATE foundation_auditrecord SET verb = 'x'",
        "DELETE FROM foundation_auditrecord",
        "UPDATE foundation_auditseal SET digest = 'x'",
        "DELETE FROM foundation_auditseal",
    ):
        with (
            pytest.raises(DatabaseError, match="append only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert AuditRecord.objects.get().verb == record.verb


def test_a_changed_record_is_found(committee, tampering):
    records = acts(committee, 3)
    seal_pending()
    assert verify_audit().sound
    AuditRecord.objects.filter(pk=records[1].pk).update(actor_name="Người khác")
    assert faults() == {Fault.CHANGED}


def test_a_deleted_tail_is_found(committee, tampering):
    acts(committee, 4)
    seal_pending()
    last = AuditSeal.objects.order_by("number").last()
    assert last is not None
    previous = last.previous
    record_id = last.record_id
    last.delete()
    AuditRecord.objects.filter(pk=record_id).delete()
    AuditChain.objects.update(number=3, digest=previous)
    assert faults() == {Fault.TAIL_MISSING}


def test_a_rewritten_chain_is_found_by_the_signed_checkpoint(committee, tampering):
    records = acts(committee, 3)
    seal_pending()
    AuditSeal.objects.all().delete()
    AuditRecord.objects.filter(pk=records[0].pk).update(verb="entry.removed")
    AuditChain.objects.all().delete()
    AuditPending.objects.bulk_create(AuditPending(record=record) for record in records)
    before = list(kept.read())
    seal_pending()
    assert {fault for fault, _, _ in verify_audit(before).faults} == {Fault.REWRITTEN}


def test_yesterday_s_database_is_found_by_a_checkpoint_that_left_the_machine(committee, tampering, tmp_path):
    acts(committee, 2)
    seal_pending()
    yesterday = AuditChain.objects.values("number", "digest").get()
    shutil.copy(kept.folder() / "checkpoints.jsonl", tmp_path / "yesterday.jsonl")
    added = acts(committee, 2)
    seal_pending()
    today = list(kept.read())
    assert verify_audit(today).sound
    AuditSeal.objects.filter(record__in=added).delete()
    AuditRecord.objects.filter(pk__in=[record.pk for record in added]).delete()
    AuditChain.objects.update(**yesterday)
    assert verify_audit(
        list(kept.read(tmp_path / "yesterday.jsonl"))
    ).sound  # the control: nothing seen without it
    assert {fault for fault, _, _ in verify_audit(today).faults} == {Fault.TAIL_MISSING}


def test_a_record_slipped_in_without_a_seal_is_found(committee):
    acts(committee, 1)
    seal_pending()
    AuditRecord.objects.create(
        committee=committee, at=AuditRecord.objects.get().at, actor_name="X", verb="entry.added"
    )
    assert faults() == {Fault.UNSEALED}


def test_a_checkpoint_nobody_signed_is_found(committee):
    acts(committee, 1)
    seal_pending()
    forged = kept.Checkpoint(1, "0" * 64, "2026-03-10T00:00:00+00:00", "AAAA")
    assert {fault for fault, _, _ in verify_audit([forged]).faults} == {Fault.FORGED_CHECKPOINT}


def test_a_last_line_cut_short_by_a_power_failure_is_passed_over(committee):
    acts(committee, 1)
    seal_pending()
    with (kept.folder() / "checkpoints.jsonl").open("a") as file:
        file.write('{"number": 2, "dig')
    assert verify_audit().sound


def test_a_torn_line_does_not_swallow_the_checkpoint_that_follows(committee):
    acts(committee, 1)
    seal_pending()
    with (kept.folder() / "checkpoints.jsonl").open("a") as file:
        file.write('{"number": 2, "dig')
    acts(committee, 1)
    seal_pending()
    assert [one.number for one in kept.read()] == [1, 2]


def test_a_line_that_is_no_checkpoint_is_named_not_a_crash(committee):
    acts(committee, 1)
    seal_pending()
    with (kept.folder() / "checkpoints.jsonl").open("a") as file:
        file.write('[]\n7\n{"number": 1, "unknown": true}\n')
    assert faults() == {Fault.FORGED_CHECKPOINT}


def test_acts_and_seals_of_the_moment_of_a_verification_are_no_fault(committee, monkeypatch):
    acts(committee, 3)
    seal_pending()
    walked = verifying._walk

    def walk_while_work_goes_on(*args):
        acts(committee, 2)
        seal_pending()
        walked(*args)
        acts(committee, 1)
        seal_pending()
        acts(committee, 1)

    monkeypatch.setattr(verifying, "_walk", walk_while_work_goes_on)
    result = verify_audit()
    assert result.sound
    assert (result.sealed, result.pending) == (3, 1)


def test_seals_beyond_the_head_of_the_chain_are_found(committee):
    acts(committee, 3)
    seal_pending()
    assert verify_audit().sound
    AuditChain.objects.update(number=2, digest=AuditSeal.objects.get(number=2).digest)
    assert Fault.TAIL_MISSING in faults()

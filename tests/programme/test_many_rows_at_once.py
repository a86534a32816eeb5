"""What is written a thousand rows at a time says the same as what is written one by one."""

from __future__ import annotations

import pytest

from nghisu.foundation import rows
from nghisu.foundation.audit import verify_audit
from nghisu.foundation.audit.sealing import seal_pending
from nghisu.foundation.models import AuditPending
from nghisu.programme.commands import add_entries
from nghisu.rulebook.models import Deadline
from tests.programme.conftest import stated

SAID = ("act", "legal_date", "act_by", "recommended", "owner", "organisation_id", "done_at", "clause", "note")


def owed(entry) -> list[tuple[object, ...]]:
    return list(Deadline.objects.filter(subject=entry.subject_id).order_by("position").values_list(*SAID))


@pytest.mark.parametrize("few", [10_000, 0])
def test_duties_and_their_records_are_kept_alike(specialist, monkeypatch, few, add, settings, tmp_path):
    settings.NGHISU_DATA = tmp_path
    one = add()
    monkeypatch.setattr(rows, "FEW", few)
    first, second = add_entries(specialist, [stated(title="Việc một"), stated(title="Việc hai")])
    assert owed(first) == owed(second) == owed(one)
    assert len(owed(first)) > 5
    waiting = AuditPending.objects.count()
    assert waiting >= 3
    assert seal_pending() == waiting
    assert not verify_audit().faults

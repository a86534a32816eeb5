from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections, connections, transaction

from nghisu.foundation.audit import checkpoints
from nghisu.foundation.audit.chain import digest_of
from nghisu.foundation.models import AuditChain, AuditPending, AuditRecord, AuditSeal

logger = logging.getLogger(__name__)

BATCH = 2_000
PAUSE = 0.5  # seconds between two looks: a record is sealed within a second (TRUST 12)


def seal_pending() -> int:
    """Seal what waits, in the order of the records, and sign a checkpoint. Returns how many were sealed.

    One sealer at a time: the head of the chain is locked. An act never waits for a seal.
    """
    if not AuditPending.objects.exists():
        return 0
    with transaction.atomic():
        AuditChain.objects.get_or_create(id=1)
        head = AuditChain.objects.select_for_update().get(id=1)
        waiting = list(AuditPending.objects.order_by("record_id").values_list("record_id", flat=True)[:BATCH])
        if not waiting:
            return 0
        records = AuditRecord.objects.in_bulk(waiting)
        seals = []
        number, digest = head.number, head.digest
        for record_id in waiting:
            number += 1
            previous, digest = digest, digest_of(digest, number, records[record_id])
            seals.append(AuditSeal(number=number, record_id=record_id, previous=previous, digest=digest))
        AuditSeal.objects.bulk_create(seals, batch_size=500)
        AuditPending.objects.filter(record_id__in=waiting).delete()
        AuditChain.objects.filter(id=1).update(number=number, digest=digest)
    sealed_at = AuditSeal.objects.values_list("sealed_at", flat=True).get(number=number)
    checkpoints.append(checkpoints.signed(number, digest, sealed_at.isoformat()))
    return len(seals)


class Sealer(threading.Thread):
    """Seals beside the web process, and says so in the log when it cannot."""

    def __init__(self) -> None:
        super().__init__(name="audit-sealer", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(PAUSE):
            close_old_connections()
            try:
                while seal_pending() == BATCH:
                    pass
            except (DatabaseError, OSError) as problem:
                logger.warning("the audit trail was not sealed this time: %s", problem)
        connections.close_all()

    def stop(self) -> None:
        self._stopped.set()

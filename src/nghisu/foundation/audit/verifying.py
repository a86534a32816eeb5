from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from nghisu.foundation.audit import checkpoints
from nghisu.foundation.audit.chain import GENESIS, digest_of
from nghisu.foundation.models import AuditChain, AuditPending, AuditRecord, AuditSeal


class Fault(StrEnum):
    """What can be wrong with a trail."""

    CHANGED = "changed"
    GAP = "gap"
    TAIL_MISSING = "tail-missing"
    REWRITTEN = "rewritten"
    FORGED_CHECKPOINT = "forged-checkpoint"
    UNSEALED = "unsealed"


@dataclass(slots=True)
class Verification:
    """What a look at the whole chain found. `sealed` seals, `pending` records that still wait, `faults` in order."""

    sealed: int = 0
    pending: int = 0
    head: str = GENESIS
    checkpoints: int = 0
    faults: list[tuple[Fault, int, str]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.faults


def verify_audit(kept: Iterable[checkpoints.Checkpoint] | None = None) -> Verification:
    """Read the chain from its first seal, and hold it against the signed checkpoints.

    `kept` are checkpoints that left the machine; without them those beside the database serve.
    """
    known: dict[int, list[checkpoints.Checkpoint]] = {}
    result = Verification()
    for checkpoint in checkpoints.read() if kept is None else kept:
        result.checkpoints += 1
        if checkpoints.is_genuine(checkpoint):
            known.setdefault(checkpoint.number, []).append(checkpoint)
        else:
            result.faults.append(
                (Fault.FORGED_CHECKPOINT, checkpoint.number, _("chữ ký của mốc niêm phong không đúng"))
            )
    digest, number = GENESIS, 0
    for seal in AuditSeal.objects.select_related("record").order_by("number").iterator(chunk_size=2_000):
        number += 1
        if seal.number != number:
            result.faults.append(
                (
                    Fault.GAP,
                    number,
                    _("thiếu dấu niêm phong từ số %(first)s đến %(last)s")
                    % {"first": number, "last": seal.number - 1},
                )
            )
            number = seal.number
            digest = seal.previous
        expected = digest_of(digest, number, seal.record)
        if seal.previous != digest or seal.digest != expected:
            result.faults.append(
                (
                    Fault.CHANGED,
                    number,
                    _("bản ghi số %(number)s không khớp dấu niêm phong") % {"number": seal.record_id},
                )
            )
        digest = seal.digest
        for checkpoint in known.pop(number, []):
            if checkpoint.digest != digest:
                result.faults.append((Fault.REWRITTEN, number, _("chuỗi không khớp mốc niêm phong đã ký")))
    for missing in sorted(known):
        result.faults.append(
            (Fault.TAIL_MISSING, missing, _("có mốc niêm phong đã ký nhưng chuỗi không còn tới đó"))
        )
    head = AuditChain.objects.filter(id=1).first()
    if head is not None and (head.number, head.digest) != (number, digest):
        result.faults.append(
            (Fault.TAIL_MISSING, head.number, _("đầu chuỗi không khớp dấu niêm phong cuối cùng"))
        )
    pending = AuditPending.objects.count()
    orphans = AuditRecord.objects.filter(seal=None).count() - pending
    if orphans:
        result.faults.append(
            (Fault.UNSEALED, orphans, _("%(count)s bản ghi không có dấu niêm phong") % {"count": orphans})
        )
    result.sealed, result.pending, result.head = number, pending, digest
    return result

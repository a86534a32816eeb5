from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Exists, Max, OuterRef
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

    `kept` are checkpoints that left the machine; without them those beside the database serve. The sealer goes on
    meanwhile: the checkpoints are read first, then the head, and the chain is walked as far as that head.
    """
    result = Verification()
    known = _genuine(checkpoints.read() if kept is None else kept, result)
    head = AuditChain.objects.filter(id=1).first() or AuditChain()
    _walk(head, known, result)
    for missing in sorted(known):
        result.faults.append(
            (Fault.TAIL_MISSING, missing, _("có mốc niêm phong đã ký nhưng chuỗi không còn tới đó"))
        )
    if (head.number, head.digest) != (result.sealed, result.head):
        result.faults.append(
            (Fault.TAIL_MISSING, head.number, _("đầu chuỗi không khớp dấu niêm phong cuối cùng"))
        )
    _weigh_waiting(result)
    return result


TAIL = 50
"""Seals that a quick look reckons anew."""


def tail_is_broken() -> bool:
    """Whether the end of the chain is broken: a quick look for the health check, in place of the walk of the whole."""
    head = AuditChain.objects.filter(id=1).first() or AuditChain()
    seals = list(
        AuditSeal.objects.filter(number__lte=head.number).select_related("record").order_by("-number")[:TAIL]
    )
    if not seals:
        return head.number != 0
    if (seals[0].number, seals[0].digest) != (head.number, head.digest):
        return True
    digests = [*(seal.digest for seal in seals[1:]), seals[-1].previous]
    return any(
        seal.previous != before or seal.digest != digest_of(before, seal.number, seal.record)
        for seal, before in zip(seals, digests, strict=True)
    )


def _genuine(
    kept: Iterable[checkpoints.Checkpoint], result: Verification
) -> dict[int, list[checkpoints.Checkpoint]]:
    """The checkpoints that this installation signed, by number; the others are faults."""
    known: dict[int, list[checkpoints.Checkpoint]] = {}
    for checkpoint in kept:
        result.checkpoints += 1
        if checkpoints.is_genuine(checkpoint):
            known.setdefault(checkpoint.number, []).append(checkpoint)
        else:
            said = _("chữ ký của mốc niêm phong không đúng")
            result.faults.append((Fault.FORGED_CHECKPOINT, checkpoint.number, said))
    return known


def _walk(head: AuditChain, known: dict[int, list[checkpoints.Checkpoint]], result: Verification) -> None:
    """Reckon every seal up to the head anew. Checkpoints that were met are taken out of `known`."""
    digest, number = GENESIS, 0
    seals = AuditSeal.objects.filter(number__lte=head.number).select_related("record").order_by("number")
    for seal in seals.iterator(chunk_size=2_000):
        number += 1
        if seal.number != number:
            said = _("thiếu dấu niêm phong từ số %(first)s đến %(last)s")
            result.faults.append((Fault.GAP, number, said % {"first": number, "last": seal.number - 1}))
            number, digest = seal.number, seal.previous
        if seal.previous != digest or seal.digest != digest_of(digest, number, seal.record):
            said = _("bản ghi số %(number)s không khớp dấu niêm phong")
            result.faults.append((Fault.CHANGED, number, said % {"number": seal.record_id}))
        digest = seal.digest
        if any(checkpoint.digest != digest for checkpoint in known.pop(number, [])):
            result.faults.append((Fault.REWRITTEN, number, _("chuỗi không khớp mốc niêm phong đã ký")))
    result.sealed, result.head = number, digest


def _weigh_waiting(result: Verification) -> None:
    """What waits for the sealer, and what neither waits nor is sealed. Each is asked in one statement, and a seal is
    written together with its head, so that an act or a seal of this very moment is no fault."""
    result.pending = AuditPending.objects.count()
    waits = AuditPending.objects.filter(record=OuterRef("pk"))
    orphans = AuditRecord.objects.filter(~Exists(waits), seal=None).count()
    if orphans:
        said = _("%(count)s bản ghi không có dấu niêm phong") % {"count": orphans}
        result.faults.append((Fault.UNSEALED, orphans, said))
    last = AuditSeal.objects.aggregate(last=Max("number"))["last"] or 0
    head = AuditChain.objects.filter(id=1).first() or AuditChain()
    if last > head.number:
        said = _("có dấu niêm phong nằm ngoài đầu chuỗi")
        result.faults.append((Fault.TAIL_MISSING, last, said))

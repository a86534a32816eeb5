"""What a seal covers. The same few lines seal and verify, so that neither can drift from the other."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from nghisu.foundation.models import AuditRecord

GENESIS = "0" * 64


def digest_of(previous: str, number: int, record: AuditRecord) -> str:
    """SHA-256 over the digest before, the number and every field of the record, in hexadecimal."""
    content = {
        "number": number,
        "id": record.pk,
        "committee": record.committee_id,
        "at": _instant(record.at),
        "recorded_at": _instant(record.recorded_at),
        "user": record.user_id,
        "actor": record.actor_name,
        "verb": record.verb,
        "thing": [record.thing_kind, record.thing_id, record.thing_label],
        "changes": record.changes,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection, models

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditPending, AuditRecord


def remember(
    by: Actor,
    verb: str,
    thing: models.Model | None = None,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    label: str = "",
) -> AuditRecord:
    """Write down an act, in the transaction of the act.

    `before` and `after` hold the fields that the act touched; fields that stayed the same are left out.
    Raises RuntimeError outside a transaction: an act and its record are one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is remembered in its own transaction")
    record = AuditRecord.objects.create(
        committee_id=by.committee_id,
        at=clock.now(),
        user_id=by.user_id,
        actor_name=by.name,
        verb=verb,
        thing_kind=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        thing_label=(label or (str(thing) if thing is not None else ""))[:300],
        changes=_changes(before or {}, after or {}),
    )
    AuditPending.objects.create(record=record)
    return record


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [_plain(before.get(name)), _plain(after.get(name))] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    """A value as JSON holds it for good: no floats, whose spelling differs between databases."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float | Decimal | UUID):
        return str(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    raise TypeError(f"an audit record cannot hold a {type(value).__name__}")

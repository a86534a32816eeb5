from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection, models

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditPending, AuditRecord
from nghisu.foundation.rows import insert_rows


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
    _must_be_atomic()
    record = _record(by, verb, thing, before or {}, after or {}, label)
    record.save(force_insert=True)
    AuditPending.objects.create(record=record)
    return record


@dataclass(frozen=True, slots=True)
class Act:
    """One of many acts of a kind: the thing, what it was and what it became, by whom and when if not by who calls now."""

    thing: models.Model
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    by: Actor | None = None
    at: datetime | None = None


def remember_each(by: Actor, verb: str, acts: Iterable[Act]) -> None:
    """Write down many acts of one kind, one record each, in the transaction of the acts."""
    _must_be_atomic()
    records = AuditRecord.objects.bulk_create(
        (_record(act.by or by, verb, act.thing, act.before, act.after, at=act.at) for act in acts),
        batch_size=400,
    )
    insert_rows(AuditPending, [AuditPending(record=record) for record in records])


def _must_be_atomic() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an act is remembered in its own transaction")


def _record(
    by: Actor,
    verb: str,
    thing: models.Model | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    label: str = "",
    at: datetime | None = None,
) -> AuditRecord:
    return AuditRecord(
        committee_id=by.committee_id,
        at=at or clock.now(),
        user_id=by.user_id,
        actor_name=by.name,
        verb=verb,
        thing_kind=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        thing_label=(label or (str(thing) if thing is not None else ""))[:300],
        changes=_changes(before, after),
    )


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

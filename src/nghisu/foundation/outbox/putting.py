from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Outgoing

BATCH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to put out. `key` names its occasion within the channel; `label` is what people read of it; `bundle`
    holds together what a person releases at once; `not_before` is the server's time."""

    payload: dict[str, Any]
    key: str
    label: str = ""
    bundle: str = ""
    held: bool = False
    not_before: datetime | None = None


def put_out(
    by: Actor,
    channel: str,
    payload: dict[str, Any],
    *,
    key: str,
    held: bool = False,
    label: str = "",
    bundle: str = "",
    not_before: datetime | None = None,
) -> Outgoing:
    """Put something out on a channel, in the transaction of the act: with the act it is there, without it it is not.

    The same key on the same channel is put out once; the row that is there already is returned as it is. `held` waits
    until a person releases it. Raises RuntimeError outside a transaction.
    """
    item = Item(payload=payload, key=key, held=held, label=label, bundle=bundle, not_before=not_before)
    put_out_each(by, channel, [item])
    return Outgoing.objects.get(channel=channel, key=key)


def put_out_each(by: Actor, channel: str, items: Iterable[Item]) -> None:
    """Put many things out at once; see `put_out`."""
    if not connection.in_atomic_block:
        raise RuntimeError("something is put out in the transaction of its act")
    now = clock.server_now()
    Outgoing.objects.bulk_create(
        (
            Outgoing(
                committee_id=by.committee_id,
                channel=channel,
                key=item.key,
                label=item.label[:300],
                bundle=item.bundle,
                payload=item.payload,
                state=Outgoing.State.HELD if item.held else Outgoing.State.WAITING,
                put_by=by.name,
                put_at=now,
                not_before=item.not_before,
            )
            for item in items
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )

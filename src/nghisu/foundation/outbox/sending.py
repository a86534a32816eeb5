"""Taking rows on a lease, doing them, and saying how it went. Safe for several workers on both databases.

Killed at any moment, a worker leaves its rows to whoever comes after the lease: nothing is lost, and the one row that
was done but not yet said to be done is done twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import override

from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox.channels import LONGEST_LEASE, Channel, Undeliverable, Unreachable

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
JITTER = 0.2
"""So much sooner or later, so that what failed together does not come back together."""

ASIDE = timedelta(minutes=5)
"""Clocks of machines that differ by less say nothing; a try that lies further ahead shows a clock that was set back."""

_chance = SystemRandom()


def ready(channel: str, now: datetime) -> QuerySet[Outgoing]:
    """What a worker may take now. A clock that was set back holds up neither a retry nor a lease: an instant ahead
    that cannot have been reckoned on this clock does not count."""
    rows = Outgoing.objects.filter(channel=channel, state=Outgoing.State.WAITING)
    return rows.filter(
        Q(not_before=None) | Q(not_before__lte=now),
        Q(retry_at=None) | Q(retry_at__lte=now) | Q(tried_at__gt=now + ASIDE),
        Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LONGEST_LEASE + ASIDE),
    )


def claim(channel: Channel) -> list[Outgoing]:
    """Take rows on a lease, oldest first, and count a try for each. What a killed worker left is taken one by one: it
    may be what killed it."""
    now = clock.server_now()
    waiting = ready(channel.name, now).order_by("id")
    if not waiting.exists():  # asked without a lock, since mostly there is nothing
        return []
    with transaction.atomic():
        rows = list(waiting.select_for_update(skip_locked=True)[: channel.batch])
        left = [row for row in rows if row.lease is not None]
        rows = left[:1] if left else rows
        lease, until = uuid4(), now + channel.lease
        Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(
            lease=lease, leased_until=until, tries=F("tries") + 1, tried_at=now
        )
    for row in rows:
        row.lease, row.tries = lease, row.tries + 1
    return rows


def send_claimed(channel: Channel, rows: list[Outgoing]) -> int:
    """Do the rows, each said to be done as soon as it is. Returns how many were done.

    Raises Unreachable when the far side does not answer; the rows that were not done wait again.
    """
    began = monotonic()
    done = 0
    for place, row in enumerate(rows):
        if monotonic() - began > channel.lease.total_seconds() / 2:
            _give_back(rows[place:])
            break
        try:
            with override("vi"):
                channel.send(row)
        except Unreachable as problem:
            _give_back(rows[place:], str(problem))
            raise
        except Undeliverable as problem:
            _end(row, Outgoing.State.DEAD, str(problem))
        except DatabaseError as problem:
            # The database itself may be what is missing: then nothing can be noted, and the lease frees the row.
            logger.warning("outgoing %s waits for the database: %s", row.ref, problem)
            _failed(channel, row, problem)
        except Exception as problem:  # noqa: BLE001  whatever a channel raises is a try that failed
            logger.warning("outgoing %s on %s failed: %s", row.ref, row.channel, problem)
            _failed(channel, row, problem)
        else:
            _end(row, Outgoing.State.DONE)
            done += 1
    return done


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: twice as long each time, up to an hour, give or take a fifth."""
    plain = min(FIRST_PAUSE * (1 << min(tries - 1, 12)), LONGEST_PAUSE)
    return plain * _chance.uniform(1 - JITTER, 1 + JITTER)


def _failed(channel: Channel, row: Outgoing, problem: Exception) -> None:
    said = f"{type(problem).__name__}: {problem}"
    if row.tries >= channel.tries:
        _end(row, Outgoing.State.DEAD, said)
        return
    now = clock.server_now()
    _mine(row).update(
        lease=None, leased_until=None, tried_at=now, retry_at=now + pause_after(row.tries), fault=said[:500]
    )


def _end(row: Outgoing, state: Outgoing.State, fault: str = "") -> None:
    """Say how a row ended, unless the lease has gone to another meanwhile."""
    _mine(row).update(
        state=state,
        lease=None,
        leased_until=None,
        retry_at=None,
        fault=fault[:500],
        ended_at=clock.server_now(),
    )


def _give_back(rows: list[Outgoing], fault: str = "") -> None:
    """Rows that were taken and not tried wait again as before."""
    if rows:
        mine = Outgoing.objects.filter(pk__in=[row.pk for row in rows], lease=rows[0].lease)
        mine.update(lease=None, leased_until=None, tries=F("tries") - 1, fault=fault[:500])


def _mine(row: Outgoing) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk=row.pk, lease=row.lease, state=Outgoing.State.WAITING)

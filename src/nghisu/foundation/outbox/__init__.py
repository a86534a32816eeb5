"""What leaves the house, and jobs: put into the database with the act, done by a worker, never lost (TRUST 20)."""

from nghisu.foundation.outbox.channels import Channel, Undeliverable, Unreachable, channel, channels
from nghisu.foundation.outbox.commands import drop, drop_unsent, release, retry
from nghisu.foundation.outbox.putting import Item, put_out, put_out_each
from nghisu.foundation.outbox.schedule import daily, every
from nghisu.foundation.outbox.state import OutboxState, outbox_rows, outbox_state, stuck_in
from nghisu.foundation.outbox.worker import Worker

__all__ = [
    "Channel",
    "Item",
    "OutboxState",
    "Undeliverable",
    "Unreachable",
    "Worker",
    "channel",
    "channels",
    "daily",
    "drop",
    "drop_unsent",
    "every",
    "outbox_rows",
    "outbox_state",
    "put_out",
    "put_out_each",
    "release",
    "retry",
    "stuck_in",
]

"""Letters that wait for a person: those to be released, and those that could not go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import outbox_rows

NAMED = 3
MOST = 200


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """Letters of one occasion that a person releases together."""

    first_id: int
    subject: str
    text: str
    by: str
    at: datetime
    count: int
    recipients: Sequence[str]
    language: str = "vi"
    """Of the letter that `text` shows."""

    @property
    def more(self) -> int:
        """How many recipients are not named."""
        return self.count - len(self.recipients)


def held_bundles(by: Actor) -> list[HeldBundle]:
    """What waits in the actor's committee for a person to release it, the oldest first: two queries."""
    if not may(by, "outbox.release"):
        return []
    held = outbox_rows(Outgoing.State.HELD, committee_id=by.committee_id).order_by()
    groups = list(held.values("bundle").annotate(first=Min("id"), count=Count("id")).order_by("first")[:MOST])
    named = outbox_rows(Outgoing.State.HELD, committee_id=by.committee_id).in_bulk(
        [group["first"] for group in groups]
    )
    return [_bundle([named[group["first"]]], group["count"]) for group in groups if group["first"] in named]


def held_bundle(by: Actor, first_id: int) -> tuple[HeldBundle, list[Outgoing]] | None:
    """One bundle with its rows, by one of them; None where there is none of the actor's committee."""
    if by.committee_id is None or not may(by, "outbox.release"):
        return None
    rows = outbox_rows(Outgoing.State.HELD, committee_id=by.committee_id)
    one = rows.filter(pk=first_id).first()
    if one is None:
        return None
    all_rows = list(rows.filter(bundle=one.bundle)) if one.bundle else [one]
    return _bundle(all_rows, len(all_rows), every=True), all_rows


def _bundle(rows: Sequence[Outgoing], count: int, every: bool = False) -> HeldBundle:
    first = rows[0]
    named = rows if every else rows[:NAMED]
    return HeldBundle(
        first.pk,
        first.payload.get("subject") or str(first),
        first.payload.get("text", ""),
        first.put_by,
        first.put_at,
        count,
        [recipient(row) for row in named],
        first.payload.get("language", "vi"),
    )


def recipient(row: Outgoing) -> str:
    """To whom a row goes, as people read it."""
    to, name = row.payload.get("to", ""), row.payload.get("name", "")
    return f"{name} <{to}>" if name and to else str(to or name or row)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Something that could not go: what, to whom, why, since when."""

    row: Outgoing
    subject: str
    to: str

    @property
    def pk(self) -> int:
        return self.row.pk


def dead_letters(by: Actor) -> list[DeadLetter]:
    """What could not go from the actor's committee, the oldest first."""
    if by.committee_id is None or not may(by, "outbox.mend"):
        return []
    rows = outbox_rows(Outgoing.State.DEAD, committee_id=by.committee_id)[:MOST]
    return [DeadLetter(row, row.payload.get("subject") or str(row), recipient(row)) for row in rows]


def dead_letter(by: Actor, outgoing_id: int) -> DeadLetter | None:
    """One of them; None where there is none of the actor's committee."""
    return next((letter for letter in dead_letters(by) if letter.pk == outgoing_id), None)


def letter_counts(by: Actor) -> tuple[int, int]:
    """How many rows wait for release and how many could not go, as far as the actor may know."""
    if by.committee_id is None or not (may(by, "outbox.release") or may(by, "outbox.mend")):
        return 0, 0
    rows = outbox_rows(Outgoing.State.HELD, Outgoing.State.DEAD, committee_id=by.committee_id)
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("id")))
    return counts.get(Outgoing.State.HELD, 0), counts.get(Outgoing.State.DEAD, 0)


def was_put_out(by: Actor, outgoing_id: int) -> bool:
    """Whether a row is of the actor's committee, however it stands now."""
    return (
        by.committee_id is not None
        and Outgoing.objects.filter(pk=outgoing_id, committee=by.committee_id).exists()
    )

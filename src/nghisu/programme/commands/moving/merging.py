"""Merging a conference into another: one is held with the matters of both, the other points to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nghisu.core.text import fold, nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.commands.ground import derive_entries, locked_entry, touch_programmes
from nghisu.programme.commands.moving.acting import must_be_as_seen, must_have_reason
from nghisu.programme.commands.moving.keeping import Written, keep, stand
from nghisu.programme.commands.moving.telling import tell_everybody
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import consequences_of, not_held
from nghisu.programme.refusals import NotToBeMerged
from nghisu.programme.standing_fast import must_move

JOINED = ("title", "search_text", "participants", "carries_appraised", "revision")
"""What a conference that takes another in may get from it, besides units."""


@transaction.atomic
def merge_entry(
    by: Actor,
    entry_id: int,
    into_id: int,
    title: str,
    reason: str,
    document: str = "",
    seen: dict[str, Any] | None = None,
) -> Move:
    """Have a conference taken in by another, which gets a title that names both matters and the units of both.

    The one taken in keeps its history and what was done for it, and points to the other; what the other owes is
    derived anew. Raises NotToBeMerged, EntryStandsFast, ConsequencesChanged, ReasonNotGiven, AccessRefused.
    """
    must(by, "programme.edit")
    # Always in the same order, so that two who merge them crosswise do not wait for each other.
    rows = {pk: locked_entry(by, pk) for pk in sorted({entry_id, into_id})}
    entry, into = rows[entry_id], rows[into_id]
    must_have_reason(reason)
    if entry.pk == into.pk or not entry.is_held or not into.is_held or not nfc(title).strip():
        raise NotToBeMerged
    proposal = not_held(entry, Move.Act.MERGED, into.pk)
    must_move(by, entry, proposal)
    must_move(by, into, None)
    now = consequences_of(by, entry, proposal, clock.today(), [into])
    must_be_as_seen(seen, now)
    written = Written(reason.strip(), document.strip())
    changed = _join(by, entry, into, nfc(title).strip()[:500])
    before = stand(by, entry, proposal, written)
    entry.merged_into = into
    move = keep(by, entry, before, proposal, written, consequences=now.as_json(), changed=changed)
    tell_everybody(by, entry, move, now.people, now.duties)
    return move


def _join(by: Actor, entry: Entry, into: Entry, title: str) -> dict[str, Any]:
    """Give the one that is held what the other brings. Returns what it was."""
    units = list(into.coordinating.order_by("pk").values_list("pk", flat=True))
    before = {name: getattr(into, name) for name in JOINED} | {"coordinating_ids": units}
    theirs = [entry.preparing_id, *entry.coordinating.order_by("pk").values_list("pk", flat=True)]
    brought = {pk for pk in theirs if pk is not None and pk != into.preparing_id}
    into.title = title
    into.search_text = fold(
        f"{title} {into.preparing_text} {into.coordinating_text} {into.note} {into.number or ''}"
    )[:900]
    if entry.participants and entry.participants not in into.participants:
        into.participants = "; ".join(filter(None, (into.participants, entry.participants)))[:500]
    if entry.carries_appraised:
        into.carries_appraised = True
    into.revision += 1
    into.save()
    into.coordinating.add(*brought)
    derive_entries(by, [into])
    touch_programmes(by, [into])
    after = {name: getattr(into, name) for name in JOINED} | {"coordinating_ids": sorted({*units, *brought})}
    shown = {name for name in after if name not in ("search_text", "revision")}
    remember(
        by,
        "entry.joined",
        into,
        before={name: before[name] for name in shown},
        after={name: after[name] for name in shown} | {"joined": entry.title},
    )
    return {"into": into.pk, "was": before, "revision": into.revision}

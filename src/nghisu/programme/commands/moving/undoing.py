"""Taking a move back, as long as nothing has been built upon it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.ground import derive_entries, locked_entry, touch_programmes
from nghisu.programme.commands.moving.keeping import Written, keep, stand
from nghisu.programme.commands.moving.telling import tell_everybody
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import back, consequences_of
from nghisu.programme.refusals import EntryUnderNoRule, MoveBuiltUpon
from nghisu.programme.standing_fast import must_move


@transaction.atomic
def undo_move(by: Actor, move_id: int) -> Move:
    """Put a conference back as it was before its latest move; whoever was told then is told now that it is void.

    Notices that were sent cannot be called back: a correcting one follows them. What was done in between stays done.
    Raises EntryStandsFast; MoveBuiltUpon where the conference, or the one it was merged into, has changed since.
    """
    must(by, "programme.edit")
    move = Move.objects.filter(committee=by.committee_id, pk=move_id).first()
    if move is None:
        raise AccessRefused(str(move_id))
    concerned = {pk for pk in (move.entry_id, move.into_id) if pk is not None}
    rows = {pk: locked_entry(by, pk) for pk in sorted(concerned)}
    entry = rows[move.entry_id]
    if not move.is_latest_of(entry):
        raise MoveBuiltUpon(entry.title)
    into = rows.get(move.before["into"]) if "into" in move.before else None
    if into is not None and into.revision != move.before["revision"]:
        raise MoveBuiltUpon(into.title)
    proposal = back(move)
    must_move(by, entry, proposal)
    if into is not None:
        must_move(by, into, None)
    now = consequences_of(by, entry, proposal, clock.today(), [into] if into is not None else [])
    if now.refusal:
        raise EntryUnderNoRule(now.refusal)
    if into is not None:
        _part(by, entry, into, move)
    # The reason for which it was not held before stands again; the undoing has its own.
    before = stand(by, entry, proposal, Written(move.from_reason))
    undone = keep(
        by,
        entry,
        before,
        proposal,
        Written(_("Hoàn tác thao tác trước")),
        consequences=now.as_json(),
        undoes=move,
    )
    tell_everybody(by, entry, undone, now.people, now.duties)
    return undone


def _part(by: Actor, entry: Entry, into: Entry, move: Move) -> None:
    """Take from a conference again what another one brought it."""
    was = dict(move.before["was"])
    units = was.pop("coordinating_ids")
    shown = ("title", "participants", "carries_appraised")
    before = {name: getattr(into, name) for name in shown}
    revision = into.revision
    for name, value in was.items():
        setattr(into, name, value)
    into.revision = revision + 1
    into.save()
    into.coordinating.set(units)
    derive_entries(by, [into])
    touch_programmes(by, [into])
    after = {name: getattr(into, name) for name in shown}
    remember(by, "entry.parted", into, before=before | {"joined": entry.title}, after=after)

"""The moves of a conference as its page tells them, latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.directory.models import Room
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.entries import held, visible_entries

TAKE_BACK = "takeback-"
"""A message with this tag and a move's number offers to take the move back."""

MOST_OTHERS = 400
"""Conferences offered to be merged into; a committee's year has fewer."""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One time that a conference was moved or taken off: what, why, by which document, by whom, how many were told.

    `undo_url` is empty where it cannot be taken back any more.
    """

    what: str
    reason: str
    document: str
    by: str
    at: datetime
    told: int
    is_undone: bool
    undo_url: str


def moves_of(actor: Actor, entry: Entry) -> list[MoveLine]:
    """The history of moves of a conference that the actor may see."""
    rows = Move.objects.filter(committee=actor.committee_id, entry=entry).select_related(
        "from_room", "to_room", "into", "undone_by"
    )
    edits = bool(may(actor, "programme.edit"))
    return [
        MoveLine(
            what=said_of(row),
            reason=row.reason,
            document=row.document,
            by=row.by_name,
            at=row.at,
            told=row.told,
            is_undone=hasattr(row, "undone_by"),
            undo_url=reverse("programme:undo_move", args=[row.pk])
            if edits and row.is_latest_of(entry)
            else "",
        )
        for row in rows
    ]


def said_of(move: Move) -> str:
    """What a move was, in a sentence: "Dời từ 08:00 18/03/2026 sang 14:00 20/03/2026"."""
    was, now = _moment(move.from_opening), _moment(move.to_opening)
    if move.act == Move.Act.MOVED:
        said = _("Dời từ %(was)s sang %(now)s") % {"was": was, "now": now} if was != now else _("Đổi nơi họp")
        places = _place(move.from_room, move.from_room_text), _place(move.to_room, move.to_room_text)
        if places[0] != places[1]:
            said += _("; nơi họp từ %(was)s sang %(now)s") % {"was": places[0], "now": places[1]}
        return said
    if move.act == Move.Act.MERGED and move.into is not None:
        return _("Gộp vào hội nghị “%(title)s”") % {"title": move.into.title}
    if move.act == Move.Act.REINSTATED:
        return _("Cho họp lại, vào %(now)s") % {"now": now}
    if move.act == Move.Act.UNDONE:
        return _("Hoàn tác thao tác trước; trở lại %(now)s, %(state)s") % {
            "now": now,
            "state": str(Entry.State(move.to_state).label).lower(),
        }
    return _("%(act)s (đã định %(was)s)") % {"act": str(Move.Act(move.act).label), "was": was}


def move_of(actor: Actor, move_id: int) -> Move | None:
    """A move of a conference that the actor may see, or None."""
    row = (
        Move.objects.filter(committee=actor.committee_id, pk=move_id).select_related("entry", "into").first()
    )
    return row if row is not None and visible_entries(actor).filter(pk=row.entry_id).exists() else None


def merged_from(actor: Actor, entry: Entry) -> list[Entry]:
    """The conferences that this one has taken in."""
    return list(visible_entries(actor).filter(merged_into=entry).order_by("opening", "id"))


def rooms_offered(actor: Actor, entry: Entry) -> list[tuple[int, str]]:
    """The rooms of today, and the one the conference has."""
    rows = Room.objects.filter(Q(valid_on(clock.today())) | Q(pk=entry.room_id), committee=actor.committee_id)
    return list(rows.order_by("sort_key", "id").values_list("pk", "name"))


def joint_title(into: Entry, entry: Entry) -> str:
    """What the conference that takes another one in is called, unless a person says otherwise."""
    return f"{into.title}; {entry.title}"[:500]


def others_to_merge_into(actor: Actor, entry: Entry) -> Sequence[Entry]:
    """The conferences of the same committee that are held from today on, or on the day of this one and later."""
    since = min(entry.opening, clock.beginning_of(clock.today()))
    rows = held(visible_entries(actor)).filter(opening__gte=since).exclude(pk=entry.pk)
    return list(rows.order_by("opening", "id").only("pk", "title", "opening", "committee_id")[:MOST_OTHERS])


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}"


def _place(room: Room | None, text: str) -> str:
    return room.name if room else text or _("chưa ghi")

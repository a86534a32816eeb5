"""Conferences as other programs read them: `.values()`, two queries however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from nghisu.core.law import Rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import keyset_page
from nghisu.programme.models import Entry
from nghisu.programme.queries.entries import visible_entries
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.rulebook.queries import rulebook_of

PLAIN = (
    "id",
    "number",
    "kind",
    "title",
    "part",
    "form",
    "scale",
    "unscheduled",
    "state",
    "state_reason",
    "merged_into_id",
    "chair",
    "preparing_text",
    "coordinating_text",
    "room_text",
    "participants",
    "delegates",
    "carries_appraised",
    "note",
    "revision",
)
COLUMNS = (
    *PLAIN,
    "opening",
    "closing",
    "chair_text",
    "preparing_id",
    "preparing__name",
    "room_id",
    "room__name",
)


def told_entries(
    actor: Actor, rows: QuerySet[Entry], ordering: Sequence[str], after: str, limit: int
) -> dict[str, Any]:
    """A part of a list of conferences."""
    found, mark = keyset_page(rows.values(*COLUMNS), ordering, after, limit)
    return {"items": _told(actor, found, clock.today()), "after": mark}


def told_entry(actor: Actor, entry_id: int) -> dict[str, Any] | None:
    """One conference, or None when there is none that the actor may see."""
    rows = list(visible_entries(actor).filter(pk=entry_id).values(*COLUMNS))
    return _told(actor, rows, clock.today())[0] if rows else None


def _told(actor: Actor, rows: Sequence[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    if not rows:
        return []
    rulebook: Rulebook = rulebook_of(actor, on)
    kinds, chairs = kind_names(rulebook), chair_names(rulebook)
    coordinating: dict[int, list[int]] = {}
    links = Entry.coordinating.through.objects.filter(entry_id__in=[row["id"] for row in rows])
    for entry_id, unit_id in links.order_by("organisation_id").values_list("entry_id", "organisation_id"):
        coordinating.setdefault(entry_id, []).append(unit_id)
    base = reverse("programme:entry", args=[0])
    return [
        {name: row[name] for name in PLAIN}
        | {
            "kind_name": kinds.get(row["kind"], row["kind"]),
            "opening": clock.local(row["opening"]),
            "closing": clock.local(row["closing"]) if row["closing"] else None,
            "chair_name": chairs.get(row["chair"], row["chair_text"]),
            "preparing": {"id": row["preparing_id"], "name": row["preparing__name"]}
            if row["preparing_id"]
            else None,
            "coordinating_ids": coordinating.get(row["id"], []),
            "room": {"id": row["room_id"], "name": row["room__name"]} if row["room_id"] else None,
            "url": base.replace("/0/", f"/{row['id']}/"),
        }
        for row in rows
    ]

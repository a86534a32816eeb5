"""What stands above every page of one conference: what it is, when, where, and its parts."""

from __future__ import annotations

from typing import Any

from nghisu.core.law import load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry
from nghisu.programme.parts_of_page import part_url, parts_of, stages_of
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.programme.queries.moves import merged_from

FIRST = "duties"
"""The part that is the page of the conference itself: it says at length what was merged."""


def frame_of(actor: Actor, entry: Entry, current: str) -> dict[str, Any]:
    """The context of `programme/frame.html`, which every page of one conference extends; `current` is the key of the
    part that the page belongs to."""
    rulebook = load_rulebook(entry.subject.rulebook)
    return {
        "entry": entry,
        "opening": clock.local(entry.opening),
        "closing": clock.local(entry.closing) if entry.closing else None,
        "kind_name": kind_names(rulebook).get(entry.kind, entry.kind),
        "chair": chair_names(rulebook).get(entry.chair, entry.chair_text),
        "form_name": form_names().get(entry.form, ""),
        "parts": parts_of(actor, entry, current),
        "stage_steps": stages_of(actor, entry),
        "joined": [(one, part_url(actor, one, current)) for one in merged_from(actor, entry)],
        "joined_into": (entry.merged_into, part_url(actor, entry.merged_into, current))
        if entry.merged_into is not None
        else None,
        "is_first_part": current == FIRST,
    }

from __future__ import annotations

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.commands.content import content_of
from nghisu.programme.commands.ground import derive_entries, locked_entry, touch_programmes
from nghisu.programme.models import Entry
from nghisu.rulebook.queries import rulebook_of


@transaction.atomic
def carry_appraised(by: Actor, entry_id: int) -> Entry:
    """A conference that lies ahead turns out to carry a document that is appraised, and owes what follows. Where somebody
    said whether it does, or its kind always does, that stands. For commands that have asked what the actor may."""
    entry = locked_entry(by, entry_id)
    day = clock.local(entry.opening).date()
    if entry.carries_appraised is not None or not entry.is_held or day < clock.today():
        return entry
    if rulebook_of(by, day).kind(entry.kind).carries_appraised:
        return entry
    others = tuple(entry.coordinating.order_by("pk").values_list("pk", flat=True))
    before = content_of(entry, others)
    entry.carries_appraised = True
    entry.revision += 1
    entry.save(update_fields=["carries_appraised", "revision"])
    derive_entries(by, [entry])
    touch_programmes(by, [entry])
    remember(by, "entry.changed", entry, before=before, after=content_of(entry, others))
    return entry

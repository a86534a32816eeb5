"""A conference as its devices show it: name, time, place and state, and nothing else of the programme."""

from __future__ import annotations

from nghisu.accounts.bindings import Bound, binds_devices
from nghisu.foundation import clock
from nghisu.programme.models import Entry

KIND = "programme.entry"


@binds_devices(KIND)
def conference_on_screen(committee_id: int, entry_id: int) -> Bound | None:
    """The conference as it stands now; it is over at its closing, or where that is not known with its day."""
    entry = (
        Entry.objects.select_related("committee", "room").filter(committee=committee_id, pk=entry_id).first()
    )
    if entry is None:
        return None
    return Bound(
        committee=entry.committee.name,
        title=entry.title,
        opening=entry.opening,
        place=entry.room.name if entry.room else entry.room_text,
        state=entry.get_state_display(),
        ends_at=entry.closing or clock.end_of(clock.local(entry.opening).date()),
    )

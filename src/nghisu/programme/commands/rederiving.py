from __future__ import annotations

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.commands.ground import derive_entries, touch_programmes
from nghisu.programme.queries.rederiving import upcoming, would_change
from nghisu.rulebook.queries import calendar_of, rulebooks_on


def rederive_for_days(by: Actor) -> None:
    """Count anew what all conferences that are not yet held still owe: their working days are others now.

    Called within the act that changed the days. Raises EntryUnderNoRule.
    """
    entries = upcoming(by)
    if not entries:
        return
    rulebooks = rulebooks_on(by, (clock.local(entry.opening).date() for entry in entries))
    changing = would_change(by, entries, calendar_of(by), rulebooks)
    derive_entries(by, entries)
    touch_programmes(by, entries)
    remember(
        by,
        "deadlines.rederived",
        after={"deadlines": len(changing.moved), "conferences": changing.conferences},
    )

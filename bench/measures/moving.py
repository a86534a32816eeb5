"""Moving a conference with all that follows, on ten years of a large committee as `bench/pages.py` makes them."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

REPEATS = 20


def measure() -> dict[str, float]:
    """`move_ms`: reckoning what would follow and accepting it, the median in milliseconds."""
    from django.core.management import call_command
    from django_scopes import scope

    from bench.pages import TODAY, build
    from nghisu.accounts.models import User
    from nghisu.accounts.queries import actor_for
    from nghisu.foundation import clock
    from nghisu.foundation.models import Committee
    from nghisu.programme.commands import accept_move
    from nghisu.programme.models import Entry
    from nghisu.programme.queries.consequences import consequences_of, moved_to_day, seal, unseal

    call_command("migrate", interactive=False, verbosity=0)
    build()
    committee = Committee.objects.get(code="bench")
    with scope(committee=committee), clock.standing(TODAY):
        actor = actor_for(User.objects.get(username="bench"), committee.pk, clock.today())
        entries = list(
            Entry.objects.filter(opening__gt=TODAY + timedelta(days=20)).order_by("opening")[: REPEATS + 2]
        )
        taken = []
        for entry in entries:
            day = clock.local(entry.opening).date() + timedelta(days=7)
            began = time.perf_counter()
            shown = consequences_of(actor, entry, moved_to_day(actor, entry, day), clock.today())
            seen = unseal(seal(shown), entry.pk)
            accept_move(actor, entry.pk, shown.proposal, "Trùng lịch công tác", seen=seen)
            taken.append((time.perf_counter() - began) * 1000)
    # The first two fill what the rulebook remembers.
    return {"move_ms": round(statistics.median(taken[2:]), 1)}

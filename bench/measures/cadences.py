"""A year of regular conferences generated around days off and a hundred conferences that stand, then all taken in."""

from __future__ import annotations

import statistics
import time
from datetime import date, datetime, timedelta

REVIEWS = 96
REPEATS = 15


def measure() -> dict[str, float]:
    """`cadence_ms`: the preview of a year, from the database to what clashes, the median of fifteen; and what it takes
    to put all of them into the programme in one act with everything they owe, `cadence_take_in_ms`."""
    from django.core.management import call_command
    from django_scopes import scope

    from nghisu.accounts.models import User
    from nghisu.core.people.roles import Role
    from nghisu.core.planning.periods import Period
    from nghisu.foundation import clock
    from nghisu.foundation.actors import Actor, Grant
    from nghisu.foundation.models import Committee
    from nghisu.programme.commands import EntryContent, add_entries
    from nghisu.programme.commands.regular import Picked, take_in_regular
    from nghisu.programme.queries.regular import regular_of
    from nghisu.rulebook.models import Binding

    call_command("migrate", interactive=False, verbosity=0)
    committee = Committee.objects.create(
        code="bench", name="Bench", short_name="Bench", level="province", place="Hà Nội"
    )
    user = User.objects.create(username="bench")
    by = Actor(
        committee_id=committee.pk,
        name="Bench",
        user_id=user.pk,
        grants=frozenset({Grant(Role.OFFICE_SPECIALIST)}),
    )
    period = Period.year(2026)
    with (
        scope(committee=committee),
        clock.standing(datetime(2025, 12, 1, 8, 0, tzinfo=clock.VIETNAM)),
    ):
        Binding.objects.create(committee=committee, rulebook="5609", since=date(2015, 1, 30))
        first = datetime(2026, 1, 6, 8, 0, tzinfo=clock.VIETNAM)
        add_entries(
            by,
            [
                EntryContent(
                    title=f"Hội nghị sơ kết việc thứ {number}",
                    kind="so-tong-ket",
                    opening=first + timedelta(days=3 * number + number % 2),
                    part="morning",
                    form="online",
                    scale="internal",
                )
                for number in range(REVIEWS)
            ],
        )
        took = []
        for _round in range(REPEATS):
            began = time.perf_counter()
            turns = regular_of(by, period, {})
            took.append(time.perf_counter() - began)
        picked = [Picked(one.key, one.day) for one in turns if one.day]
        began = time.perf_counter()
        taken = take_in_regular(by, period, picked, {})
        taking = time.perf_counter() - began
    return {
        "cadence_ms": round(statistics.median(took) * 1000, 1),
        "cadence_turns": len(turns),
        "cadence_take_in_ms": round(taking * 1000, 1),
        "cadence_taken_in": len(taken),
    }

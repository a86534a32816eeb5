"""A list of a hundred conferences, asked for through the API on ten years of a large committee."""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

REPEATS = 60


def measure() -> dict[str, float]:
    """`api_ms`: median server time in milliseconds, through all middleware; `api_queries`."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from bench.pages import TODAY, build
    from nghisu.accounts.bearers import ALLOWANCE
    from nghisu.accounts.models import ApiToken, User
    from nghisu.foundation import clock
    from nghisu.foundation.models import Committee, StandingClock
    from nghisu.foundation.secrets import digest_of, new_secret

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", interactive=False, verbosity=0)
    StandingClock.objects.create(stands_at=TODAY)
    user_id, _entry_id = build()
    secret = new_secret("nghisu_")
    now = clock.server_now()
    ApiToken.objects.create(
        committee=Committee.objects.get(),
        user=User.objects.get(pk=user_id),
        name="bench",
        lead="nghisu_bench",
        digest=digest_of(secret),
        scopes=["programme.read"],
        made_at=now,
        expires_at=now.replace(year=now.year + 1),
    )
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    url = "/api/v1/entries?since=2026-03-01&limit=100"
    taken, worked = [], []
    for _ in range(5):
        answer = client.get(url)
    if answer.status_code != 200 or len(answer.json()["items"]) != 100:
        raise SystemExit(f"{url} answered {answer.status_code}")
    asked: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        client.get(url)
    for _ in range(REPEATS):
        ALLOWANCE.forget()
        began, working = time.perf_counter(), time.process_time()
        client.get(url)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - working) * 1000)
    # On a busy machine the clock tells of the others, too; the work of this process does not.
    busy = statistics.median(worked)
    print(
        f"api: max {max(taken):.1f} ms, {busy:.1f} ms of work, {len(answer.content) // 1024} KB of JSON",
        file=sys.stderr,
    )
    return {"api_ms": round(statistics.median(taken), 1), "api_queries": len(asked)}

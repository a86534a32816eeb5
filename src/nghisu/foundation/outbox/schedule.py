"""What is done again and again: each day at an hour, or every so often. A clock that is set back neither repeats nor
skips: a day is marked as done, and what is done of a day names it in its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import Outgoing, ScheduleMark
from nghisu.foundation.outbox.channels import channel
from nghisu.foundation.outbox.putting import put_out

JOB = "job"

OfADay = Callable[[date], None]
Again = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Daily:
    """A job of each day, by the clock of the house, from an hour on; a worker that was off then does it when it is
    back, for that day alone."""

    name: str
    hour: time
    run: OfADay


@dataclass(frozen=True, slots=True)
class Interval:
    """A job done every so often, by the server's own clock."""

    name: str
    pause: timedelta
    run: Again


_jobs: dict[str, Daily | Interval] = {}


def daily(name: str, hour: time) -> Callable[[OfADay], OfADay]:
    """Have a function called once for each day, from an hour in Viet Nam on. It may be called for a day twice, when a
    worker was killed in the middle, and then must do nothing twice."""

    def register(run: OfADay) -> OfADay:
        _jobs[name] = Daily(name, hour, run)
        return run

    return register


def every(name: str, pause: timedelta) -> Callable[[Again], Again]:
    """Have a function called every so often. It looks for what there is to do, so that a call too many does nothing."""

    def register(run: Again) -> Again:
        _jobs[name] = Interval(name, pause, run)
        return run

    return register


def put_out_due() -> int:
    """Put out the jobs whose time has come, each with its mark in one transaction. Returns how many there were.

    Several workers may ask at once: the mark is locked.
    """
    day, now, server_now = clock.today(), clock.local(clock.now()), clock.server_now()
    marks = {mark.name: mark for mark in ScheduleMark.objects.all()}
    return sum(
        _put_out(job, day, server_now)
        for job in list(_jobs.values())
        if _is_due(job, marks.get(job.name), day, now.time(), server_now)
    )


def _is_due(
    job: Daily | Interval, mark: ScheduleMark | None, day: date, hour: time, server_now: datetime
) -> bool:
    if isinstance(job, Interval):
        # A mark ahead of the clock shows that the clock was set back: waiting for it would skip.
        return mark is None or mark.at is None or not server_now - job.pause < mark.at <= server_now
    if hour < job.hour:
        return False
    # A mark of tomorrow is one of a clock set back over midnight; a mark further ahead is of a clock that was wrong.
    return mark is None or mark.day is None or mark.day < day or mark.day > day + timedelta(days=1)


@transaction.atomic
def _put_out(job: Daily | Interval, day: date, server_now: datetime) -> int:
    ScheduleMark.objects.get_or_create(name=job.name)
    mark = ScheduleMark.objects.select_for_update().get(name=job.name)
    if not _is_due(job, mark, day, time.max, server_now):
        return 0
    if isinstance(job, Daily):
        mark.day = day
        key, payload = f"{job.name} {day:%Y-%m-%d}", {"job": job.name, "day": day.isoformat()}
    else:
        mark.at = server_now
        key, payload = f"{job.name} {server_now.isoformat()}", {"job": job.name}
    mark.save(update_fields=["day", "at"])
    put_out(system_actor(None), JOB, payload, key=key, label=job.name)
    return 1


@channel(JOB, lease=timedelta(minutes=15), tries=8, batch=1)
def run_job(row: Outgoing) -> None:
    """Do a job that was put out. One that this build no longer knows is done with."""
    job = _jobs.get(row.payload["job"])
    if isinstance(job, Daily):
        job.run(date.fromisoformat(row.payload["day"]))
    elif isinstance(job, Interval):
        job.run()


@daily("outbox.sweep", time(2, 0))
def sweep(day: date) -> None:
    """Forget what was done a month ago and longer: letters hold names and need not be kept; a job less long still."""
    now = clock.server_now()
    done = Outgoing.objects.filter(state__in=[Outgoing.State.DONE, Outgoing.State.DROPPED])
    done.filter(ended_at__lt=now - KEPT).delete()
    done.filter(channel=JOB, ended_at__lt=now - KEPT_JOBS).delete()


KEPT = timedelta(days=30)
KEPT_JOBS = timedelta(days=3)

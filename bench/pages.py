"""Server time of the pages people open most, on ten years of a large committee: 5,000 conferences, 100,000 deadlines.

Builds its own data in a temporary folder (SQLite there, or the PostgreSQL that NGHISU_DATABASE names, whose tables it
makes), asks each page over and over inside one process, through all middleware, and prints the median in milliseconds
and the number of queries. Runs by itself, as root too: `python bench/pages.py`.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from random import Random

CONFERENCES = 5_000
DEADLINES = 100_000
YEARS = range(2021, 2031)
REPEATS = 60
TODAY = datetime(2026, 3, 10, 0, 30, tzinfo=UTC)


def build(conferences: int = CONFERENCES, deadlines: int = DEADLINES) -> tuple[int, int]:
    """Fill the database. Returns the ids of a user of the office and of a conference of this month."""
    from django_scopes import scope

    from nghisu.accounts.models import PositionRole, User
    from nghisu.core.law import load_rulebook
    from nghisu.core.text import fold, sort_key
    from nghisu.directory.models import Appointment, Organisation, Person, Position
    from nghisu.foundation import clock
    from nghisu.foundation.models import Committee
    from nghisu.programme.models import Entry, Programme
    from nghisu.rulebook.models import Binding, Deadline, Subject

    random = Random(20260310)  # noqa: S311  figures to be had again, not secrets
    rulebook = load_rulebook("5609")
    committee = Committee.objects.create(
        code="bench", name="Bench", short_name="Bench", level="province", place="Hà Nội"
    )
    with scope(committee=committee):
        Binding.objects.create(committee=committee, rulebook="5609", since=date(2015, 1, 30))
        units = Organisation.objects.bulk_create(
            Organisation(
                committee=committee,
                code=f"don-vi-{n}",
                name=f"Đơn vị {n}",
                kind=Organisation.Kind.PARTY_OFFICE if n == 0 else Organisation.Kind.DEPARTMENT,
                bloc=Organisation.Bloc.PARTY,
                tier=1,
                search_text=fold(f"Đơn vị {n}"),
                sort_key=sort_key(f"Đơn vị {n}"),
                since=date(2015, 1, 1),
            )
            for n in range(40)
        )
        position = Position.objects.create(
            committee=committee,
            code="cv",
            title="Chuyên viên",
            title_code="cv",
            organisation=units[0],
            search_text="chuyen vien",
            sort_key="cv",
            since=date(2015, 1, 1),
        )
        person = Person.objects.create(
            full_name="Nguyễn Văn An", given_name="An", search_text="nguyen van an", sort_key=sort_key("An")
        )
        Appointment.objects.create(
            committee=committee, person=person, position=position, since=date(2015, 1, 1)
        )
        PositionRole.objects.create(
            committee=committee,
            position=position,
            role="office-specialist",
            organisation=units[0],
            since=date(2015, 1, 1),
        )
        user = User.objects.create(username="bench", person=person)
        programmes = {
            year: Programme.objects.create(committee=committee, year=year, title=f"Chương trình {year}")
            for year in YEARS
        }
        days = [
            date(year, 1, 1) + timedelta(days=n)
            for year in YEARS
            for n in range(365)
            if (date(year, 1, 1) + timedelta(days=n)).weekday() < 5
        ]
        subjects = Subject.objects.bulk_create(
            (Subject(committee=committee, rulebook="5609") for _ in range(conferences)), batch_size=2_000
        )
        kinds = cycle(rulebook.kinds)
        entries = []
        for n, subject in enumerate(subjects):
            day = days[n * len(days) // conferences]
            opening = datetime(day.year, day.month, day.day, 8 if n % 2 else 14, tzinfo=clock.VIETNAM)
            title = f"Hội nghị số {n} về nhiệm vụ {random.choice(('phát triển', 'xây dựng', 'kiểm tra'))}"
            entries.append(
                Entry(
                    committee=committee,
                    programme=programmes[day.year],
                    subject=subject,
                    number=n,
                    title=title,
                    search_text=fold(title),
                    kind=next(kinds),
                    opening=opening,
                    part="morning" if n % 2 else "afternoon",
                    form="in-person",
                    scale="internal",
                    chair="thuong-truc",
                    preparing=random.choice(units),
                )
            )
        Entry.objects.bulk_create(entries, batch_size=500)
        acts = list(rulebook.acts.values())
        each = deadlines // conferences
        rows = []
        for entry in entries:
            for place in range(each):
                act = acts[place % len(acts)]
                repeat = place // len(acts)
                act_by = entry.opening.date() - timedelta(days=15 - place)
                done = act_by < date(2026, 3, 10) and random.random() > 0.002
                rows.append(
                    Deadline(
                        committee=committee,
                        subject=entry.subject,
                        act=f"{act.id}-{repeat + 1}" if repeat else act.id,
                        position=place,
                        rule=act.id,
                        document="5609-QĐ/TU",
                        clause="I/III/1.1/b1",
                        basis="stated",
                        legal_date=act_by,
                        act_by=act_by,
                        owner="VP",
                        organisation=units[0],
                        done_at=TODAY if done else None,
                        done_by_name="Nguyễn Văn An" if done else "",
                    )
                )
        Deadline.objects.bulk_create(rows, batch_size=1_000)
        month = Entry.objects.filter(opening__date=date(2026, 3, 18)).first() or entries[0]
        return user.pk, month.pk


def main() -> None:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory(prefix="nghisu-bench-") as folder:
        os.environ.update(
            NGHISU_DATA=folder, NGHISU_DEMO="1", DJANGO_SETTINGS_MODULE="nghisu.config.settings"
        )
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext
        from django.urls import reverse

        from nghisu.accounts import sessions
        from nghisu.accounts.models import User
        from nghisu.foundation.models import StandingClock

        settings.ALLOWED_HOSTS = ["testserver"]
        began = time.perf_counter()
        call_command("migrate", interactive=False, verbosity=0)
        StandingClock.objects.create(stands_at=TODAY)
        user_id, entry_id = build()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        print(
            f"{CONFERENCES} conferences over {len(YEARS)} years, {DEADLINES} deadlines,"
            f" {connection.vendor}: built in {time.perf_counter() - began:.1f} s",
            file=sys.stderr,
        )
        client = Client()
        client.force_login(User.objects.get(pk=user_id))
        session = client.session
        sessions.begin(session)
        session.save()
        pages = {
            "home": reverse("web:home"),
            "calendar": "/lich/thang/2026-03/",
            "conference": reverse("programme:entry", args=[entry_id]),
        }
        figures: dict[str, float] = {}
        for name, url in pages.items():
            for _ in range(5):
                response = client.get(url)
            if response.status_code != 200:
                raise SystemExit(f"{url} answered {response.status_code}")
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            queries = len(captured)
            taken = []
            for _ in range(REPEATS):
                start = time.perf_counter()
                client.get(url)
                taken.append((time.perf_counter() - start) * 1000)
            figures[f"{name}_ms"] = round(statistics.median(taken), 1)
            figures[f"{name}_queries"] = queries
            print(
                f"{name}: median {figures[f'{name}_ms']} ms, max {max(taken):.1f} ms,"
                f" {queries} queries, {len(response.content) // 1024} KB of HTML",
                file=sys.stderr,
            )
        connection.close()
    print(json.dumps({"figures": figures}))


if __name__ == "__main__":
    main()

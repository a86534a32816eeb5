"""The page of a pack with a hundred documents of ten items and a thousand invitees, as the office sees it."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

DOCUMENTS, ITEMS, INVITEES = 100, 10, 1_000
REPEATS = 30


def measure() -> dict[str, float]:
    """`pack_ms`: the median server time of the page in milliseconds, through all middleware; `pack_queries`."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    from django_scopes import scope

    from bench.pages import TODAY, build
    from nghisu.accounts.models import User
    from nghisu.accounts.queries import actor_for
    from nghisu.conferences.commands import ItemContent, add_item
    from nghisu.conferences.commands.pack_readers import keep_pack_readers
    from nghisu.conferences.commands.packs import add_to_pack
    from nghisu.conferences.models import Conference
    from nghisu.core.text import fold, sort_key
    from nghisu.directory.models import Person
    from nghisu.documents.commands import DocumentFacts
    from nghisu.documents.models import DocumentVersion
    from nghisu.foundation import clock
    from nghisu.foundation.models import Committee, StandingClock
    from nghisu.invitations.models import Invitee
    from nghisu.programme.models import Entry
    from tests.conftest import signed_in

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", interactive=False, verbosity=0)
    StandingClock.objects.create(stands_at=TODAY)
    user_id, entry_id = build(200, 2_000)
    user = User.objects.get(pk=user_id)
    committee = Committee.objects.get(code="bench")
    with scope(committee=committee), clock.standing(TODAY):
        by = actor_for(user, committee.pk, clock.today())
        entry = Entry.objects.get(pk=entry_id)
        items = [add_item(by, entry_id, ItemContent(title=f"Nội dung {n}")).pk for n in range(ITEMS)]
        rows = [
            add_to_pack(by, entry, DocumentFacts(f"Tài liệu {n}", "report"), [items[n % ITEMS]])
            for n in range(DOCUMENTS)
        ]
        for number in (1, 2):
            DocumentVersion.objects.bulk_create(
                DocumentVersion(
                    committee=committee,
                    document=row,
                    number=number,
                    state="drawn",
                    pages=12,
                    drawn=12,
                    at=TODAY,
                    by_name="Bench",
                    circulated_at=TODAY + timedelta(hours=number) if number == 1 or row.pk % 2 else None,
                )
                for row in rows
            )
        people = Person.objects.bulk_create(
            Person(
                full_name=f"Nguyễn Văn {n}",
                given_name=str(n),
                search_text=fold(f"Nguyễn Văn {n}"),
                sort_key=sort_key(str(n)),
            )
            for n in range(INVITEES)
        )
        conference = Conference.objects.get(entry=entry)
        invited = Invitee.objects.bulk_create(
            Invitee(
                committee=committee,
                conference=conference,
                person=one,
                name=one.full_name,
                rank=place,
                sort_key=one.sort_key,
                search_text=one.search_text,
                resolved_on=clock.today(),
            )
            for place, one in enumerate(people)
        )
        through = Invitee.items.through
        through.objects.bulk_create(
            through(invitee_id=one.pk, agendaitem_id=items[place % ITEMS])
            for place, one in enumerate(invited)
            if place % 2
        )
        began = time.perf_counter()
        keep_pack_readers(by, conference)
        granted = (time.perf_counter() - began) * 1000
    client = signed_in(user)
    address = reverse("conferences:pack", args=[entry_id])
    client.get(address)
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return {
        "pack_ms": round(statistics.median(taken), 1),
        "pack_queries": float(len(queries)),
        "pack_grants_ms": round(granted, 1),
    }

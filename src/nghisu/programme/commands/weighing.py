from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext, override

from nghisu.core.conferences.findings import Finding as CoreFinding
from nghisu.core.conferences.findings import check_programme
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Finding, Programme
from nghisu.programme.queries.planned import planned_of
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import base_figure, calendar_of, rulebook_of

LANGUAGES = ("vi", "en")
RANKS = {"refuse": 0, "warn": 1, "note": 2}


def weigh_programme(by: Actor, programme: Programme) -> None:
    """Make the findings of a programme anew, unless they are of its present revision and rules already.

    Not an act of a person but a reckoning: nothing is remembered, and whoever looks first pays for it.
    """
    with transaction.atomic():
        held = Programme.objects.select_for_update().filter(committee_id=by.committee_id).get(pk=programme.pk)
        rulebook = rulebook_of(by, _first_day(held.year))
        base = base_figure(by, held.year - 1)
        rules = f"{rulebook.digest[:40]}:{base}"
        if held.weighed_revision == held.revision and held.weighed_rules == rules:
            return
        entries = list(
            Entry.objects.filter(committee_id=by.committee_id, programme=held).select_related("preparing", "room")
        )
        found = check_programme(
            [planned_of(entry) for entry in entries],
            rulebook,
            calendar_of(by),
            hours=opening_hours_of(by),
            base_year_count=base,
        )
        Finding.objects.filter(committee_id=by.committee_id, programme=held).delete()
        rows = Finding.objects.bulk_create([_row(by, held, one) for one in found], batch_size=200)
        Finding.entries.through.objects.bulk_create(
            [
                Finding.entries.through(finding_id=row.pk, entry_id=int(key))
                for row, one in zip(rows, found, strict=True)
                for key in one.keys
            ],
            batch_size=400,
        )
        held.weighed_revision, held.weighed_rules = held.revision, rules
        held.save(update_fields=["weighed_revision", "weighed_rules"])

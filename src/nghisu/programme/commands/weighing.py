from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext, override

from nghisu.core.conferences.findings import Finding as CoreFinding
from nghisu.core.conferences.findings import check_programme
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Finding, Programme
from nghisu.programme.queries.planned import planned_of
from nghisu.programme.queries.programmes import entries_weighed
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import base_figure, calendar_of, rulebook_of

LANGUAGES = ("vi", "en")
RANKS = {"refuse": 0, "warn": 1, "note": 2}


def weigh_programme(by: Actor, programme: Programme) -> None:
    """Make the findings of a programme anew, unless they are of its present revision and rules already.

    Not an act of a person but a reckoning: nothing is remembered, and whoever looks first pays for it. Whoever looks
    later only reads: the programme is locked for the reckoning alone.
    """
    rulebook = rulebook_of(by, date(programme.year, 1, 1))
    base = base_figure(by, programme.year - 1)
    hours = opening_hours_of(by)
    calendar = calendar_of(by)
    rules = hashlib.sha256(f"{rulebook.digest} {calendar.digest} {base} {hours}".encode()).hexdigest()
    if _is_weighed(programme, rules):
        return
    with transaction.atomic():
        held = Programme.objects.select_for_update().filter(committee=by.committee_id).get(pk=programme.pk)
        if _is_weighed(held, rules):
            return
        conferences = [planned_of(entry) for entry in entries_weighed(by, held)]
        found: dict[str, list[CoreFinding]] = {}
        for language in LANGUAGES:
            with override(language):
                found[language] = check_programme(
                    conferences,
                    rulebook,
                    calendar,
                    base_year_count=base,
                    year=held.year,
                    hours=hours,
                    gettext=gettext,
                )
        _replace(by, held, found)
        held.weighed_revision, held.weighed_rules = held.revision, rules
        held.save(update_fields=["weighed_revision", "weighed_rules"])


def weigh_years(by: Actor, years: Iterable[int]) -> None:
    """Make the findings of these years' programmes anew where they have moved on, for one who may see findings."""
    if may(by, "findings.view"):
        for programme in Programme.objects.filter(committee=by.committee_id, year__in=list(years)):
            weigh_programme(by, programme)


def _is_weighed(programme: Programme, rules: str) -> bool:
    return programme.weighed_revision == programme.revision and programme.weighed_rules == rules


def _replace(by: Actor, programme: Programme, found: dict[str, list[CoreFinding]]) -> None:
    """Put the findings in the place of those made before. The same rules give the same findings in each language."""
    Finding.objects.filter(committee=by.committee_id, programme=programme).delete()
    several = list(zip(*found.values(), strict=True))
    rows = Finding.objects.bulk_create(
        [_row(by, programme, dict(zip(found, spoken, strict=True))) for spoken in several], batch_size=200
    )
    Finding.entries.through.objects.bulk_create(
        [
            Finding.entries.through(finding_id=row.pk, entry_id=int(key))
            for row, spoken in zip(rows, several, strict=True)
            for key in spoken[0].keys
        ],
        batch_size=400,
    )


def _row(by: Actor, programme: Programme, spoken: dict[str, CoreFinding]) -> Finding:
    one = spoken[LANGUAGES[0]]
    return Finding(
        committee_id=by.tenant,
        programme=programme,
        code=one.code.value,
        severity=one.severity.value,
        rank=RANKS[one.severity.value],
        day=one.on,
        # What is found again and again by one limit or one order is shown together by it.
        limit=one.limit or "/".join(one.order or ()),
        words={
            language: {"message": finding.message, "way_out": finding.way_out}
            for language, finding in spoken.items()
        },
        citations=[
            ground.as_json() | {"edition": ground.edition, "gist_en": ground.gist_en}
            for ground in one.citations
        ],
    )

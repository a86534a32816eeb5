from __future__ import annotations

from django.db.models import QuerySet

from nghisu.foundation.access import may, must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Finding, Programme


def findings_of_programme(actor: Actor, programme: Programme) -> QuerySet[Finding]:
    """All findings of a programme, the gravest first. Call `weigh_programme` before, so that they are of today."""
    must(actor, "findings.view")
    return Finding.objects.filter(committee=actor.committee_id, programme=programme).prefetch_related(
        "entries"
    )


def findings_of_entry(actor: Actor, entry: Entry) -> QuerySet[Finding]:
    """The findings that concern one conference."""
    rows = Finding.objects.filter(committee=actor.committee_id, entries=entry)
    return rows if may(actor, "findings.view") else rows.none()

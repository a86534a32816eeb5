from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from nghisu.core.text import fold
from nghisu.directory.models import Body
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.further_entries import further_entries
from nghisu.programme.models import Entry
from nghisu.rulebook.queries import rulebook_of


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """The conferences an actor may see: the whole programme with a role that sees it, else those of the bodies
    the actor is a member of, and those the actor is invited to. Everything that shows a conference goes through here."""
    rows = Entry.objects.filter(committee=actor.committee_id)
    if may(actor, "programme.view"):
        return rows
    if not may(actor, "conference.view"):
        return rows.none()
    seen = Q(kind__in=_kinds_of_own_bodies(actor)) if actor.body_ids else Q(pk__in=[])
    for further in further_entries(actor):
        seen |= Q(pk__in=further)
    return rows.filter(seen)


def held(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those that are to be held or were: what is postponed, cancelled, merged or replaced counts nowhere."""
    return rows.filter(state=Entry.State.PLANNED)


def _kinds_of_own_bodies(actor: Actor) -> list[str]:
    codes = set(
        Body.objects.filter(committee=actor.committee_id, pk__in=actor.body_ids).values_list(
            "code", flat=True
        )
    )
    return [kind.code for kind in rulebook_of(actor, clock.today()).kinds.values() if kind.body in codes]


def with_units(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    return rows.select_related("preparing", "room")


def entry_of(actor: Actor, entry_id: int) -> Entry | None:
    """One conference, or None when there is none that the actor may see."""
    return with_units(visible_entries(actor)).filter(pk=entry_id).first()


def entries_between(actor: Actor, since: date, until: date) -> QuerySet[Entry]:
    """The conferences that open on the days from `since` to `until`, both included, in order of time."""
    return (
        with_units(visible_entries(actor))
        .filter(opening__gte=day_start(since), opening__lt=day_start(until + timedelta(days=1)))
        .order_by("opening", "id")
    )


def opening_within(rows: QuerySet[Entry], since: date | None, until: date | None) -> QuerySet[Entry]:
    """Those that open on the days from `since` to `until`, both included; None leaves that end open."""
    if since is not None:
        rows = rows.filter(opening__gte=clock.beginning_of(since))
    if until is not None:
        rows = rows.filter(opening__lt=clock.end_of(until))
    return rows


def entries_of_subjects(actor: Actor, subject_ids: Iterable[int]) -> dict[int, Entry]:
    """The conferences behind some subjects, by subject."""
    return {row.subject_id: row for row in visible_entries(actor).filter(subject_id__in=list(subject_ids))}


def matching(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Those whose title, unit or note holds every word typed, with or without diacritics."""
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def day_start(on: date) -> datetime:
    """The first instant of a day in Viet Nam."""
    return datetime.combine(on, time.min, tzinfo=clock.VIETNAM)

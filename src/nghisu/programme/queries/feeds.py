"""What a calendar program reads under a secret address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from nghisu.accounts.queries import actor_for, is_open, stations_of
from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.law import bilingual, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.secrets import digest_of
from nghisu.programme.adapters.ics import Dated
from nghisu.programme.models import CalendarAddress, Entry
from nghisu.programme.queries.entries import visible_entries
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.programme.queries.participation import (
    entries_of_body,
    entries_of_person,
    entries_of_unit,
    seats_of,
)
from nghisu.programme.queries.planned import local_naive
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.deadlines import visible_deadlines
from nghisu.rulebook.queries.standings import STILL_OPEN

PAST = timedelta(days=90)
"""How far back a calendar goes: what is long over no calendar program needs again."""
MOST = 2_000
"""Conferences, or duties, of one calendar."""

MODELS = {"programme.entry": Entry, "rulebook.deadline": Deadline}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads under an address now, and the address."""

    address: CalendarAddress
    actor: Actor


def reader_of(secret: str) -> Reader | None:
    """Who reads under a secret address: its person as of today.

    None for an address that is unknown or ended, of a closed account, or of a person who serves in its committee no
    more, in whichever others they may serve.
    """
    with scopes_disabled():  # the address itself says whose committee's scope is to be opened
        address = (
            CalendarAddress.objects.select_related("user__person", "committee", "organisation", "body")
            .filter(digest=digest_of(secret), revoked_at=None)
            .first()
        )
    if address is None or not is_open(address.user):
        return None
    stations = stations_of(address.user, clock.today())
    if address.committee_id not in stations:
        return None
    return Reader(address, actor_for(address.user, address.committee_id, clock.today(), stations))


def own_addresses(by: Actor) -> QuerySet[CalendarAddress]:
    """The actor's own addresses in this committee that still open something, the latest first."""
    must(by, "calendar.share")
    rows = CalendarAddress.objects.filter(committee=by.committee_id, user=by.user_id, revoked_at=None)
    return rows.select_related("organisation", "body")


def name_of(address: CalendarAddress) -> str:
    """What a calendar is called in the reader's language."""
    if address.organisation is not None:
        return _("Hội nghị của %(name)s") % {"name": address.organisation.name}
    if address.body is not None:
        return _("Hội nghị của %(name)s") % {"name": address.body.name}
    if address.of == CalendarAddress.Of.ALL:
        return _("Tất cả hội nghị tôi được xem")
    return _("Hội nghị và việc của tôi") if address.with_duties else _("Hội nghị của tôi")


def dated_of(reader: Reader, base: str) -> list[Dated]:
    """What the calendar holds now. `base` is the site's own address, to which the page of a conference is added."""
    address, actor = reader.address, reader.actor
    since = clock.today() - PAST
    dated: list[Dated] = []
    if address.with_conferences:
        dated += _conferences(actor, _entries(actor, address), since, base)
    if address.with_duties:
        dated += _duties(actor, _deadlines(actor, address), since, base)
    return dated


def _entries(actor: Actor, address: CalendarAddress) -> QuerySet[Entry]:
    found: QuerySet[Entry] | None = None
    if address.of == CalendarAddress.Of.ALL:
        found = visible_entries(actor)
    elif address.organisation_id is not None:
        found = entries_of_unit(actor, address.organisation_id)
    elif address.body_id is not None:
        found = entries_of_body(actor, address.body_id)
    elif actor.person_id is not None:
        found = entries_of_person(actor, actor.person_id)
    return found if found is not None else visible_entries(actor).none()


def _deadlines(actor: Actor, address: CalendarAddress) -> QuerySet[Deadline]:
    rows = visible_deadlines(actor).filter(STILL_OPEN, act_by__isnull=False)
    if address.organisation_id is not None:
        return rows.filter(organisation_id=address.organisation_id)
    if address.of != CalendarAddress.Of.OWN or actor.person_id is None:
        return rows.filter(subject__entry__in=_entries(actor, address))
    today = clock.today()
    units = {
        seat.organisation_id
        for seat in seats_of(actor, actor.person_id)
        if seat.organisation_id and seat.since <= today and (seat.until is None or today <= seat.until)
    }
    return rows.filter(Q(organisation_id__in=units | actor.organisation_ids))


def _conferences(actor: Actor, rows: QuerySet[Entry], since: date, base: str) -> list[Dated]:
    found = list(
        rows.filter(opening__gte=clock.beginning_of(since))
        .select_related("preparing", "room")
        .order_by("opening", "id")[:MOST]
    )
    if not found:
        return []
    rulebook = rulebook_of(actor, clock.today())
    kinds, chairs = kind_names(rulebook), chair_names(rulebook)
    hours = opening_hours_of(actor)
    changed = _changed(actor, "programme.entry", [row.pk for row in found])
    place = _site(actor)
    return [
        Dated(
            uid=f"hoi-nghi-{row.pk}@{place}",
            title=row.title
            if row.state == Entry.State.PLANNED
            else f"{row.get_state_display()}: {row.title}",
            begins=row.opening,
            ends=row.closing or _closing(row, hours),
            changed_at=changed.get(row.pk, row.opening),
            sequence=row.revision,
            place=", ".join(part for part in (_room(row), row.room_text) if part),
            text="\n".join(
                f"{name}: {value}"
                for name, value in (
                    (_("Loại hội nghị"), kinds.get(row.kind, row.kind)),
                    (_("Chủ trì"), chairs.get(row.chair, row.chair_text)),
                    (_("Cơ quan chuẩn bị"), row.preparing.name if row.preparing else row.preparing_text),
                    (_("Thành phần"), row.participants),
                )
                if value
            ),
            url=base + reverse("programme:entry", args=[row.pk]),
            cancelled=row.state != Entry.State.PLANNED,
            categories=(kinds.get(row.kind, row.kind),),
        )
        for row in found
    ]


def _duties(actor: Actor, rows: QuerySet[Deadline], since: date, base: str) -> list[Dated]:
    found = list(
        rows.filter(act_by__gte=since).select_related("subject__entry").order_by("act_by", "id")[:MOST]
    )
    changed = _changed(actor, "rulebook.deadline", [row.pk for row in found])
    place = _site(actor)
    dated = []
    for row in found:
        entry: Entry = row.subject.entry
        act = load_rulebook(row.subject.rulebook).acts.get(row.act)
        assert row.act_by is not None  # noqa: S101  asked for with a day
        dated.append(
            Dated(
                uid=f"viec-{row.pk}@{place}",
                title=_("Hạn: %(act)s") % {"act": bilingual(act.name, act.name_en, _) if act else row.act},
                begins=row.act_by,
                ends=row.act_by + timedelta(days=1),
                changed_at=changed.get(row.pk, clock.beginning_of(row.act_by)),
                sequence=entry.revision,
                text=f"{entry.title}, {clock.local(entry.opening):%H:%M %d/%m/%Y}\n{row.document} {row.clause}",
                url=base + reverse("programme:entry", args=[entry.pk]) + f"#duty-{row.pk}",
            )
        )
    return dated


def _changed(actor: Actor, kind: str, ids: list[int]) -> Mapping[int, datetime]:
    """When each of some rows was last touched, as the trail knows."""
    rows = (
        AuditRecord.objects.filter(
            committee=actor.committee_id, thing_kind=kind, thing_id__in=[str(pk) for pk in ids]
        )
        .order_by()
        .values_list("thing_id")
        .annotate(last=Max("at"))
    )
    return {int(thing_id): at.replace(microsecond=0) for thing_id, at in rows}


def _closing(row: Entry, hours: OpeningHours) -> datetime:
    """The end that is assumed where none is written: that of the part of the day, an hour at least."""
    opening = local_naive(row.opening)
    part = PartOfDay(row.part) if row.part else hours.part_of(opening.time())
    end = max(hours.closing(opening.date(), part), opening + timedelta(hours=1))
    return end.replace(tzinfo=clock.VIETNAM)


def _room(row: Entry) -> str:
    if row.room is None:
        return ""
    return f"{row.room.name}, {row.room.place}" if row.room.place else row.room.name


def _site(actor: Actor) -> str:
    """What keeps the names of two committees' rows apart."""
    return f"{actor.committee_id}.nghisu"

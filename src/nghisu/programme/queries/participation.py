"""Who takes part in what: the conferences of a unit and of a person, as the programme and the directory know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from nghisu.directory.models import Appointment, Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.entries import day_start, visible_entries
from nghisu.rulebook.queries import rulebook_of


@dataclass(frozen=True, slots=True)
class Seat:
    """That a person holds a position in a body or a unit for a time."""

    body_codes: frozenset[str]
    organisation_id: int | None
    since: date
    until: date | None


def entries_of_unit(actor: Actor, organisation_id: int) -> QuerySet[Entry] | None:
    """The conferences that a unit prepares or helps to prepare, as far as the actor may see them; None for no unit of
    the committee."""
    if not Organisation.objects.filter(committee=actor.committee_id, pk=organisation_id).exists():
        return None
    return visible_entries(actor).filter(_of_units([organisation_id]))


def entries_of_body(actor: Actor, body_id: int) -> QuerySet[Entry] | None:
    """The conferences of a body, as far as the actor may see them; None for no body of the committee."""
    code = (
        Body.objects.filter(committee=actor.committee_id, pk=body_id).values_list("code", flat=True).first()
    )
    if code is None:
        return None
    return visible_entries(actor).filter(kind__in=_kinds_of(actor, {code}))


def entries_of_person(actor: Actor, person_id: int, *, units: bool = True) -> QuerySet[Entry] | None:
    """The conferences of the bodies a person sits in on the day of the opening, and, with `units`, those that the
    person's unit prepares or helps to prepare then; None for nobody of the committee.

    Raises AccessRefused for another person's where the actor does not see the whole programme.
    """
    if person_id != actor.person_id:
        must(actor, "programme.view")
    seats = seats_of(actor, person_id)
    if not seats:
        return None
    wanted = Q(pk__in=[])
    for seat in seats:
        concerned = Q(kind__in=_kinds_of(actor, seat.body_codes)) if seat.body_codes else Q(pk__in=[])
        if units and seat.organisation_id is not None:
            concerned |= _of_units([seat.organisation_id])
        held = Q(opening__gte=day_start(seat.since))
        if seat.until is not None:
            held &= Q(opening__lt=day_start(seat.until + timedelta(days=1)))
        wanted |= concerned & held
    return visible_entries(actor).filter(wanted)


def seats_of(actor: Actor, person_id: int) -> list[Seat]:
    """Every position a person holds, held or will hold in the actor's committee. A member of a body is a member of the
    larger bodies it sits within, too."""
    rows = Appointment.objects.filter(committee=actor.committee_id, person=person_id).values_list(
        "position__body__code",
        "position__body__within__code",
        "position__body__within__within__code",
        "position__organisation_id",
        "since",
        "until",
    )
    return [
        Seat(frozenset(code for code in codes if code), organisation_id, since, until)
        for *codes, organisation_id, since, until in rows
    ]


def _of_units(organisation_ids: list[int]) -> Q:
    helped = Entry.coordinating.through.objects.filter(organisation_id__in=organisation_ids)
    return Q(preparing_id__in=organisation_ids) | Q(pk__in=helped.values("entry_id"))


def _kinds_of(actor: Actor, body_codes: frozenset[str] | set[str]) -> list[str]:
    kinds = rulebook_of(actor, clock.today()).kinds.values()
    return [kind.code for kind in kinds if kind.body in body_codes]

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.core.text import fold
from nghisu.directory.commands.ground import (
    begin,
    cleaned,
    must_be_in_order,
    must_be_new,
    new_code,
    own,
    put,
)
from nghisu.directory.models import Appointment, Body, Position, Term
from nghisu.directory.queries import overlapping
from nghisu.directory.refusals import (
    BodyCycle,
    CodeTaken,
    NotThereYet,
    OutsideOfAppointments,
    StillHasInner,
    StillHeld,
    TermsOverlap,
    TermTaken,
)
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@dataclass(frozen=True, slots=True)
class BodyContent:
    """What is stated of a body. `code` is how the rules know it (ban-chap-hanh, ban-thuong-vu, thuong-truc); a body
    that no rule speaks of needs none."""

    name: str
    since: date
    short_name: str = ""
    within_id: int | None = None
    code: str = ""

    def columns(self) -> dict[str, Any]:
        return {
            "name": cleaned(self.name, "name"),
            "short_name": " ".join(self.short_name.split()),
            "within_id": self.within_id,
            "since": self.since,
        }


@dataclass(frozen=True, slots=True)
class TermContent:
    """A term of a body: its number as it is written (XVIII), its first and its last day."""

    number: str
    since: date
    until: date | None = None

    def columns(self) -> dict[str, Any]:
        return {"number": cleaned(self.number, "number"), "since": self.since, "until": self.until}


@transaction.atomic
def add_body(by: Actor, content: BodyContent) -> Body:
    """Take a body into the directory. Raises NameTaken, CodeTaken, NotThereYet."""
    committee_id = begin(by)
    columns = content.columns()
    must_be_new(Body.objects.all(), columns["name"], content.since, None)
    _must_fit_within(by, None, content)
    if content.code and Body.objects.filter(committee=committee_id, code=content.code).exists():
        raise CodeTaken(content.code)
    body = Body(
        committee_id=committee_id,
        code=content.code or new_code(Body.objects.all(), by, content.name),
        **columns,
        **_found_by(columns),
    )
    body.save()
    remember(by, "body.added", body, after=_told(body))
    return body


@transaction.atomic
def change_body(by: Actor, body_id: int, content: BodyContent) -> Body:
    """Correct what is stated of a body; its code stays. Raises also BodyCycle, OutsideOfAppointments."""
    begin(by)
    body = own(by, Body.objects.all(), body_id)
    columns = content.columns()
    must_be_in_order(content.since, body.until)
    must_be_new(Body.objects.all(), columns["name"], content.since, body.until, body.pk)
    _must_fit_within(by, body, content)
    held = (
        Appointment.objects.filter(position__body=body, since__lt=content.since)
        .select_related("person")
        .order_by("since")
        .first()
    )
    if held is not None:
        raise OutsideOfAppointments(held.person.full_name, held.since)
    before = _told(body)
    put(body, columns | _found_by(columns))
    body.save()
    remember(by, "body.changed", body, before=before, after=_told(body))
    return body


@transaction.atomic
def close_body(by: Actor, body_id: int, until: date | None) -> Body:
    """Say which day is a body's last; None opens it again. Its positions and terms that would last longer end with it.

    Raises StillHeld, StillHasInner, EndsBeforeStart.
    """
    begin(by)
    body = own(by, Body.objects.all(), body_id)
    must_be_in_order(body.since, until)
    if until is not None:
        lasting = Appointment.objects.filter(position__body=body).exclude(until__lte=until)
        count = lasting.count()
        if count:
            first = lasting.select_related("person").order_by("person__sort_key")[0]
            raise StillHeld(count, first.person.full_name)
        inner = Body.objects.filter(within=body).exclude(until__lte=until).order_by("id").first()
        if inner is not None:
            raise StillHasInner(inner.name)
        Position.objects.filter(body=body, since__lte=until).exclude(until__lt=until).update(until=until)
        Term.objects.filter(body=body, since__lte=until).exclude(until__lt=until).update(until=until)
    else:
        Position.objects.filter(body=body, until=body.until).update(until=None)
        Term.objects.filter(body=body, until=body.until).update(until=None)
    before = body.until
    body.until = until
    body.save(update_fields=["until"])
    verb = "body.closed" if until else "body.reopened"
    remember(by, verb, body, before={"until": before}, after={"until": until})
    return body


@transaction.atomic
def add_term(by: Actor, body_id: int, content: TermContent) -> Term:
    """Enter a term of a body (nhiệm kỳ). Raises TermTaken, TermsOverlap, NotThereYet, EndsBeforeStart."""
    committee_id = begin(by)
    body = own(by, Body.objects.all(), body_id)
    columns = content.columns()
    _must_be_free(body, content, columns["number"])
    term = Term(committee_id=committee_id, body=body, **columns)
    term.save()
    remember(by, "term.added", term, after=columns, label=f"{body.name}, {term.number}")
    return term


@transaction.atomic
def change_term(by: Actor, term_id: int, content: TermContent) -> Term:
    """Correct a term. Raises what `add_term` raises."""
    begin(by)
    term = own(by, Term.objects.select_related("body"), term_id)
    columns = content.columns()
    _must_be_free(term.body, content, columns["number"], term.pk)
    before = {name: getattr(term, name) for name in columns}
    put(term, columns)
    term.save()
    remember(by, "term.changed", term, before=before, after=columns, label=f"{term.body.name}, {term.number}")
    return term


def _must_be_free(body: Body, content: TermContent, number: str, apart_from: int = 0) -> None:
    """The days are in order and within the body's; no other term has the number or one of the days."""
    must_be_in_order(content.since, content.until)
    if content.since < body.since or (body.until is not None and content.since > body.until):
        raise NotThereYet(body.name, body.since, body.until, "since")
    others = Term.objects.filter(body=body).exclude(pk=apart_from)
    if others.filter(number=number).exists():
        raise TermTaken(number)
    met = others.filter(overlapping(content.since, content.until)).order_by("since").first()
    if met is not None:
        raise TermsOverlap(met.number, met.since, met.until)


def _must_fit_within(by: Actor, body: Body | None, content: BodyContent) -> None:
    """The larger body is the committee's own, is there on the body's first day, and is not within the body."""
    if content.within_id is None:
        return
    larger = own(by, Body.objects.all(), content.within_id)
    if body is not None:
        around = dict(
            Body.objects.filter(committee=by.committee_id).order_by().values_list("id", "within_id")
        )
        above: int | None = larger.pk
        seen: set[int] = set()
        while above is not None and above not in seen:
            if above == body.pk:
                raise BodyCycle(larger.name)
            seen.add(above)
            above = around.get(above)
    if larger.since > content.since or (larger.until is not None and larger.until < content.since):
        raise NotThereYet(larger.name, larger.since, larger.until, "within")


def _told(body: Body) -> dict[str, Any]:
    """What the trail tells of a body, in words where a number would say nothing."""
    return {
        "name": body.name,
        "short_name": body.short_name,
        "within": body.within.name if body.within else "",
        "since": body.since,
    }


def _found_by(columns: dict[str, Any]) -> dict[str, str]:
    return {"search_text": fold(f"{columns['name']} {columns['short_name']}")}

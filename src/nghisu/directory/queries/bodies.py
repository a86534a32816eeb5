from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nghisu.directory.models import Appointment, Body, Term
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.precedence import by_precedence, ranks_on
from nghisu.directory.queries.wording import seen_by
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class BodyOnDay:
    """A body on a day: its term, and its members in the order of precedence, each once."""

    body: Body
    term: Term | None
    members: Sequence[Appointment]


def bodies_of(by: Actor, on: date) -> list[BodyOnDay]:
    """The bodies of the committee on a day, the largest first. Members of an inner body belong to both."""
    bodies = list(seen_by(by, Body.objects.all()).filter(valid_on(on)).order_by("id"))
    terms = {
        term.body_id: term for term in seen_by(by, Term.objects.all()).filter(valid_on(on)).order_by("since")
    }
    ranks = ranks_on(by, on)
    seats = by_precedence(
        seen_by(by, Appointment.objects.all())
        .filter(valid_on(on), position__body__isnull=False)
        .select_related("person", "position"),
        ranks,
    )
    return [
        BodyOnDay(body, terms.get(body.pk), _members(seats, _with_inner(body.pk, bodies)))
        for body in sorted(bodies, key=lambda body: (_depth(body, bodies), body.pk))
    ]


def members_of(by: Actor, codes: Iterable[str], on: date) -> dict[str, set[int]]:
    """Who is a member of each of some bodies on a day, those of the bodies within it too: code → people, by id."""
    bodies = list(Body.objects.filter(valid_on(on), committee=by.committee_id))
    wanted = {body.code: _with_inner(body.pk, bodies) for body in bodies if body.code in set(codes)}
    if not wanted:
        return {}
    seats = list(
        Appointment.objects.filter(
            valid_on(on), committee=by.committee_id, position__body__in=set().union(*wanted.values())
        )
        .order_by()
        .values_list("person_id", "position__body_id")
    )
    return {code: {person for person, body in seats if body in ids} for code, ids in wanted.items()}


def _with_inner(body_id: int, bodies: Sequence[Body]) -> set[int]:
    """The body and every body within it."""
    found = {body_id}
    while True:
        more = {body.pk for body in bodies if body.within_id in found} - found
        if not more:
            return found
        found |= more


def _depth(body: Body, bodies: Sequence[Body]) -> int:
    by_id = {each.pk: each for each in bodies}
    depth = 0
    above = by_id.get(body.within_id or 0)
    while above is not None and depth < len(bodies):
        depth += 1
        above = by_id.get(above.within_id or 0)
    return depth


def _members(seats: Sequence[Appointment], body_ids: set[int]) -> list[Appointment]:
    members: dict[int, Appointment] = {}
    for seat in seats:
        if seat.position.body_id in body_ids:
            members.setdefault(seat.person_id, seat)
    return list(members.values())


def body_of(by: Actor, body_id: int) -> Body | None:
    """A body of the committee, whatever the day; None for another's."""
    return seen_by(by, Body.objects.all()).filter(pk=body_id).first()


def term_of(by: Actor, term_id: int) -> Term | None:
    """A term of one of the committee's bodies; None for another's."""
    return seen_by(by, Term.objects.select_related("body")).filter(pk=term_id).first()


def body_choices(by: Actor, on: date) -> list[tuple[int, str]]:
    """The bodies there are on a day, for a form that asks for one."""
    rows = seen_by(by, Body.objects.all()).filter(valid_on(on)).order_by("id")
    return list(rows.values_list("id", "name"))

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, IntegerField, Value, When

from nghisu.directory.models import Appointment, Organisation
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.paging import PAGE, Page, page_of
from nghisu.directory.queries.precedence import by_precedence, ranks_on
from nghisu.directory.queries.wording import seen_by, with_words
from nghisu.foundation.actors import Actor

KIND_PLACE = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(Organisation.Kind.values)),
    output_field=IntegerField(),
)
"""Kinds in the order in which they are listed, not that of their codes."""

SORTS = {
    "ten": ("sort_key", "id"),
    "-ten": ("-sort_key", "-id"),
    "loai": ("kind_place", "sort_key", "id"),
    "-loai": ("-kind_place", "-sort_key", "-id"),
    "cap": ("tier", "sort_key", "id"),
    "-cap": ("-tier", "-sort_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What is asked of the list of units: words, kind, bloc, tier, the superior they stand under."""

    text: str = ""
    kind: str = ""
    bloc: str = ""
    tier: int | None = None


@dataclass(slots=True)
class Branch:
    """A unit with the units under it."""

    organisation: Organisation
    under: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """A unit as its page shows it on a day."""

    organisation: Organisation
    superiors: Sequence[Organisation]
    subordinates: Sequence[Organisation]
    staff: Sequence[Appointment]
    former: Sequence[Appointment]


def organisations_of(
    by: Actor,
    on: date,
    wanted: OrganisationFilter | None = None,
    sort: str = "ten",
    after: str = "",
    size: int = PAGE,
) -> Page[Organisation]:
    """The units there are on a day."""
    wanted = wanted or OrganisationFilter()
    rows = with_words(seen_by(by, Organisation.objects.all()).filter(valid_on(on)), wanted.text)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.bloc:
        rows = rows.filter(bloc=wanted.bloc)
    if wanted.tier is not None:
        rows = rows.filter(tier=wanted.tier)
    total = rows.count()
    rows = rows.annotate(kind_place=KIND_PLACE)
    found, mark = page_of(rows.select_related("superior"), SORTS.get(sort, SORTS["ten"]), after, size)
    return Page(found, total, mark)


def organisation_tree(by: Actor, on: date) -> list[Branch]:
    """The units there are on a day, each under its superior; those whose superior is no more at the top."""
    rows = seen_by(by, Organisation.objects.all()).filter(valid_on(on)).order_by("sort_key", "id")
    branches = {row.pk: Branch(row) for row in rows}
    top: list[Branch] = []
    for branch in branches.values():
        superior = branches.get(branch.organisation.superior_id or 0)
        (superior.under if superior is not None else top).append(branch)
    return top


def organisation_page(by: Actor, organisation_id: int, on: date) -> OrganisationPage | None:
    """One unit with what is above and under it and who works there on a day; None if there is none to see."""
    own = seen_by(by, Organisation.objects.all())
    organisation = (
        own.filter(pk=organisation_id).select_related("superior__superior__superior__superior").first()
    )
    if organisation is None:
        return None
    superiors: list[Organisation] = []
    above = organisation.superior
    while above is not None and len(superiors) < 4:
        superiors.append(above)
        above = above.superior if len(superiors) < 4 else None
    staff, former = [], []
    rows = (
        seen_by(by, Appointment.objects.all())
        .filter(position__organisation=organisation)
        .select_related("person", "position")
        .order_by("-since", "id")
    )
    for row in rows:
        if row.since <= on and (row.until is None or row.until >= on):
            staff.append(row)
        elif row.until is not None and row.until < on:
            former.append(row)
    return OrganisationPage(
        organisation=organisation,
        superiors=superiors[::-1],
        subordinates=list(own.filter(valid_on(on), superior=organisation).order_by("sort_key", "id")),
        staff=by_precedence(staff, ranks_on(by, on)),
        former=former,
    )


def organisation_choices(by: Actor, on: date) -> list[tuple[int, str]]:
    """The units there are on a day, for a form that asks for one."""
    rows = seen_by(by, Organisation.objects.all()).filter(valid_on(on)).order_by("sort_key", "id")
    return list(rows.values_list("id", "name"))

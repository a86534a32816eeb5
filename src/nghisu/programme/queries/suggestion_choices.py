"""What the forms of suggestions let choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.core.planning.periods import Period
from nghisu.directory.models import Body, Organisation
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.queries.lines import kind_names
from nghisu.programme.queries.suggestions import SPEAK_FOR_THEMSELVES, units_spoken_for
from nghisu.rulebook.queries import rulebook_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a call can ask: units by their kind, and members of bodies."""

    groups: Sequence[tuple[str, str, Sequence[int]]]
    bodies: Sequence[tuple[int, str]]


def asked_of(by: Actor) -> Asked:
    """The kinds of units the committee has today with their units, and its bodies."""
    today = clock.today()
    rows = Organisation.objects.filter(valid_on(today), committee=by.committee_id).order_by("pk")
    by_kind: dict[str, list[int]] = {}
    for pk, kind in rows.values_list("pk", "kind"):
        by_kind.setdefault(kind, []).append(pk)
    bodies = Body.objects.filter(valid_on(today), committee=by.committee_id).order_by("id")
    return Asked(
        groups=[
            (kind.value, str(kind.label), by_kind[kind.value])
            for kind in Organisation.Kind
            if kind.value in by_kind
        ],
        bodies=list(bodies.values_list("pk", "name")),
    )


def voices_of(by: Actor) -> list[tuple[str, str]]:
    """For whom the actor may suggest: units, and (as a member) in person."""
    rows = Organisation.objects.filter(committee=by.committee_id, pk__in=units_spoken_for(by))
    found = [(str(pk), name) for pk, name in rows.order_by("sort_key", "id").values_list("pk", "name")]
    if by.person_id is not None and by.holds(*SPEAK_FOR_THEMSELVES):
        found.append(("", _("Cá nhân tôi (%(name)s)") % {"name": by.name}))
    return found


def suggested_kinds(by: Actor, period: Period) -> dict[str, str]:
    """The kinds of conference that can be suggested."""
    return kind_names(rulebook_of(by, period.since))

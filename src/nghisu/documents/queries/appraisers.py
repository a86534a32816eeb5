"""To whom an appraisal can be assigned."""

from __future__ import annotations

from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries import holders_of
from nghisu.directory.queries import valid_on
from nghisu.documents.queries.appraised import appraisal_gate
from nghisu.foundation import clock
from nghisu.foundation.access import load_matrix
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of


def appraisers_of(actor: Actor, part: str) -> set[int]:
    """The people of the actor's committee to whom a part of an appraisal can be assigned today: whoever may say what it
    came to, in a unit of the kind that the rulebook names (5609 I/III/1.2/b2); in any unit where it names none."""
    gate, today = appraisal_gate(rulebook_of(actor, clock.today())), clock.today()
    rule = next((one for one in gate.appraised_by if one.part == part), None) if gate is not None else None
    roles = load_matrix()["document.appraise"].committee
    return set(holders_of(actor.tenant, roles, today, unit_kinds=rule.by if rule is not None else None))


def appraiser_choices(actor: Actor, part: str) -> list[tuple[int, str]]:
    """The same people, each with the unit, to choose from: those of one unit together."""
    held = PositionRole.objects.filter(
        valid_on(clock.today()),
        valid_on(clock.today(), "position__appointments__"),
        committee=actor.committee_id,
        role__in=[role.value for role in load_matrix()["document.appraise"].committee],
        position__appointments__person__in=appraisers_of(actor, part),
    )
    person = "position__appointments__person"
    rows = held.order_by("position__organisation__sort_key", f"{person}__sort_key", person)
    named = rows.values_list(person, f"{person}__full_name", "position__organisation__short_name")
    choices: dict[int, str] = {}
    for pk, name, unit in named:
        choices.setdefault(pk, f"{name} · {unit}" if unit else name)
    return list(choices.items())

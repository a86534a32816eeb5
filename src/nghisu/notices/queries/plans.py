from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.core.law import bilingual
from nghisu.core.text import sort_key
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.models import ReminderPlan
from nghisu.notices.models.office import BEFORE
from nghisu.rulebook.queries import rulebook_of


def plans_of(committee_id: int) -> Mapping[str, ReminderPlan]:
    """The reminder plans of a committee by act; under the empty name the one for all acts without their own."""
    plans = {plan.act: plan for plan in ReminderPlan.objects.filter(committee=committee_id)}
    plans.setdefault("", ReminderPlan(committee_id=committee_id, before=list(BEFORE)))
    return plans


def acts_of(by: Actor) -> list[tuple[str, str]]:
    """The acts of the committee's rulebook with their names, in the order of the names."""
    acts = rulebook_of(by, clock.today()).acts.values()
    named = [(act.id, bilingual(act.name, act.name_en, _)) for act in acts]
    return sorted(named, key=lambda pair: sort_key(pair[1]))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan of an act's own, as a page shows it."""

    act: str
    name: str
    before: str
    to_head: int | None
    to_board: int | None


def plan_lines(by: Actor) -> list[PlanLine]:
    """The acts that have a plan of their own."""
    names = dict(acts_of(by))
    return [
        PlanLine(
            plan.act,
            names.get(plan.act, plan.act),
            ", ".join(str(days) for days in plan.before),
            plan.to_head,
            plan.to_board,
        )
        for plan in plans_of(by.tenant).values()
        if plan.act
    ]

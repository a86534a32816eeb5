from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghisu.accounts.queries import holders_of
from nghisu.approvals.enums import StepRule, StepScope
from nghisu.approvals.models import Route
from nghisu.approvals.refusals import RouteRefused
from nghisu.approvals.routes import RoutePlan, StepPlan, default_route, default_routes
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation.actors import Actor


def kind_name(kind: str) -> str:
    """What things of a kind are called, in the language that is active; the kind's code where nobody named it."""
    plan = default_route(kind)
    if plan is None:
        return kind
    return plan.name_en if get_language() == "en" else plan.name


def route_of(by: Actor, kind: str) -> RoutePlan:
    """The route that a kind of thing takes in the actor's committee: its own, else the one to start with.

    Raises RouteRefused where there is neither.
    """
    default = default_route(kind)
    row = Route.objects.filter(committee=by.committee_id, kind=kind).first()
    if row is None:
        if default is None:
            raise RouteRefused(_("Loại việc này chưa có quy trình phê duyệt. Hãy nhờ quản trị cấp ủy đặt."))
        return default
    return RoutePlan(
        kind=kind,
        name=default.name if default else kind,
        name_en=default.name_en if default else kind,
        steps=[
            StepPlan(
                name=step.name,
                role=Role(step.role),
                scope=StepScope(step.scope),
                rule=StepRule(step.rule),
                passed_over_by_own=step.passed_over_by_own,
            )
            for step in row.steps.order_by("position")
        ],
        one_person_may_repeat=row.one_person_may_repeat,
        revision=row.revision,
    )


def kinds_with_routes(by: Actor) -> list[tuple[str, str]]:
    """The kinds of things that take a route in the actor's committee, with their names."""
    own = Route.objects.filter(committee=by.committee_id).values_list("kind", flat=True)
    kinds = list(default_routes()) + [kind for kind in own if kind not in default_routes()]
    return [(kind, kind_name(kind)) for kind in kinds]


@dataclass(frozen=True, slots=True)
class RouteStepLine:
    """A step of a route in words, and how many people hold it today."""

    name: str
    role: str
    scope: str
    rule: str
    holders: int
    of_the_unit: bool


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A kind of thing with its steps; `is_own` where the committee has set it itself."""

    kind: str
    name: str
    steps: Sequence[RouteStepLine]
    is_own: bool
    one_person_may_repeat: bool


def route_lines(by: Actor, on: date) -> list[RouteLine]:
    """Every route of the committee, with how many could decide each step on a day."""
    counts: dict[Role, int] = {}
    lines = []
    for kind, name in kinds_with_routes(by):
        plan = route_of(by, kind)
        steps = []
        for step in plan.steps:
            if step.role not in counts:
                counts[step.role] = len(holders_of(by.tenant, [step.role], on))
            steps.append(
                RouteStepLine(
                    step.name_en if step.name_en and get_language() == "en" else step.name,
                    _(ROLE_NAMES[step.role]),
                    str(step.scope.label),
                    str(step.rule.label),
                    counts[step.role],
                    step.scope is StepScope.DRAFTER,
                )
            )
        lines.append(RouteLine(kind, name, steps, plan.revision > 0, plan.one_person_may_repeat))
    return lines

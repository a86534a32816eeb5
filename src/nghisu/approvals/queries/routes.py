from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghisu.approvals.enums import StepRule, StepScope
from nghisu.approvals.models import Route
from nghisu.approvals.refusals import RouteRefused
from nghisu.approvals.routes import RoutePlan, StepPlan, default_route
from nghisu.core.people.roles import Role
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

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.approvals.models import Route, RouteStep
from nghisu.approvals.queries.routes import route_of
from nghisu.approvals.refusals import RouteRefused
from nghisu.approvals.routes import RoutePlan, StepPlan
from nghisu.core.people.roles import ROLE_NAMES
from nghisu.foundation.access import load_matrix, must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@transaction.atomic
def set_route(
    by: Actor, kind: str, steps: Sequence[StepPlan], *, one_person_may_repeat: bool, revision: int
) -> RoutePlan:
    """Let a kind of thing take this way from now on; what already waits keeps its own.

    `revision` is the route's that was looked at. Raises RouteRefused when somebody has changed it since, for a
    route without a step, or one that asks a role that decides nothing.
    """
    must(by, "approval.routes")
    row = Route.objects.select_for_update().filter(committee=by.committee_id, kind=kind).first()
    if revision != (row.revision if row else 0):
        raise RouteRefused(_("Quy trình vừa được người khác sửa. Hãy mở lại trang, xem rồi sửa."))
    if not steps:
        raise RouteRefused(_("Quy trình phải có ít nhất một bước. Hãy chọn vai trò quyết định."))
    deciding = load_matrix()["approval.decide"].committee
    for step in steps:
        if step.role not in deciding:
            raise RouteRefused(
                _("Vai trò “%(role)s” không phê duyệt. Hãy chọn vai trò khác.")
                % {"role": _(ROLE_NAMES[step.role])}
            )
    before = _spelled(route_of(by, kind)) if row or _has_default(by, kind) else {}
    if row is None:
        row = Route(committee_id=by.tenant, kind=kind)
    row.one_person_may_repeat, row.revision = one_person_may_repeat, row.revision + 1
    row.save()
    RouteStep.objects.filter(route=row).delete()
    RouteStep.objects.bulk_create(
        RouteStep(
            committee_id=by.tenant,
            route=row,
            position=place,
            name=step.name,
            role=step.role.value,
            scope=step.scope,
            rule=step.rule,
            passed_over_by_own=step.passed_over_by_own,
        )
        for place, step in enumerate(steps)
    )
    plan = route_of(by, kind)
    remember(by, "approval_route.set", row, before=before, after=_spelled(plan), label=plan.name)
    return plan


def _has_default(by: Actor, kind: str) -> bool:
    try:
        route_of(by, kind)
    except RouteRefused:
        return False
    return True


def _spelled(plan: RoutePlan) -> dict[str, object]:
    """A route as the trail keeps it."""
    words = []
    for step in plan.steps:
        marks = [step.role.value, step.scope.value, step.rule.value]
        if step.passed_over_by_own:
            marks.append("passed over by own")
        words.append(f"{step.name} ({', '.join(marks)})")
    return {"steps": words, "one_person_may_repeat": plan.one_person_may_repeat}

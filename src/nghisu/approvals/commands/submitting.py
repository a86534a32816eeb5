from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _

from nghisu.accounts.queries import holders_of
from nghisu.approvals.commands.telling import tell_deciders
from nghisu.approvals.enums import ApprovalState, StepScope
from nghisu.approvals.models import Approval, Author, Step
from nghisu.approvals.policy import Capacity
from nghisu.approvals.queries.routes import route_of
from nghisu.approvals.refusals import AlreadyWaiting, NobodyToDecide, StaleApproval
from nghisu.approvals.registry import shown_as_read, shown_now
from nghisu.approvals.routes import StepPlan
from nghisu.approvals.shown import Shown
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def submit(
    by: Actor,
    kind: str,
    thing: models.Model,
    shown: Shown,
    *,
    drafters: Iterable[int] = (),
    organisation_id: int | None = None,
    after: Approval | None = None,
    answer: str = "",
) -> Approval:
    """Put a thing before those who approve its kind in the committee; returns the approval, which waits at its
    first step.

    `shown` is the thing as the actor reads it. `drafters` are further people (by id) who wrote it: like the actor,
    they never approve it. `organisation_id` is the unit that puts it forward, by default the actor's.
    `after` is the approval that this one follows, by default the last one of the same thing; `answer` is what the
    drafter says to the comments on that one.
    Raises StaleApproval when the thing reads otherwise by now, AlreadyWaiting, NobodyToDecide, RouteRefused,
    KeyError for a kind that no app shows.
    """
    must(by, "approval.submit")
    if by.person_id is None:
        raise AccessRefused("nobody puts it forward")
    read, kept = shown_as_read(by, kind, thing.pk), shown_now(by, kind, thing.pk)
    if kept is None or read is None or read.digest != shown.digest:
        raise StaleApproval(_("Nội dung vừa được thay đổi. Hãy mở lại, xem kỹ rồi trình."))
    earlier = _earlier(by, kind, thing.pk, after)
    authors = {by.person_id, *drafters}
    unit = organisation_id or min(by.organisation_ids, default=None)
    plan = route_of(by, kind)
    steps = [_step(by, place, one, unit, authors) for place, one in enumerate(plan.steps)]
    first = next((step for step in steps if not step.passed_over), None)
    if first is None:
        raise NobodyToDecide(
            _(
                "Người trình giữ vai trò của mọi bước nên không còn ai phê duyệt. Hãy nhờ quản trị cấp ủy sửa quy trình."
            )
        )
    now = clock.now()
    approval = Approval.objects.create(
        committee_id=by.tenant,
        kind=kind,
        thing_id=thing.pk,
        round=earlier.round + 1 if earlier else 1,
        previous=earlier,
        title=kept.title[:500],
        search_text=fold(kept.title)[:900],
        url=kept.url,
        shown=kept.kept,
        digest=kept.digest,
        drafter_id=by.person_id,
        drafter_name=by.name,
        organisation_id=unit,
        answer=answer.strip(),
        one_person_may_repeat=plan.one_person_may_repeat,
        steps_count=len(steps),
        step=first.position,
        submitted_at=now,
        step_since=now,
    )
    for step in steps:
        step.approval = approval
    Step.objects.bulk_create(steps)
    Author.objects.bulk_create(
        Author(committee_id=by.tenant, approval=approval, person_id=person) for person in sorted(authors)
    )
    remember(
        by,
        "approval.submitted",
        approval,
        after={
            "kind": kind,
            "round": approval.round,
            "digest": approval.digest,
            "steps": [s.name for s in steps],
        },
    )
    tell_deciders(by, approval, first)
    return approval


def _earlier(by: Actor, kind: str, thing_id: int, after: Approval | None) -> Approval | None:
    """The round before this one. Raises AlreadyWaiting when the thing, or the round before it, still waits."""
    rows = Approval.objects.select_for_update().filter(committee=by.committee_id)
    last = rows.filter(kind=kind, thing_id=thing_id).order_by("-round").first()
    if last is None and after is not None:
        last = rows.filter(pk=after.pk, kind=kind).first()
    if last is None:
        return None
    if last.state == ApprovalState.PENDING:
        raise AlreadyWaiting(_("Nội dung này đang chờ phê duyệt. Muốn trình lại thì hãy rút lại trước."))
    return last


def _step(by: Actor, place: int, plan: StepPlan, unit: int | None, authors: Sequence[int] | set[int]) -> Step:
    """A step of the route as it is for this thing. Raises NobodyToDecide."""
    organisation_id = unit if plan.scope is StepScope.DRAFTER else None
    if plan.scope is StepScope.DRAFTER and unit is None:
        raise NobodyToDecide(
            _("Bước “%(step)s” do đơn vị trình quyết định, nhưng người trình không thuộc đơn vị nào.")
            % {"step": plan.name}
        )
    own = Capacity(by.person_id or 0, by.name, by.grants)
    passed_over = plan.passed_over_by_own and own.holds(plan.role, organisation_id)
    units = None if organisation_id is None else [organisation_id]
    if not passed_over and not set(holders_of(by.tenant, [plan.role], clock.today(), units)) - set(authors):
        raise NobodyToDecide(
            _(
                "Bước “%(step)s” chưa có ai phê duyệt được ngoài người trình. "
                "Hãy nhờ quản trị cấp ủy ghi người giữ vai trò này trong danh bạ, hoặc sửa quy trình phê duyệt."
            )
            % {"step": plan.name}
        )
    return Step(
        committee_id=by.tenant,
        position=place,
        name=plan.name,
        name_en=plan.name_en,
        role=plan.role.value,
        organisation_id=organisation_id,
        rule=plan.rule.value,
        passed_over=passed_over,
    )

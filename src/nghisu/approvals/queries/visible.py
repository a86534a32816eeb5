from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval, Author, Decision, Step
from nghisu.approvals.policy import Capacity
from nghisu.approvals.queries.capacities import capacities_of
from nghisu.core.people.roles import Role
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor, Grant

OVERSEERS = (Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER, Role.AUDITOR)
"""Who sees every approval of the committee."""
OF_THE_UNIT = (Role.CONTENT_OFFICER, Role.CONTENT_HEAD)
"""Who sees what the own unit puts forward."""


def visible_approvals(by: Actor, on: date) -> QuerySet[Approval]:
    """What the actor may see: what one drafted, decided or may be asked to decide, what the own unit puts forward;
    the chief of office, Thường trực and the auditor see all of the committee."""
    rows = Approval.objects.filter(committee=by.committee_id)
    if not may(by, "approval.view") or by.person_id is None:
        return rows.none()
    if by.holds(*OVERSEERS):
        return rows
    spoken = Decision.objects.filter(approval=OuterRef("pk"))
    seen = Q(Exists(Author.objects.filter(approval=OuterRef("pk"), person=by.person_id)))
    seen |= Q(Exists(spoken.filter(Q(person=by.person_id) | Q(holder=by.person_id))))
    units = {g.organisation_id for g in by.grants if g.role in OF_THE_UNIT and g.organisation_id is not None}
    if units:
        seen |= Q(organisation__in=units)
    for capacity in capacities_of(by, on):
        seen |= _asks(capacity, Step.objects.filter(approval=OuterRef("pk")))
    return rows.filter(seen)


def approval_of(by: Actor, approval_id: int, on: date) -> Approval | None:
    """One approval, if the actor may see it."""
    return visible_approvals(by, on).filter(pk=approval_id).first()


def waiting_for(by: Actor, on: date) -> QuerySet[Approval]:
    """What waits for the actor's decision now, in the own name or in another's, the longest waiting first."""
    rows = Approval.objects.filter(committee=by.committee_id, state=ApprovalState.PENDING)
    if not may(by, "approval.decide") or by.person_id is None:
        return rows.none()
    here = Step.objects.filter(approval=OuterRef("pk"), position=OuterRef("step"))
    asked = Q(pk__in=[])
    for capacity in capacities_of(by, on):
        people = {by.person_id, capacity.holder_id}
        drafted = Author.objects.filter(approval=OuterRef("pk"), person__in=people)
        spoken = Decision.objects.filter(approval=OuterRef("pk"))
        said_here = spoken.filter(step__position=OuterRef("step"), holder=capacity.holder_id)
        said_elsewhere = spoken.filter(Q(person__in=people) | Q(holder__in=people)).exclude(
            step__position=OuterRef("step")
        )
        asked |= (
            _asks(capacity, here)
            & Q(~Exists(drafted))
            & Q(~Exists(said_here))
            & (Q(one_person_may_repeat=True) | Q(~Exists(said_elsewhere)))
        )
    return rows.filter(asked, step__lt=F("steps_count")).order_by("step_since", "id")


def _asks(capacity: Capacity, steps: QuerySet[Step]) -> Q:
    """Approvals one of whose steps, among those given, the capacity holds."""
    held = _held(capacity.grants)
    if not held:
        return Q(pk__in=[])
    asks = Q(Exists(steps.filter(_any(held), passed_over=False)))
    return asks & Q(kind__in=capacity.kinds) if capacity.kinds else asks


def _held(grants: frozenset[Grant]) -> list[Q]:
    held: list[Q] = []
    for grant in sorted(grants, key=lambda one: (one.role, one.organisation_id or 0)):
        role = Q(role=grant.role.value)
        if grant.organisation_id is None:
            held.append(role & Q(organisation=None))
        else:
            held.append(role & (Q(organisation=None) | Q(organisation=grant.organisation_id)))
    return held


def _any(questions: Sequence[Q]) -> Q:
    either = Q()
    for question in questions:
        either |= question
    return either

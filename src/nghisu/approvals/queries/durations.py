"""How long things waited for their approval, for statistics: worked out from what happened, never kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low

from nghisu.approvals.enums import ApprovalState, Outcome
from nghisu.approvals.models import Approval, Decision, Step
from nghisu.approvals.queries.page import step_name
from nghisu.approvals.queries.visible import visible_approvals
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step of one approval: since when it waited there, until when, and how it ended (empty: it still waits)."""

    approval_id: int
    kind: str
    name: str
    role: str
    began: datetime
    ended: datetime | None
    outcome: str

    @property
    def took(self) -> timedelta | None:
        """How long the step took; None while it waits."""
        return self.ended - self.began if self.ended is not None else None


@dataclass(frozen=True, slots=True)
class StepSummary:
    """How long a step of a kind usually takes: how many were decided, how many returned, the middle and the longest."""

    kind: str
    name: str
    decided: int
    returned: int
    middle: timedelta
    longest: timedelta


def step_times(by: Actor, since: date, until: date, on: date) -> list[StepTime]:
    """How long each step took of what was put forward between two days (both included), as far as the actor may see
    it, in the order of the approvals and of their steps. Steps that nobody came to are left out."""
    rows = list(
        visible_approvals(by, on)
        .filter(submitted_at__gte=clock.beginning_of(since), submitted_at__lt=clock.end_of(until))
        .order_by("id")
    )
    keys = [row.pk for row in rows]
    steps, decisions = defaultdict[int, list[Step]](list), defaultdict[int, list[Decision]](list)
    for step in Step.objects.filter(approval__in=keys, passed_over=False).order_by("position"):
        steps[step.approval_id].append(step)
    for decision in Decision.objects.filter(approval__in=keys).order_by("id"):
        decisions[decision.step_id].append(decision)
    return [time for row in rows for time in _times(row, steps[row.pk], decisions)]


def _times(
    row: Approval, steps: Sequence[Step], decisions: defaultdict[int, list[Decision]]
) -> Iterable[StepTime]:
    began = row.submitted_at
    for step in steps:
        if step.position > row.step:
            return
        said = decisions[step.pk]
        done = step.position < row.step or row.state == ApprovalState.RETURNED
        ended = said[-1].at if done and said else row.ended_at
        outcome = said[-1].outcome if done and said else row.state if row.ended_at is not None else ""
        yield StepTime(row.pk, row.kind, step_name(step), step.role, began, ended, outcome)
        began = ended or began


def step_summaries(times: Iterable[StepTime]) -> list[StepSummary]:
    """Steps that were decided, by kind and name: how many, how many returned, the middle time, the longest."""
    spoken = {Outcome.GRANTED.value, Outcome.RETURNED.value}
    taken: dict[tuple[str, str], list[StepTime]] = {}
    for one in times:
        if one.outcome in spoken:
            taken.setdefault((one.kind, one.name), []).append(one)
    found = []
    for (kind, name), ones in taken.items():
        lengths = [one.took for one in ones if one.took is not None]
        returned = sum(one.outcome == Outcome.RETURNED for one in ones)
        found.append(StepSummary(kind, name, len(ones), returned, median_low(lengths), max(lengths)))
    return found

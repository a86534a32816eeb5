"""The lists of approvals: what waits for me, what I sent, what I decided, all that I may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval, Author, Decision, Step
from nghisu.approvals.queries.page import step_name
from nghisu.approvals.queries.routes import kind_name
from nghisu.approvals.queries.visible import visible_approvals, waiting_for
from nghisu.core.text import fold
from nghisu.directory.queries import EVERYTHING
from nghisu.directory.queries.paging import page_of
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor

PAGE = 30


class Box(StrEnum):
    """A part of the inbox, by the word in its address."""

    WAITING = "cho-toi"
    SENT = "toi-trinh"
    DECIDED = "da-quyet-dinh"
    ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks of a list. An empty field asks for nothing."""

    text: str = ""
    kind: str = ""
    state: str = ""

    @property
    def filtered(self) -> bool:
        return any((self.text, self.kind, self.state))


@dataclass(frozen=True, slots=True)
class Line:
    """An approval in a list: what it is called, where it stands, how long it has waited there (days)."""

    approval: Approval
    kind: str
    step: str
    waits_days: int

    @property
    def tone(self) -> str:
        """The badge's state: what waits long stands out."""
        if self.approval.state == ApprovalState.PENDING:
            return "soon" if self.waits_days < LONG_DAYS else "late"
        return {"granted": "done", "returned": "warn"}.get(self.approval.state, "none")


LONG_DAYS = 3
"""Days at one step after which an approval is said to wait long. Our own measure: no text sets one."""


def approvals_in(by: Actor, box: Box, on: date) -> QuerySet[Approval]:
    """The approvals of a part of the inbox."""
    if box is Box.WAITING:
        return waiting_for(by, on)
    rows = visible_approvals(by, on)
    if box is Box.SENT:
        return rows.filter(Exists(Author.objects.filter(approval=OuterRef("pk"), person=by.person_id)))
    if box is Box.DECIDED:
        spoken = Decision.objects.filter(approval=OuterRef("pk"))
        return rows.filter(Exists(spoken.filter(Q(person=by.person_id) | Q(holder=by.person_id))))
    return rows


def listed(
    by: Actor, box: Box, wanted: Wanted, on: date, after: str = "", size: int = PAGE
) -> tuple[list[Line], str]:
    """The lines of a list and the mark after which the next come. What waits comes first come, first served; the
    other lists begin with the latest."""
    rows = narrowed(approvals_in(by, box, on), wanted).select_related("organisation")
    ordering = ["step_since", "id"] if box is Box.WAITING else ["-id"]
    found, mark = page_of(rows, ordering, after, size)
    return lines_of(found, on), mark


def narrowed(rows: QuerySet[Approval], wanted: Wanted) -> QuerySet[Approval]:
    """The rows that were asked for."""
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return rows


def everything(by: Actor, box: Box, wanted: Wanted, on: date) -> list[Line]:
    """A whole list, for a file."""
    return listed(by, box, wanted, on, size=EVERYTHING)[0]


def lines_of(rows: Sequence[Approval], on: date) -> list[Line]:
    """Approvals as lines, in the order given: one more query for all of their steps."""
    steps = {
        (step.approval_id, step.position): step
        for step in Step.objects.filter(approval__in=[r.pk for r in rows])
    }
    lines = []
    for row in rows:
        step = steps.get((row.pk, row.step)) if row.state == ApprovalState.PENDING else None
        waits = (on - _day(row)).days if step is not None else 0
        lines.append(Line(row, kind_name(row.kind), step_name(step) if step else "", max(0, waits)))
    return lines


def _day(row: Approval) -> date:
    return clock.local(row.step_since).date()


def kinds_in(by: Actor, on: date) -> list[tuple[str, str]]:
    """The kinds of things among all that the actor may see, with their names: what a list can be narrowed to."""
    kinds = visible_approvals(by, on).order_by().values_list("kind", flat=True).distinct()
    return sorted(((kind, kind_name(kind)) for kind in kinds), key=lambda pair: fold(pair[1]))


def waiting_count(by: Actor, on: date, most: int) -> int:
    """How many wait for the actor, counted no further than `most`. Whether anything waits for anybody is asked first:
    every page asks this, and the whole question is a long one."""
    if not Approval.objects.filter(committee=by.committee_id, state=ApprovalState.PENDING).exists():
        return 0
    return waiting_for(by, on).order_by()[:most].count()

"""The page of one approval: what was shown, what became of it since the round before, who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghisu.approvals.differences import Stretch, differences, with_quotes
from nghisu.approvals.enums import ApprovalState, Outcome, StepRule
from nghisu.approvals.models import Approval, Comment, Decision, Step
from nghisu.approvals.queries.deciders import authors_of, deciders_of
from nghisu.approvals.queries.visible import visible_approvals
from nghisu.approvals.registry import shown_now
from nghisu.approvals.shown import Passage, passages_of
from nghisu.directory.models import Person
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment as it is read: its number in the round, who made it and in which round, the words it is about."""

    number: int
    by: str
    at: datetime
    text: str
    quote: str
    round: int


@dataclass(slots=True)
class PassageLine:
    """A passage with its comments, those of the round before, and what changed in it since."""

    passage: Passage
    parts: Sequence[Stretch]
    comments: Sequence[CommentLine]
    earlier: Sequence[CommentLine] = ()
    changes: Sequence[Stretch] = ()
    state: str = ""
    """`new`, `changed`, `same` or `gone` against the round before; empty in a first round."""


@dataclass(slots=True)
class StepLine:
    """A step as the page shows it: how it stands, who has decided it, who is waited for."""

    name: str
    state: str
    passed_over: bool
    needs_all: bool
    decided: list[Decision] = field(default_factory=list)
    waited_for: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the history of a thing's rounds."""

    by: str
    what: str
    at: datetime
    note: str = ""


@dataclass(slots=True)
class ApprovalPage:
    """Everything the page of an approval shows."""

    approval: Approval
    passages: Sequence[PassageLine]
    steps: Sequence[StepLine]
    history: Sequence[Record]
    rounds: Sequence[Approval]
    is_author: bool
    changed_now: bool

    @property
    def waits(self) -> bool:
        return self.approval.state == ApprovalState.PENDING

    @property
    def changed(self) -> list[tuple[int, PassageLine]]:
        """The passages that are not as they were in the round before, each with its place on the page, from 1."""
        places = enumerate(self.passages, 1)
        return [(place, line) for place, line in places if line.state in {"new", "changed", "gone"}]

    @property
    def current(self) -> StepLine | None:
        return next((step for step in self.steps if step.state == "current"), None)


def approval_page(by: Actor, approval: Approval, on: date) -> ApprovalPage:
    """The page of an approval that the actor may see."""
    rounds = _rounds(by, approval, on)
    before = next((one for one in rounds if one.pk == approval.previous_id), None)
    decisions = list(
        Decision.objects.filter(approval__in=[one.pk for one in rounds]).select_related("step").order_by("id")
    )
    comments = list(
        Comment.objects.filter(approval__in=[one.pk for one in rounds])
        .select_related("decision")
        .order_by("id")
    )
    return ApprovalPage(
        approval=approval,
        passages=_passages(approval, before, comments),
        steps=_steps(approval, [one for one in decisions if one.approval_id == approval.pk], on),
        history=_history(rounds, decisions),
        rounds=rounds,
        is_author=by.person_id in authors_of(approval.pk),
        changed_now=approval.state == ApprovalState.PENDING and has_changed(by, approval),
    )


@transaction.atomic
def has_changed(by: Actor, approval: Approval) -> bool:
    """Whether the thing reads otherwise now than when it was put forward."""
    now = shown_now(by, approval.kind, approval.thing_id)
    return now is None or now.digest != approval.digest


def step_name(step: Step) -> str:
    """What a step is called in the language that is active."""
    return step.name_en if step.name_en and get_language() == "en" else step.name


def _rounds(by: Actor, approval: Approval, on: date) -> list[Approval]:
    """The rounds that lead to this one and follow it, as far as the actor may see them, the first one first. A round
    may be of another thing: of the version that took the place of the one returned."""
    rows = visible_approvals(by, on)
    rounds = [approval]
    while (earlier := rounds[0].previous_id) is not None:
        found = rows.filter(pk=earlier).first()
        if found is None:
            break
        rounds.insert(0, found)
    while (later := rows.filter(previous=rounds[-1].pk).first()) is not None:
        rounds.append(later)
    return rounds


def _passages(approval: Approval, before: Approval | None, comments: Sequence[Comment]) -> list[PassageLine]:
    own, earlier = _by_passage(comments, approval), _by_passage(comments, before)
    old = {one.id: one for one in passages_of(before.shown)} if before else {}
    lines = []
    for passage in passages_of(approval.shown):
        said = own.get(passage.id, [])
        quotes = [(line.number, line.quote, start) for line, start in said if line.quote]
        line = PassageLine(
            passage,
            with_quotes(passage.text, quotes),
            [one for one, _start in said],
            [one for one, _start in earlier.get(passage.id, [])],
        )
        if before is not None:
            was = old.pop(passage.id, None)
            line.state = _state(was, passage)
            if was is not None and line.state == "changed":
                line.changes = differences(was.text, passage.text)
        lines.append(line)
    for was in old.values():
        said_then = [one for one, _start in earlier.get(was.id, [])]
        lines.append(PassageLine(was, (), (), said_then, differences(was.text, ""), "gone"))
    return lines


def _state(was: Passage | None, passage: Passage) -> str:
    if was is None:
        return "new"
    return "same" if (was.heading, was.text) == (passage.heading, passage.text) else "changed"


def _by_passage(
    comments: Iterable[Comment], approval: Approval | None
) -> dict[str, list[tuple[CommentLine, int | None]]]:
    found: dict[str, list[tuple[CommentLine, int | None]]] = {}
    if approval is None:
        return found
    own = [one for one in comments if one.approval_id == approval.pk]
    for number, one in enumerate(own, 1):
        line = CommentLine(
            number, spoken_by(one.decision), one.decision.at, one.text, one.quote, approval.round
        )
        found.setdefault(one.passage, []).append((line, one.start))
    return found


def spoken_by(decision: Decision) -> str:
    """Who decided, and in whose name if not the own."""
    if decision.person_id == decision.holder_id:
        return decision.person_name
    return _("%(person)s (thay %(holder)s)") % {
        "person": decision.person_name,
        "holder": decision.holder_name,
    }


def _steps(approval: Approval, decisions: Sequence[Decision], on: date) -> list[StepLine]:
    lines = []
    for step in Step.objects.filter(approval=approval).order_by("position"):
        decided = [one for one in decisions if one.step_id == step.pk]
        waits = approval.state == ApprovalState.PENDING and step.position == approval.step
        line = StepLine(
            step_name(step),
            "current" if waits else "done" if step.position < approval.step else "todo",
            step.passed_over,
            step.rule == StepRule.ALL,
            decided,
        )
        if waits:
            people = set(deciders_of(step, on)) - {one.holder_id for one in decided}
            names = Person.objects.filter(pk__in=people).order_by("sort_key", "id")
            line.waited_for = list(names.values_list("full_name", flat=True))
        lines.append(line)
    return lines


def _history(rounds: Sequence[Approval], decisions: Sequence[Decision]) -> list[Record]:
    """What happened in all rounds, the latest first."""
    records: list[Record] = []
    for one in rounds:
        records.append(
            Record(
                one.drafter_name,
                _("trình lần %(round)d") % {"round": one.round},
                one.submitted_at,
                one.answer,
            )
        )
        for decision in decisions:
            if decision.approval_id == one.pk:
                said = _("đồng ý") if decision.outcome == Outcome.GRANTED else _("trả lại")
                what = _("%(said)s ở bước %(step)s") % {"said": said, "step": step_name(decision.step)}
                records.append(Record(spoken_by(decision), what, decision.at, decision.note))
        if one.state == ApprovalState.WITHDRAWN and one.ended_at is not None:
            records.append(Record(one.ended_by_name, _("rút lại"), one.ended_at, one.reason))
        if one.state == ApprovalState.SUPERSEDED and one.ended_at is not None:
            said = _("Nội dung đã thay đổi, lần trình hết hiệu lực")
            records.append(Record(one.ended_by_name, said, one.ended_at))
    return records[::-1]

"""Deadlines from rules: which rules apply to a question, and what dates they give.

What applies depends on few things (kind, form, chair, what is carried, the period of validity), so it is
worked out once for each combination; a question then costs only the counting of days.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nghisu.core.dates.workcalendar import FIRST_YEAR, LAST_YEAR, WorkCalendar
from nghisu.core.law.answer import Answer, Conflict, Deadline, Duty, NotApplicable, Severity
from nghisu.core.law.question import Form, Question
from nghisu.core.law.refusals import QuestionRefused
from nghisu.core.law.rules import Anchor, DeadlineRule, Offset, OrderRule, Unit

MARGIN = 3
"""Years kept free at both ends of the calendar, more than the longest distance a rule may have."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All that decides which rules apply, the day aside."""

    kind: str
    form: Form
    chair: str | None
    carries_appraised: bool
    unscheduled: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """An order and the places of its two acts among the duties."""

    order: OrderRule
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a scope owes in one period: the duties in order, what each is pulled by, what falls away, what is
    checked.
    """

    duties: tuple[Duty, ...]
    pulled_by: tuple[int | None, ...]
    not_applicable: tuple[NotApplicable, ...]
    checked: tuple[Checked, ...]


def applies_to(rule: DeadlineRule, scope: Scope) -> bool:
    """Whether a rule speaks of such a conference, its validity aside."""
    return (
        (not rule.kinds or scope.kind in rule.kinds)
        and (not rule.forms or scope.form in rule.forms)
        and (not rule.chair or scope.chair in rule.chair)
        and (not rule.carries or scope.carries_appraised)
    )


def months_away(day: date, count: int) -> date:
    """The same day of another month; that month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def count_back(calendar: WorkCalendar, day: date, offset: Offset) -> date:
    """The day that lies the offset before the day, which itself is not counted."""
    if offset.unit is Unit.WORKING_DAYS:
        return calendar.back(day, offset.count)
    if offset.unit is Unit.DAYS:
        return day - timedelta(days=offset.count)
    if offset.unit is Unit.WEEKS:
        return day - timedelta(weeks=offset.count)
    return months_away(day, -offset.count)


def count_forward(calendar: WorkCalendar, day: date, offset: Offset) -> date:
    """The day that lies the offset after the day, which itself is not counted."""
    if offset.unit is Unit.WORKING_DAYS:
        return calendar.forward(day, offset.count)
    if offset.unit is Unit.DAYS:
        return day + timedelta(days=offset.count)
    if offset.unit is Unit.WEEKS:
        return day + timedelta(weeks=offset.count)
    return months_away(day, offset.count)


def _before(duty: Duty, opening: date, calendar: WorkCalendar, not_after: date | None) -> Deadline:
    offset = duty.rule.offset
    if offset is None:
        return Deadline(duty, opening, calendar)
    literal = count_back(calendar, opening, offset)
    legal = literal if not_after is None or literal <= not_after else not_after
    recommended: date | None = None
    if duty.rule.recommended is not None:
        recommended = count_back(calendar, opening, duty.rule.recommended)
        if recommended >= legal:
            recommended = None
    return Deadline(duty, opening, calendar, legal, calendar.on_or_before(legal), recommended, literal)


def _after(duty: Duty, close: date, calendar: WorkCalendar) -> Deadline:
    offset = duty.rule.offset
    if offset is None:
        return Deadline(duty, close, calendar)
    legal = count_forward(calendar, close, offset)
    recommended: date | None = None
    if duty.rule.recommended is not None:
        recommended = count_forward(calendar, close, duty.rule.recommended)
        if recommended >= legal:
            recommended = None
    return Deadline(duty, close, calendar, legal, calendar.on_or_after(legal), recommended, legal)


def derive(question: Question, plan: Plan, calendar: WorkCalendar) -> Answer:
    """The dates that a plan gives to a question."""
    opening, close = question.opening_day, question.closing_day
    if close < opening:
        raise QuestionRefused(
            f"Ngày bế mạc {close:%d/%m/%Y} sớm hơn ngày khai mạc {opening:%d/%m/%Y}. "
            "Hãy sửa một trong hai ngày."
        )
    if not FIRST_YEAR + MARGIN <= opening.year <= close.year <= LAST_YEAR - MARGIN:
        beyond = close.year if close.year > LAST_YEAR - MARGIN else opening.year
        raise QuestionRefused(
            f"Không tính được ngày làm việc của năm {beyond}: chỉ tính từ năm {FIRST_YEAR + MARGIN} "
            f"đến năm {LAST_YEAR - MARGIN}. Hãy kiểm tra lại năm."
        )
    deadlines = _dates(plan, opening, close, calendar)
    conflicts: list[Conflict] = []
    kept: list[OrderRule] = []
    for checked in plan.checked:
        earlier, later = deadlines[checked.first], deadlines[checked.second]
        if earlier.legal_date is None or later.legal_date is None:
            continue
        if earlier.legal_date > later.legal_date:
            conflicts.append(Conflict(checked.order, earlier, later, Severity.CONTRADICTION))
        elif earlier.legal_date == later.legal_date:
            conflicts.append(Conflict(checked.order, earlier, later, Severity.NO_SLACK))
        else:
            kept.append(checked.order)
    return Answer(question, tuple(deadlines), plan.not_applicable, tuple(conflicts), tuple(kept))


def _dates(plan: Plan, opening: date, close: date, calendar: WorkCalendar) -> Sequence[Deadline]:
    deadlines: list[Deadline] = []
    for duty, puller in zip(plan.duties, plan.pulled_by, strict=True):
        if duty.rule.anchor is Anchor.CLOSE:
            deadlines.append(_after(duty, close, calendar))
        elif puller is None:
            deadlines.append(_before(duty, opening, calendar, None))
        else:
            by = plan.duties[puller].rule.offset
            not_after = count_back(calendar, opening, by) if by is not None else None
            deadlines.append(_before(duty, opening, calendar, not_after))
    return deadlines

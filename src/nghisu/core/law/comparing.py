"""What would change between two rulebooks: which rules, and which days of which conferences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.answer import Answer, Conflict, Deadline, Severity
from nghisu.core.law.citation import Citation, Translate, identity
from nghisu.core.law.question import Question
from nghisu.core.law.refusals import LawError
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import Rule
from nghisu.core.law.tracing import names_in
from nghisu.core.law.wording.rules import say_rule

NO_MATTER = frozenset({"at", "edition"})
"""Where a rule is written changes nothing of what it asks."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule of one name that asks something else in the new rulebook; `old` or `new` is None where only one has it."""

    id: str
    old: Rule | None
    new: Rule | None
    old_said: str = ""
    new_said: str = ""


@dataclass(frozen=True, slots=True)
class DayChange:
    """A duty of a conference whose day moves, comes or goes."""

    act: str
    name: str
    old: Deadline | None
    new: Deadline | None

    @property
    def days(self) -> int | None:
        """By how many days the day to act by moves; less than 0 is earlier; None where one of both has no day."""
        before = self.old.act_by if self.old else None
        after = self.new.act_by if self.new else None
        return (after - before).days if before and after else None

    @property
    def earlier(self) -> int:
        """By how many days it is to be done earlier; less than 0 is later."""
        return -(self.days or 0)


@dataclass(frozen=True, slots=True)
class Convened:
    """A conference to compare the rulebooks on: what it is called, what the rules look at, where it is known (key)."""

    title: str
    question: Question
    key: str = ""


@dataclass(frozen=True, slots=True)
class ConferenceChange:
    """What changes for one conference. `refused` says why one of the rulebooks cannot answer for it."""

    of: Convened
    days: tuple[DayChange, ...]
    arisen: tuple[Conflict, ...]
    gone: tuple[Conflict, ...]
    refused: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.days or self.arisen or self.gone or self.refused)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two rulebooks on some conferences; those for which nothing changes are left out."""

    added: tuple[RuleChange, ...]
    removed: tuple[RuleChange, ...]
    changed: tuple[RuleChange, ...]
    conferences: tuple[ConferenceChange, ...]
    compared: int

    @property
    def moved(self) -> int:
        """How many days move, come or go."""
        return sum(len(one.days) for one in self.conferences)

    @property
    def arisen(self) -> int:
        """How many contradictions there are that were none before."""
        return sum(len(one.arisen) for one in self.conferences)


def compare(
    old: Rulebook,
    new: Rulebook,
    conferences: Iterable[Convened],
    calendar: WorkCalendar,
    gettext: Translate = identity,
) -> Comparison:
    """What changes when the new rulebook takes the place of the old one."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    old_names, new_names = names_in(old.editions), names_in(new.editions)

    def change(name: str) -> RuleChange:
        was, becomes = before.get(name), after.get(name)
        return RuleChange(
            name,
            was,
            becomes,
            say_rule(was, old_names, gettext) if was else "",
            say_rule(becomes, new_names, gettext) if becomes else "",
        )

    conferences = list(conferences)
    compared = (_conference(one, old, new, calendar, gettext) for one in conferences)
    return Comparison(
        added=tuple(change(name) for name in after if name not in before),
        removed=tuple(change(name) for name in before if name not in after),
        changed=tuple(
            change(name) for name in before if name in after and _asks(before[name]) != _asks(after[name])
        ),
        conferences=tuple(one for one in compared if one.changes),
        compared=len(conferences),
    )


def _asks(part: object) -> object:
    """What a rule asks, without where it is written; a clause counts by its place, not by our words for it."""
    if isinstance(part, Citation):
        return (part.of.edition, part.of.id, part.basis)
    if is_dataclass(part):
        kept = (one.name for one in fields(part) if one.name not in NO_MATTER)
        return (type(part).__name__, *(_asks(getattr(part, name)) for name in kept))
    if isinstance(part, tuple):
        return tuple(_asks(one) for one in part)
    return part


def _conference(
    one: Convened, old: Rulebook, new: Rulebook, calendar: WorkCalendar, gettext: Translate
) -> ConferenceChange:
    was, no_longer = _answer(old, one.question, calendar)
    becomes, not_yet = _answer(new, one.question, calendar)
    if was is None and becomes is None:
        return ConferenceChange(one, (), (), ())  # neither speaks of it: nothing changes
    return ConferenceChange(
        one, _days(was, becomes, gettext), _only(becomes, was), _only(was, becomes), no_longer or not_yet
    )


def _answer(rulebook: Rulebook, question: Question, calendar: WorkCalendar) -> tuple[Answer | None, str]:
    try:
        return rulebook.derive(question, calendar), ""
    except LawError as refusal:
        return None, str(refusal)


def _days(was: Answer | None, becomes: Answer | None, gettext: Translate) -> tuple[DayChange, ...]:
    before = {one.act: one for one in was.deadlines} if was else {}
    after = {one.act: one for one in becomes.deadlines} if becomes else {}
    found = []
    for act in dict.fromkeys([*before, *after]):
        old, new = before.get(act), after.get(act)
        named = new or old
        same = old and new and (old.act_by, old.legal_date) == (new.act_by, new.legal_date)
        if named is not None and not same:
            found.append(DayChange(act, named.say(gettext), old, new))
    return tuple(found)


def _only(here: Answer | None, there: Answer | None) -> tuple[Conflict, ...]:
    """The contradictions that one answer has and the other has not."""
    known = {(one.first, one.second) for one in _contradictions(there)}
    return tuple(one for one in _contradictions(here) if (one.first, one.second) not in known)


def _contradictions(answer: Answer | None) -> list[Conflict]:
    return [one for one in answer.conflicts if one.severity is Severity.CONTRADICTION] if answer else []


def usual_conferences(old: Rulebook, new: Rulebook, calendar: WorkCalendar, year: int) -> Sequence[Convened]:
    """Where no programme is at hand: each kind that either rulebook knows, on the working day in the middle of each
    month, at 8."""
    kinds = {kind.code: kind for rulebook in (new, old) for kind in rulebook.kinds.values()}
    found = []
    for kind in kinds.values():
        for month in range(1, 13):
            day = date(year, month, 15)
            while not calendar.is_working(day):
                day += timedelta(days=1)
            opening = datetime.combine(day, time(8))
            found.append(Convened(f"{kind.name}, {day:%d/%m}", Question(kind.code, opening)))
    return found


def comparison_as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison for other programs."""
    return {
        "rules": {
            "added": [_rule(one.new, one.new_said) for one in comparison.added],
            "removed": [_rule(one.old, one.old_said) for one in comparison.removed],
            "changed": [
                {"id": one.id, "old": _rule(one.old, one.old_said), "new": _rule(one.new, one.new_said)}
                for one in comparison.changed
            ],
        },
        "conferences": [
            {
                "title": one.of.title,
                "kind": one.of.question.kind,
                "opening": one.of.question.opening.isoformat(timespec="minutes"),
                "deadlines": [
                    {
                        "id": day.act,
                        "name": day.name,
                        "old": _day(day.old),
                        "new": _day(day.new),
                        "days": day.days,
                    }
                    for day in one.days
                ],
                "new_contradictions": [_conflict(conflict) for conflict in one.arisen],
                "gone_contradictions": [_conflict(conflict) for conflict in one.gone],
                "refused": one.refused or None,
            }
            for one in comparison.conferences
        ],
        "compared": comparison.compared,
        "moved": comparison.moved,
        "new_contradictions": comparison.arisen,
    }


def _rule(rule: Rule | None, said: str) -> dict[str, object] | None:
    if rule is None:
        return None
    cited = [one.as_json() for one in rule.citations]
    return {
        "id": rule.id,
        "edition": rule.edition,
        "summary": said,
        "basis": rule.basis.value,
        "citations": cited,
    }


def _day(deadline: Deadline | None) -> dict[str, object] | None:
    if deadline is None:
        return None
    legal, act_by = deadline.legal_date, deadline.act_by
    return {
        "legal_date": legal.isoformat() if legal else None,
        "act_by": act_by.isoformat() if act_by else None,
        "rule": deadline.rule.id,
        "citations": [one.as_json() for one in deadline.citations],
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {"order": [conflict.first, conflict.second], "explanation": conflict.explain()}

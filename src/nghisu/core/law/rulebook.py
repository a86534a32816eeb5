"""A rulebook (bộ quy định): the editions that bind a committee together, and the answers they give."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.answer import Answer, Duty, NotApplicable, Owner
from nghisu.core.law.citation import Citation, Clause
from nghisu.core.law.derive import Checked, Plan, Scope, applies_to, derive
from nghisu.core.law.edition import Act, Actor, Chair, Edition, Kind
from nghisu.core.law.question import Question
from nghisu.core.law.refusals import KindUnknown, NotInForce, QuestionRefused
from nghisu.core.law.rules import CadenceRule, Case, DeadlineRule, GateRule, LimitRule, OrderRule, Rule
from nghisu.core.law.tension import Tension

if TYPE_CHECKING:
    from nghisu.core.law.feasibility import Feasible, Start


AnyRule = TypeVar("AnyRule", bound=Rule)


@dataclass(slots=True, eq=False)
class Rulebook:
    """Kinds, acts and rules of several editions, made one. Immutable but for what it remembers to be
    quick.
    """

    code: str
    name: str
    name_en: str
    editions: tuple[Edition, ...]
    kinds: dict[str, Kind]
    acts: dict[str, Act]
    actors: tuple[Actor, ...]
    chairs: dict[str, Chair]
    deadlines: tuple[DeadlineRule, ...]
    gates: tuple[GateRule, ...]
    limits: tuple[LimitRule, ...]
    cadences: tuple[CadenceRule, ...]
    orders: tuple[OrderRule, ...]
    tensions: tuple[Tension, ...] = ()
    moved_by: Citation | None = None
    _boundaries: tuple[date, ...] = field(default=(), init=False, repr=False)
    _plans: dict[tuple[int, Scope], Plan] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        changes: set[date] = set()
        periods = [(rule.since, rule.until) for rule in (*self.deadlines, *self.orders)]
        periods += [(named.since, named.until) for named in self.actors]
        periods += [(kind.since, kind.until) for kind in self.kinds.values()]
        for since, until in periods:
            if since is not None:
                changes.add(since)
            if until is not None and until < date.max:
                changes.add(until + timedelta(days=1))
        self._boundaries = tuple(sorted(changes))

    @property
    def clauses(self) -> dict[str, Clause]:
        """Every clause of its editions by "5609 II/II/2.1/b2"."""
        return {clause.ref: clause for edition in self.editions for clause in edition.clauses.values()}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, whatever its shape."""
        return (*self.deadlines, *self.gates, *self.limits, *self.cadences, *self.orders)

    @property
    def digest(self) -> str:
        """The SHA-256 of its editions together."""
        import hashlib

        return hashlib.sha256("".join(edition.digest for edition in self.editions).encode()).hexdigest()

    def clause(self, edition: str, code: str) -> Clause:
        """A clause by the short name of its edition and its code; ClauseUnknown with what is nearest."""
        from nghisu.core.law.tracing import find_clause

        return find_clause({one.id: one for one in self.editions}, edition, code)

    def rules_citing(self, clause: Clause) -> tuple[Rule, ...]:
        """The rules made from a clause."""
        return tuple(
            rule
            for rule in self.rules
            if any(one.of.id == clause.id and one.of.edition == clause.edition for one in rule.citations)
        )

    def kind(self, code: str) -> Kind:
        """A kind by its code; KindUnknown with the nearest codes."""
        found = self.kinds.get(code)
        if found is None:
            near = get_close_matches(code, self.kinds, n=1)
            hint = f" Có phải ý bạn là “{near[0]}”?" if near else ""
            raise KindUnknown(
                f"Không có loại hội nghị “{code}” trong bộ quy định {self.code}.{hint} "
                f"Các loại: {', '.join(self.kinds)}."
            )
        return found

    def gates_for(self, kind: str, on: date) -> tuple[GateRule, ...]:
        """The gates of a kind of conference that opens on a day, the special ones in place of the general."""
        return _special([gate for gate in self.gates if gate.applies_on(on) and _speaks_of(gate, kind)])

    def limits_for(self, on: date, kind: str | None = None) -> tuple[LimitRule, ...]:
        """The limits in force on a day, for a kind where one is given."""
        return _special(
            [one for one in self.limits if one.applies_on(on) and (kind is None or _speaks_of(one, kind))]
        )

    def cadences_for(self, kind: str, on: date) -> tuple[CadenceRule, ...]:
        """The regular cadences of a kind on a day; two where the document says two things."""
        return _special([one for one in self.cadences if one.applies_on(on) and one.kind == kind])

    def orders_for(self, kind: str, on: date) -> tuple[OrderRule, ...]:
        """The orders that must hold between the acts of a kind of conference that opens on a day."""
        return _special([one for one in self.orders if one.applies_on(on) and _speaks_of(one, kind)])

    def owner(self, code: str, on: date) -> Owner:
        """An actor under the name that is right on a day."""
        named: Actor | None = None
        for actor in self.actors:
            if actor.code == code:
                named = actor
                if actor.applies_on(on):
                    break
        if named is None:
            raise KeyError(code)
        return Owner(
            code, named.name, named.name_en, named.stands_for, named.basis, named.reason, named.reason_en
        )

    def plan(self, question: Question) -> Plan:
        """What such a conference owes when it opens on that day; the dates are not counted yet."""
        kind = self.kind(question.kind)
        if question.chair is not None and self.chairs and question.chair not in self.chairs:
            raise QuestionRefused(
                f"Không có nơi chủ trì “{question.chair}”. Hãy dùng: {', '.join(self.chairs)}."
            )
        carries = kind.carries_appraised if question.carries_appraised is None else question.carries_appraised
        scope = Scope(
            question.kind, question.form, question.chair, carries, question.unscheduled, question.secret
        )
        on = question.opening_day
        key = (bisect_right(self._boundaries, on), scope)
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = self._make_plan(scope, on)
        return found

    def derive(self, question: Question, calendar: WorkCalendar) -> Answer:
        """The deadlines, exemptions and conflicts of a conference; QuestionRefused says why there are
        none.
        """
        return derive(question, self.plan(question), calendar)

    def earliest_opening(self, question: Question, on: date, calendar: WorkCalendar) -> "Feasible":
        """The first day from the question's opening on that work begun on `on` can still prepare."""
        from nghisu.core.law.feasibility import earliest_opening

        return earliest_opening(self, question, on, calendar)

    def latest_start(self, question: Question, calendar: WorkCalendar) -> "Start | None":
        """The last day on which work must begin for this opening, and the deadline that decides it."""
        from nghisu.core.law.feasibility import latest_start

        return latest_start(self, question, calendar)

    def _make_plan(self, scope: Scope, on: date) -> Plan:
        matching = [rule for rule in self.deadlines if rule.applies_on(on) and applies_to(rule, scope)]
        if not any(_speaks_of(rule, scope.kind) for rule in self.deadlines if rule.applies_on(on)):
            raise NotInForce(
                f"Ngày {on:%d/%m/%Y} không có quy định nào của bộ {self.code} có hiệu lực cho loại hội nghị "
                f"“{scope.kind}”. Hãy kiểm tra ngày khai mạc hoặc chọn bộ quy định khác."
            )
        rules = sorted(_special(matching), key=lambda rule: self.acts[rule.act].position)
        exempt = {Case.UNSCHEDULED: scope.unscheduled, Case.SECRET: scope.secret}
        owed: list[DeadlineRule] = []
        gone: list[NotApplicable] = []
        for rule in rules:
            case = next((one for one in rule.falls_away if exempt[one.case]), None)
            if case is None:
                owed.append(rule)
            else:
                duty = Duty(rule, self.acts[rule.act], self.owner(rule.owner, on))
                gone.append(NotApplicable(duty, case))
        places = {rule.act: place for place, rule in enumerate(owed)}
        pulled_by = tuple(places.get(rule.not_later_than) for rule in owed)
        duties: list[Duty] = []
        for rule, puller in zip(owed, pulled_by, strict=True):
            by = owed[puller] if puller is not None else None
            act = self.acts[by.act] if by is not None else None
            duties.append(Duty(rule, self.acts[rule.act], self.owner(rule.owner, on), by, act, self.moved_by))
        checked = tuple(
            Checked(order, places[order.first], places[order.second])
            for order in self.orders_for(scope.kind, on)
            if (not order.forms or scope.form in order.forms)
            and order.first in places
            and order.second in places
        )
        return Plan(tuple(duties), pulled_by, tuple(gone), checked)


def _speaks_of(rule: Rule, kind: str) -> bool:
    return not rule.kinds or kind in rule.kinds


def _special(rules: Iterable[AnyRule]) -> tuple[AnyRule, ...]:
    """The rules less those that another one here overrides."""
    rules = tuple(rules)
    overridden = {name for rule in rules for name in rule.overrides}
    return tuple(rule for rule in rules if rule.id not in overridden) if overridden else rules

"""What a rulebook answers: the deadlines of a conference, what falls away, where two deadlines cannot both be
kept.

The result is the explanation: a deadline holds its rule, and the rule its citations.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Translate, bilingual, identity
from nghisu.core.law.edition import Act, StandsFor
from nghisu.core.law.question import Question
from nghisu.core.law.rules import DeadlineRule, FallsAway, OrderRule


class Severity(StrEnum):
    """How badly two deadlines meet: not both possible, or possible on one and the same day only."""

    CONTRADICTION = "contradiction"
    NO_SLACK = "no-slack"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes a duty, under the name that is right on the day of the opening; `reason` says why that
    name.
    """

    code: str
    name: str
    name_en: str
    stands_for: StandsFor
    basis: Basis = Basis.STATED
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule as it applies to one kind of question: the act, who owes it, what it must not come later
    than.
    """

    rule: DeadlineRule
    act: Act
    owner: Owner
    pulled_by: DeadlineRule | None = None
    pulled_act: Act | None = None
    moved_by: Citation | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A duty with its dates (thời hạn).

    `legal_date` is the last day by the rule (hạn theo quy định), `act_by` the last working day on which it
    can be done (ngày phải làm), `recommended` an earlier day that the rule recommends; all None for an act
    without a date of its own. `literal_date` is the day the rule alone would give, before another act pulled
    it forward.
    """

    duty: Duty
    anchor_day: date
    calendar: WorkCalendar = field(repr=False)
    legal_date: date | None = None
    act_by: date | None = None
    recommended: date | None = None
    literal_date: date | None = None

    @property
    def act(self) -> str:
        """The id of the act: "invitation"."""
        return self.duty.act.id

    @property
    def name(self) -> str:
        """The name of the act in Vietnamese."""
        return self.duty.act.name

    @property
    def name_en(self) -> str:
        """The name of the act in English."""
        return self.duty.act.name_en

    def say(self, gettext: Translate = identity) -> str:
        """The name of the act in the language of the catalogue."""
        return bilingual(self.duty.act.name, self.duty.act.name_en, gettext)

    @property
    def side(self) -> str:
        """Before, during or after the conference."""
        return self.duty.act.side

    @property
    def rule(self) -> DeadlineRule:
        """The rule it follows from."""
        return self.duty.rule

    @property
    def owner(self) -> Owner:
        """Who owes it."""
        return self.duty.owner

    @property
    def basis(self) -> Basis:
        """What the rule is worth."""
        return self.duty.rule.basis

    @property
    def when(self) -> str | None:
        """When it is due, in words, for an act without a date of its own."""
        return self.duty.rule.when or None

    @property
    def when_en(self) -> str | None:
        """The same in English."""
        return self.duty.rule.when_en or None

    @property
    def pulled_forward(self) -> bool:
        """Whether another act made it due earlier than its own rule would."""
        return self.literal_date is not None and self.literal_date != self.legal_date

    @property
    def moved_after(self) -> bool:
        """Whether it is due after the close and may be done on a later day because the last day is off."""
        return self.legal_date is not None and self.act_by is not None and self.act_by > self.legal_date

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses it rests on, those that moved it included."""
        citations = self.duty.rule.citations
        if self.pulled_forward and self.duty.pulled_by is not None:
            citations = together(citations, self.duty.pulled_by.citations)
        if self.moved_after and self.duty.moved_by is not None:
            citations = together(citations, (self.duty.moved_by,))
        return citations

    @property
    def computed_years(self) -> tuple[int, ...]:
        """The years it touches whose days off no notice has fixed yet."""
        if self.legal_date is None or self.act_by is None:
            return ()
        days = (self.anchor_day, self.legal_date, self.act_by)
        first, last = min(days).year, max(days).year
        return tuple(year for year in range(first, last + 1) if not self.calendar.is_published(year))

    def explain(self, gettext: Translate = identity) -> str:
        """How the dates came about, in short plain sentences."""
        from nghisu.core.law.wording.deadlines import explain_deadline

        return explain_deadline(self, gettext)


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A duty that this conference does not owe, and why."""

    duty: Duty
    case: FallsAway

    @property
    def act(self) -> str:
        """The id of the act."""
        return self.duty.act.id

    @property
    def name(self) -> str:
        """The name of the act in Vietnamese."""
        return self.duty.act.name

    @property
    def basis(self) -> Basis:
        """What the exemption is worth."""
        return self.case.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that exempt."""
        return self.case.citations

    def explain(self, gettext: Translate = identity) -> str:
        """Why it is not owed."""
        from nghisu.core.law.wording.deadlines import explain_exemption

        return explain_exemption(self, gettext)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two acts of which the first cannot, or can only just, come before the second (mâu thuẫn, không còn dư
    ngày).
    """

    order: OrderRule
    earlier: Deadline
    later: Deadline
    severity: Severity

    @property
    def first(self) -> str:
        """The act that ought to come first."""
        return self.order.first

    @property
    def second(self) -> str:
        """The act that ought to follow."""
        return self.order.second

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses of both deadlines and of the order between them."""
        return together(self.earlier.citations, self.later.citations, self.order.citations)

    @property
    def computed_years(self) -> tuple[int, ...]:
        """The years both dates touch whose days off no notice has fixed yet."""
        return tuple(sorted({*self.earlier.computed_years, *self.later.computed_years}))

    def explain(self, gettext: Translate = identity) -> str:
        """Both dates, and why they do not fit."""
        from nghisu.core.law.wording.conflicts import explain_conflict

        return explain_conflict(self, gettext)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a rulebook says to a question; `kept` are the orders that hold with days to spare."""

    question: Question
    deadlines: tuple[Deadline, ...]
    not_applicable: tuple[NotApplicable, ...]
    conflicts: tuple[Conflict, ...]
    kept: tuple[OrderRule, ...] = ()

    def deadline(self, act: str) -> Deadline | None:
        """The deadline of an act; None where it is not owed."""
        return next((deadline for deadline in self.deadlines if deadline.act == act), None)


def together(*lists: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations of all lists, each clause once, in order."""
    seen: dict[tuple[str, str], Citation] = {}
    for citations in lists:
        for citation in citations:
            seen.setdefault((citation.of.edition, citation.of.id), citation)
    return tuple(seen.values())

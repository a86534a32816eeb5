"""The five shapes of a rule: a deadline, a gate, a limit, a cadence, an order between two acts.

One rule is one duty with one distance or limit and at least one citation. `at` is where it is written.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.question import Form
from nghisu.core.law.refusals import Place


class Unit(StrEnum):
    """What a distance is counted in: working days, calendar days, weeks, calendar months."""

    WORKING_DAYS = "wd"
    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"


class Anchor(StrEnum):
    """From what a distance is counted: the opening, the close; an approval has no day of its own."""

    OPENING = "opening"
    CLOSE = "close"
    APPROVAL = "approval"


class Case(StrEnum):
    """A case in which a duty falls away."""

    UNSCHEDULED = "unscheduled"
    SECRET = "secret"  # noqa: S105 a secret document, not a password


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance: so many of a unit."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class FallsAway:
    """A case in which the duty is not owed, and why."""

    case: Case
    basis: Basis
    citations: tuple[Citation, ...]
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule carries. `kinds` empty means every kind; `until` is the last valid day."""

    id: str
    edition: str
    citations: tuple[Citation, ...]
    basis: Basis
    at: Place
    reason: str = ""
    reason_en: str = ""
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()

    def applies_on(self, on: date) -> bool:
        """Whether the rule is valid on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Rule):
    """A duty and how far from the conference it is owed (thời hạn); without `offset`, `when` says it in
    words.
    """

    act: str
    owner: str
    anchor: Anchor
    offset: Offset | None = None
    recommended: Offset | None = None
    when: str = ""
    when_en: str = ""
    forms: tuple[Form, ...] = ()
    chair: tuple[str, ...] = ()
    carries: str = ""
    documents: tuple[str, ...] = ()
    not_later_than: str = ""
    falls_away: tuple[FallsAway, ...] = ()


@dataclass(frozen=True, slots=True)
class AppraisedPart:
    """One part of an appraisal (phần thẩm định): what is looked at, by a unit of which kind, in which kinds of document.

    `documents` empty means every kind. What the office wrote itself is appraised in the kinds of
    `office_documents` alone.
    """

    part: str
    by: tuple[str, ...]
    asks: tuple[str, ...]
    basis: Basis
    documents: tuple[str, ...] = ()
    office_documents: tuple[str, ...] = ()
    reason: str = ""
    reason_en: str = ""

    def __str__(self) -> str:
        kinds = (", ".join(self.documents) or "every", ", ".join(self.office_documents) or "none")
        looked_at = f"{self.part} ({', '.join(self.asks)})"
        return f"{looked_at} by {', '.join(self.by)}: {kinds[0]}; of the office: {kinds[1]}"

    def asked_of(self, kind: str, of_office: bool) -> bool:
        """Whether a document of a kind, that the office or a unit wrote, is appraised in this part."""
        if of_office:
            return kind in self.office_documents
        return not self.documents or kind in self.documents


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRule(Rule):
    """What must be true before a step is taken (điều kiện)."""

    step: str
    name: str
    name_en: str
    asks: tuple[str, ...] = ()
    asks_vi: tuple[str, ...] = ()
    asks_en: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    appraised_by: tuple[AppraisedPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule(Rule):
    """How much there may be of something (mức giới hạn)."""

    name: str
    name_en: str
    value: float
    unit: str
    comparison: str
    scope: str
    period: str = ""
    forms: tuple[Form, ...] = ()
    level: str = ""
    group: str = ""
    excepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceRule(Rule):
    """How often a kind of conference regularly meets (định kỳ)."""

    kind: str
    every: str
    weekday: str = ""
    part: str = ""
    month_of_quarter: int | None = None
    position: str = ""
    count_per_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRule(Rule):
    """Of two acts the first must be done by an earlier day than the second."""

    first: str
    second: str
    forms: tuple[Form, ...] = ()


TYPE_NAMES: dict[type[Rule], str] = {
    DeadlineRule: "deadline",
    GateRule: "gate",
    LimitRule: "limit",
    CadenceRule: "cadence",
    OrderRule: "order",
}
"""What each shape is called in a rule file."""

"""An edition (bản quy định có hiệu lực): one document as data, immutable, hashed, dated."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Clause, Numbering
from nghisu.core.law.refusals import Place
from nghisu.core.law.rules import CadenceRule, DeadlineRule, GateRule, LimitRule, OrderRule, Rule
from nghisu.core.law.tension import Tension


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of conference (loại hội nghị)."""

    code: str
    name: str
    name_en: str
    body: str
    citations: tuple[Citation, ...]
    basis: Basis
    reason: str = ""
    reason_en: str = ""
    carries_appraised: bool = False
    since: date | None = None
    until: date | None = None
    cadences: tuple[CadenceRule, ...] = ()

    @property
    def cadence(self) -> CadenceRule | None:
        """Its regular cadence; the first of several readings; None for one that meets by plan."""
        return self.cadences[0] if self.cadences else None


class StandsFor(StrEnum):
    """Which unit of a committee an actor of the rules is: its office, whoever prepares the conference, or units that
    no single row of a directory stands for."""

    OFFICE = "office"
    PREPARING = "preparing"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who owes a duty (chủ thể), under the name that is right in a period."""

    code: str
    name: str
    name_en: str
    stands_for: StandsFor
    basis: Basis = Basis.STATED
    reason: str = ""
    reason_en: str = ""
    since: date | None = None
    until: date | None = None

    def applies_on(self, on: date) -> bool:
        """Whether the name is right on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Act:
    """A thing to be done for a conference (việc): before, during or after it; `position` is its place in
    lists.
    """

    id: str
    name: str
    name_en: str
    side: str
    position: int

    @property
    def order(self) -> int:
        """Its place in lists."""
        return self.position


@dataclass(frozen=True, slots=True)
class Chair:
    """A body that may chair (chủ trì)."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One document: what it is, and the clauses and rules made from it."""

    id: str
    document: str
    title: str
    title_en: str
    place: str
    place_en: str
    issuer: str
    issuer_en: str
    issued: date
    since: date
    until: date | None
    level: str
    source: str
    basis: Basis
    numbering: Numbering
    note: str
    note_en: str
    digest: str
    at: Place
    kinds: tuple[Kind, ...] = ()
    actors: tuple[Actor, ...] = ()
    acts: tuple[Act, ...] = ()
    chairs: tuple[Chair, ...] = ()
    clauses: dict[str, Clause] = field(default_factory=dict)
    deadlines: tuple[DeadlineRule, ...] = ()
    gates: tuple[GateRule, ...] = ()
    limits: tuple[LimitRule, ...] = ()
    cadences: tuple[CadenceRule, ...] = ()
    orders: tuple[OrderRule, ...] = ()
    tensions: tuple[Tension, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the edition, whatever its shape."""
        return (*self.deadlines, *self.gates, *self.limits, *self.cadences, *self.orders)

    def in_force(self, on: date) -> bool:
        """Whether the edition is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

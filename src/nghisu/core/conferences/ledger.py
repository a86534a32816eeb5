"""The ledger of a year's limits (sổ theo dõi giới hạn): how much is used, how much the programme will use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil, floor

from nghisu.core.conferences.findings.limits import counts
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law.question import Form
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import LimitRule


class Measure(StrEnum):
    """What a line counts: conferences against a cap, a share held online, conferences against the year before."""

    CAP = "cap"
    SHARE = "share"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One limit in a year. `used` were held before the instant asked about, `forecast` is the whole year's number.

    `allowed` is the most, or for a share the least; None while the figure it is counted from was not entered. Of a
    share `out_of` is the number of all conferences of the year.
    """

    limit: LimitRule
    measure: Measure
    used: int
    forecast: int
    allowed: int | None
    out_of: int = 0
    base: int | None = None

    @property
    def is_kept(self) -> bool | None:
        """Whether the year will keep the limit; None while that cannot be told."""
        if self.allowed is None:
            return None
        return (
            self.forecast >= self.allowed if self.measure is Measure.SHARE else self.forecast <= self.allowed
        )

    @property
    def room(self) -> int:
        """How many more there may be (negative: too many); of a share how many more there must be, as a negative."""
        if self.allowed is None:
            return 0
        return self.forecast - self.allowed if self.measure is Measure.SHARE else self.allowed - self.forecast


def ledger_of_year(
    conferences: Sequence[PlannedConference],
    rulebook: Rulebook,
    year: int,
    at: datetime,
    base_year_count: int | None = None,
) -> list[LedgerLine]:
    """The limits of a year that count conferences, as they stand at a local instant.

    A cap on a scale that no conference of the year states is left out: it is another level's.
    """
    held = [one for one in conferences if one.on is not None and one.on.year == year]
    lines = []
    for limit in rulebook.limits_for(date(year, 12, 31)):
        counted = [one for one in held if counts(limit, one)]
        if limit.unit == "conferences" and limit.comparison == "at-most" and limit.period == "year":
            counted = [one for one in counted if one.scale == limit.scope]
            if counted:
                lines.append(_line(limit, Measure.CAP, counted, at, int(limit.value)))
        elif limit.scope == "online-share" and limit.comparison == "at-least":
            wanted = limit.value / 100 if limit.unit == "percent" else limit.value
            online = [one for one in counted if one.form in (Form.ONLINE, Form.HYBRID)]
            needed = ceil(len(counted) * wanted - 1e-9)
            lines.append(_line(limit, Measure.SHARE, online, at, needed, out_of=len(counted)))
        elif limit.comparison == "fewer-by" and limit.scope == "year" and limit.unit == "percent":
            allowed = (
                floor(base_year_count * (100 - limit.value) / 100 + 1e-9)
                if base_year_count is not None
                else None
            )
            lines.append(_line(limit, Measure.CUT, counted, at, allowed, base=base_year_count))
    return lines


def _line(
    limit: LimitRule,
    measure: Measure,
    counted: Sequence[PlannedConference],
    at: datetime,
    allowed: int | None,
    *,
    out_of: int = 0,
    base: int | None = None,
) -> LedgerLine:
    used = sum(1 for one in counted if one.opening is not None and one.opening < at)
    return LedgerLine(limit, measure, used, len(counted), allowed, out_of, base)

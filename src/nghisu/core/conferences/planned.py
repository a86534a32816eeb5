"""A conference as a programme states it, before any of its life has begun."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.law.question import Form

SHORTEST = timedelta(hours=1)
"""What a conference without a closing hour takes at least, however late in the half-day it opens."""


@dataclass(frozen=True, slots=True)
class PlannedConference:
    """One line of a programme (mục trong chương trình): what is stated of a conference, and nothing assumed.

    `row` is the row of the sheet it was read from, as the sheet counts (from 1); None when it was entered
    by hand. `key` names the conference to whoever asked, in findings and elsewhere. `opening` and `closing`
    are local, without zone. What the programme leaves out is None or empty, so that a missing statement can
    be told from a stated one.
    """

    key: str
    title: str = ""
    kind: str | None = None
    opening: datetime | None = None
    row: int | None = None
    number: str = ""
    closing: datetime | None = None
    part_of_day: PartOfDay | None = None
    preparing: str = ""
    coordinating: tuple[str, ...] = ()
    chair: str | None = None
    chair_text: str = ""
    form: Form | None = None
    scale: str | None = None
    room: str = ""
    participants: str = ""
    delegates: int | None = None
    note: str = ""
    unscheduled: bool = False
    carries_appraised: bool | None = None
    people: frozenset[str] = frozenset()
    """Names or keys of the people known to be expected, beyond those of the body that meets."""

    @property
    def on(self) -> date | None:
        """The day of the opening."""
        return self.opening.date() if self.opening else None

    def taken_until(self, hours: OpeningHours) -> datetime | None:
        """When it is over: the closing as written, else the end of the part of the day it opens in."""
        if self.closing or not self.opening:
            return self.closing
        part = self.part_of_day or hours.part_of(self.opening.time())
        end = hours.closing(self.opening.date(), part)
        # An opening at the very end of the half-day still takes some time.
        return max(end, self.opening + SHORTEST)

"""Checking a programme: everything found in it, in order."""

from collections.abc import Iterable, Sequence

from nghisu.core.conferences.findings.clashes import find_clashes
from nghisu.core.conferences.findings.days_off import find_days_off
from nghisu.core.conferences.findings.finding import Finding, in_order
from nghisu.core.conferences.findings.limits import by_year, find_caps, find_cut, find_online_share
from nghisu.core.conferences.findings.missing import find_missing
from nghisu.core.conferences.findings.orders import find_orders
from nghisu.core.conferences.findings.similar import find_similar
from nghisu.core.conferences.findings.supports import Supports
from nghisu.core.conferences.findings.unreadable import find_unreadable
from nghisu.core.conferences.hours import OpeningHours
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem
from nghisu.core.dates import WorkCalendar
from nghisu.core.law.citation import Translate, identity
from nghisu.core.law.rulebook import Rulebook


def check_programme(
    conferences: Sequence[PlannedConference],
    rulebook: Rulebook,
    calendar: WorkCalendar,
    *,
    base_year_count: int | None = None,
    year: int | None = None,
    hours: OpeningHours | None = None,
    problems: Iterable[tuple[int, Problem]] = (),
    gettext: Translate = identity,
) -> list[Finding]:
    """All findings of a programme, by day, the gravest first.

    `base_year_count` is the number of conferences of the year that the yearly cut is counted from; without
    it the cut is not checked. `year` restricts the share online to the programme's own year. `problems` are
    the lines that could not be read, with their rows. Limits, orders and what they rest on come from the
    rulebook, days off from the calendar: a rulebook without a rule finds nothing by it.
    """
    supports = Supports(rulebook)
    return in_order(
        [
            *find_unreadable(problems, supports.of_entry, gettext),
            *check_together(
                conferences,
                rulebook,
                calendar,
                base_year_count=base_year_count,
                year=year,
                hours=hours,
                gettext=gettext,
            ),
            *find_missing(conferences, supports.of_fields, gettext),
            *find_orders(conferences, rulebook, calendar, gettext),
        ]
    )


def check_together(
    conferences: Sequence[PlannedConference],
    rulebook: Rulebook,
    calendar: WorkCalendar,
    *,
    base_year_count: int | None = None,
    year: int | None = None,
    hours: OpeningHours | None = None,
    near: Sequence[PlannedConference] | None = None,
    gettext: Translate = identity,
) -> list[Finding]:
    """What a programme's days and numbers show: days off, limits, what is alike, what clashes.

    Left out is what a conference shows by itself, whatever the others do: what it leaves unsaid, and the orders of
    its own duties. Where only the neighbourhood of some days is asked about, `near` are the conferences of those days:
    days off and clashes are looked for among them alone, limits and likeness among all.
    """
    supports = Supports(rulebook)
    near = conferences if near is None else near
    years = by_year(conferences)
    own = {year: years[year]} if year in years else years
    return [
        *find_days_off(near, rulebook, calendar, gettext),
        *find_caps(years, rulebook, gettext),
        *find_cut(own, rulebook, base_year_count, gettext),
        *find_online_share(own, rulebook, gettext),
        *find_similar(conferences, rulebook, supports.of_similar, gettext),
        *find_clashes(near, rulebook, hours or OpeningHours(), supports.of_clash, gettext),
    ]

"""Where the rules themselves are tight: the orders between acts tried on every day of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.core.dates import WorkCalendar
from nghisu.core.law import Form, Rulebook, bilingual
from nghisu.core.law.coherence import TightSpot, survey
from nghisu.core.law.wording.days import WEEKDAYS
from nghisu.rulebook.queries.law import ClauseLine, clause_line


@dataclass(frozen=True, slots=True)
class TightSpotLine:
    """An order that cannot be kept, or only just, for one kind of conference: on how many days of those tried."""

    first: str
    second: str
    kind: str
    form: str
    contradictions: int
    no_slack: int
    days: int
    weekdays: str
    example: str
    clauses: Sequence[ClauseLine]


def tight_spots(rulebook: Rulebook, calendar: WorkCalendar, year: int) -> list[TightSpotLine]:
    """The tight spots of a rulebook in a year, those that cannot be kept first."""
    found = [_line(spot, rulebook) for spot in survey(rulebook, calendar, year)]
    return sorted(found, key=lambda line: (-line.contradictions, -line.no_slack))


def _line(spot: TightSpot, rulebook: Rulebook) -> TightSpotLine:
    first, second, kind = (
        rulebook.acts[spot.order.first],
        rulebook.acts[spot.order.second],
        rulebook.kinds[spot.kind],
    )
    worst = spot.first_contradiction or spot.first_no_slack
    return TightSpotLine(
        first=bilingual(first.name, first.name_en, _),
        second=bilingual(second.name, second.name_en, _),
        kind=bilingual(kind.name, kind.name_en, _),
        form=_("họp trực tuyến") if spot.form is Form.ONLINE else "",
        contradictions=spot.contradictions,
        no_slack=spot.no_slack,
        days=spot.days,
        weekdays=_weekdays(spot),
        example=worst.explain(_) if worst else "",
        clauses=[clause_line(citation.of) for citation in worst.citations] if worst else [],
    )


def _weekdays(spot: TightSpot) -> str:
    """On which weekdays the worse of the two happens as a rule, and whether holidays bring it to others."""
    hard = bool(spot.contradictions)
    counts = {one.weekday: one.contradictions if hard else one.no_slack for one in spot.weekdays}
    usual = [one.weekday for one in spot.weekdays if 2 * counts[one.weekday] > one.days]
    if len(usual) == len(spot.weekdays):
        return _("mọi ngày")
    said = ", ".join(_(WEEKDAYS[weekday]) for weekday in usual)
    elsewhere = any(count for weekday, count in counts.items() if weekday not in usual)
    if not said:
        return _("quanh ngày nghỉ lễ")
    return _("%(weekdays)s; ngày khác thì quanh ngày nghỉ lễ") % {"weekdays": said} if elsewhere else said


@dataclass(frozen=True, slots=True)
class TensionLine:
    """Where the documents say two things: shown, never decided."""

    gist: str
    reason: str
    clauses: Sequence[ClauseLine]


def tensions_of(rulebook: Rulebook) -> list[TensionLine]:
    """The tensions that the editions of a rulebook record."""
    return [
        TensionLine(
            tension.say(_),
            bilingual(tension.reason, tension.reason_en, _),
            [clause_line(citation.of) for citation in tension.citations],
        )
        for edition in rulebook.editions
        for tension in edition.tensions
    ]

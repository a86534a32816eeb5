"""Where the rules themselves are tight: the orders between acts tried on every day of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from nghisu.core.dates import WorkCalendar
from nghisu.core.law import Form, Rulebook, bilingual
from nghisu.core.law.coherence import TightSpot, survey
from nghisu.core.law.wording.days import WEEKDAYS
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import ContradictionDecision
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
    matter: str = ""
    decision: ContradictionDecision | None = None


Decisions = Mapping[str, ContradictionDecision]


def decisions_of(actor: Actor) -> dict[str, ContradictionDecision]:
    """What the actor's office decided, by the place in the rules."""
    rows = ContradictionDecision.objects.filter(committee=actor.committee_id, replaced_at=None)
    return {row.matter: row for row in rows}


def matters_of(rulebook: Rulebook) -> dict[str, str]:
    """The places about which something can be decided, in words: orders between acts, tensions between documents."""
    acts = {code: bilingual(act.name, act.name_en, _) for code, act in rulebook.acts.items()}
    kinds = {kind.code: bilingual(kind.name, kind.name_en, _) for kind in rulebook.kinds.values()}
    found = {
        f"{order.id}.{kind}.{form}": f"{acts[order.first]} → {acts[order.second]}, {name}"
        for order in rulebook.orders
        for kind, name in kinds.items()
        for form in Form
    }
    tensions = (
        (f"{edition.id}.{one.id}", one.say(_)) for edition in rulebook.editions for one in edition.tensions
    )
    return found | dict(tensions)


def tight_spots(
    rulebook: Rulebook, calendar: WorkCalendar, year: int, decisions: Decisions = MappingProxyType({})
) -> list[TightSpotLine]:
    """The tight spots of a rulebook in a year, those that cannot be kept first."""
    found = [_line(spot, rulebook, decisions) for spot in survey(rulebook, calendar, year)]
    return sorted(found, key=lambda line: (-line.contradictions, -line.no_slack))


def _line(spot: TightSpot, rulebook: Rulebook, decisions: Decisions) -> TightSpotLine:
    matter = f"{spot.order.id}.{spot.kind}.{spot.form}"
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
        matter=matter,
        decision=decisions.get(matter),
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
    matter: str = ""
    decision: ContradictionDecision | None = None


def tensions_of(rulebook: Rulebook, decisions: Decisions = MappingProxyType({})) -> list[TensionLine]:
    """The tensions that the editions of a rulebook record."""
    return [
        TensionLine(
            tension.say(_),
            bilingual(tension.reason, tension.reason_en, _),
            [clause_line(citation.of) for citation in tension.citations],
            f"{edition.id}.{tension.id}",
            decisions.get(f"{edition.id}.{tension.id}"),
        )
        for edition in rulebook.editions
        for tension in edition.tensions
    ]

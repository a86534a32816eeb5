"""The page of a period: where it stands, what is above and below it, its conferences, what the offices have put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import BASIS_NAMES
from nghisu.core.planning.periods import Period, Tier
from nghisu.directory.models import Term
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry, ProgrammeVersion, SuggestionCall, Theme
from nghisu.programme.queries.entries import held, opening_within
from nghisu.programme.queries.frozen import said_instant
from nghisu.programme.queries.lines import kind_names
from nghisu.programme.queries.parts import PartLine, parts_of
from nghisu.programme.queries.versions import ChangeLine, Standing, spelled_changes, standing_of
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import Chip, clause_url

State = ProgrammeVersion.State


@dataclass(frozen=True, slots=True)
class Below:
    """A period one tier down: how many conferences it has, which version is in force."""

    period: Period
    name: str
    url: str
    count: int
    issued: int | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A conference of a period on a line, from what a version says of it."""

    id: int
    number: int | None
    when: str
    title: str
    kind: str
    kind_name: str
    chair: str
    unit: str
    form_name: str
    place: str
    unscheduled: bool


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """What the page of a period shows."""

    period: Period
    standing: Standing
    rows: Sequence[Row]
    above: Sequence[Period]
    term: Period | None
    below: Sequence[Below]
    parts: Sequence[PartLine]
    since_issued: Sequence[ChangeLine]
    since_submitted: Sequence[ChangeLine]
    call: SuggestionCall | None
    chips: Sequence[Chip]
    open_from: date
    is_open: bool

    @property
    def may_submit(self) -> bool:
        """Whether there is a programme to submit: not one that is in force unchanged. Early is no fault."""
        return bool(self.standing.lines) and self.standing.state != State.ISSUED.value

    @property
    def is_due(self) -> bool:
        """Whether it is the time to submit it, so that the page offers that first."""
        return self.may_submit and (self.is_open or self.standing.state != "none")

    @property
    def ready(self) -> int:
        """How many of the offices have put in their part."""
        return sum(1 for part in self.parts if part.part)

    @property
    def steps(self) -> list[dict[str, str]]:
        """The way of a programme as a stepper."""
        names = [_("Tập hợp"), _("Trình duyệt"), _("Duyệt"), _("Ban hành")]
        done = {
            State.SUBMITTED.value: 2,
            State.APPROVED.value: 3,
            State.ISSUED.value: 4,
        }.get(self.standing.state, 0)
        states = ["done" if n < done else "current" if n == done else "todo" for n in range(4)]
        return [{"name": name, "state": state} for name, state in zip(names, states, strict=True)]


def period_page(by: Actor, period: Period) -> PeriodPage:
    """The page of a period for an actor who may see the programme."""
    standing = standing_of(by, period)
    today = clock.today()
    calls = SuggestionCall.objects.filter(
        committee=by.committee_id, tier=period.tier.value, since=period.since
    )
    return PeriodPage(
        period=period,
        standing=standing,
        rows=rows_of(by, period, standing.lines),
        above=period.within(),
        term=term_of(by, period) if period.tier is not Tier.TERM else None,
        below=_below(by, period, today),
        parts=parts_of(by, period),
        since_issued=spelled_changes(by, period, standing.since_issued),
        since_submitted=spelled_changes(by, period, standing.since_submitted),
        call=calls.first() if may(by, "suggestion.view") else None,
        chips=chips_of_period(by, period),
        open_from=period.opens_on(),
        is_open=today >= period.opens_on(),
    )


def chips_of_period(by: Actor, period: Period) -> list[Chip]:
    """The clause by which a programme of this tier is drawn up, where a rulebook that binds the committee has it."""
    wanted = {Tier.TERM: "I/II/1", Tier.YEAR: "I/II/2", Tier.QUARTER: "I/II/3"}.get(period.tier)
    clause = rulebook_of(by, period.since).clauses.get(f"5609 {wanted}")
    if clause is None:
        return []
    return [
        Chip(
            url=clause_url(clause.edition, clause.id),
            label=clause.ref,
            reading=clause.read(_),
            basis=clause.basis.value,
            basis_name=_(BASIS_NAMES[clause.basis]),
            gist=clause.say(_),
            reason="",
        )
    ]


def rows_of(by: Actor, period: Period, lines: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Frozen lines as a table shows them, in the reader's language. Of a term there are none: its lines are themes."""
    if period.tier is Tier.TERM:
        return []
    kinds, forms = kind_names(rulebook_of(by, period.since)), form_names()
    return [
        Row(
            id=line["id"],
            number=line["number"],
            when=said_instant(line["opening"]),
            title=line["title"],
            kind=line["kind"],
            kind_name=kinds.get(line["kind"], line["kind"]),
            chair=line["chair"],
            unit=line["preparing"],
            form_name=forms.get(line["form"], ""),
            place=line["room"],
            unscheduled=line["unscheduled"],
        )
        for line in lines
    ]


def terms_of(by: Actor) -> list[Period]:
    """The terms of the committee as periods, the latest first: those of its bodies, else the five years about today."""
    found = set()
    for since, until in Term.objects.filter(committee=by.committee_id).values_list("since", "until"):
        last = until.year if until else since.year + 5
        if since.year < last <= since.year + 10:
            found.add(Period.term(since.year, last))
    found |= {Period.read(term) for term in _terms_of_themes(by)}
    if not found:
        first = clock.today().year // 5 * 5
        found.add(Period.term(first, first + 5))
    return sorted(found, reverse=True)


def _terms_of_themes(by: Actor) -> list[str]:
    rows = Theme.objects.filter(committee=by.committee_id).order_by()
    return list(rows.values_list("term", flat=True).distinct())


def term_of(by: Actor, period: Period) -> Period | None:
    """The term a period lies in; of the year in which one follows the other, the later."""
    return next((term for term in terms_of(by) if term.holds(period.since)), None)


def _below(by: Actor, period: Period, today: date) -> list[Below]:
    parts = period.parts()
    if not parts:
        return []
    since, until = min(one.since for one in parts), max(one.until for one in parts)
    versions = ProgrammeVersion.objects.filter(
        committee=by.committee_id,
        tier=parts[0].tier.value,
        since__in=[one.since for one in parts],
        state=State.ISSUED,
    )
    issued = dict(versions.values_list("since", "number"))
    entries = opening_within(held(Entry.objects.filter(committee=by.committee_id)), since, until)
    if parts[0].tier is not Tier.WEEK:
        entries = entries.filter(unscheduled=False)
    days = [clock.local(at).date() for at in entries.order_by().values_list("opening", flat=True)]
    return [
        Below(
            period=one,
            name=one.say(_),
            url=reverse("programme:period", args=[one]),
            count=sum(1 for day in days if one.holds(day)),
            issued=issued.get(one.since),
            is_now=one.holds(today),
        )
        for one in parts
    ]

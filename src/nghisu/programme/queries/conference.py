"""All that the page of one conference says: its duties on one axis, what falls away, what does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nghisu.core.dates import DayOff, WorkCalendar
from nghisu.core.law import Answer, Conflict, LawError, NotApplicable, Rulebook, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Finding
from nghisu.programme.queries.entries import visible_entries
from nghisu.programme.queries.findings import findings_of_entry
from nghisu.programme.queries.planned import question_of
from nghisu.rulebook.queries import DeadlineState, OwedDuty, Standing, calendar_of, deadlines_of, owed_duties
from nghisu.rulebook.queries.chips import Chip, chips_of, clause_url
from nghisu.rulebook.queries.waivers import WaiverLine, waiver_of_finding, waivers_of_findings

SAID_ELSEWHERE = frozenset({"contradiction", "no-slack"})
"""Findings that the page derives itself, for this very date, with both days."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A duty that this conference does not owe, why, and by which clause."""

    name: str
    reason: str
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class Tight:
    """Two duties of this conference that cannot both be kept, or only just, with both days."""

    severity: str
    first: str
    first_day: date | None
    second: str
    second_day: date | None
    explanation: str
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class FoundHere:
    """A finding of the programme that concerns this conference."""

    severity: str
    message: str
    way_out: str
    chips: list[dict[str, str]]
    waiver: WaiverLine | None = None


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """The page of a conference, on a day. A delegate's holds no duties, no findings."""

    entry: Entry
    rulebook: Rulebook
    answer: Answer | None
    off: DayOff | None
    duties: list[OwedDuty]
    exemptions: list[Exemption]
    tight: list[Tight]
    found: list[FoundHere]
    shows_duties: bool

    @property
    def explained(self) -> frozenset[str]:
        """The acts whose days follow from the rules as the conference now stands; a duty done before it changed may
        be owed no more."""
        return frozenset(one.act for one in self.answer.deadlines) if self.answer else frozenset()

    @property
    def dated(self) -> list[OwedDuty]:
        """Duties with a day, those set aside left out, in the order in which they come."""
        rows = [d for d in self.duties if d.row.act_by and d.state is not DeadlineState.NOT_APPLICABLE]
        return sorted(rows, key=lambda d: (d.row.act_by or date.max, d.row.position))

    @property
    def undated(self) -> list[OwedDuty]:
        """Duties that come with an event instead of on a day."""
        return [d for d in self.duties if not d.row.act_by and d.state is not DeadlineState.NOT_APPLICABLE]

    @property
    def set_aside(self) -> list[OwedDuty]:
        """Duties that a person said do not arise this time."""
        return [d for d in self.duties if d.state is DeadlineState.NOT_APPLICABLE]

    @property
    def standing(self) -> Standing:
        states = [duty.state for duty in self.duties]
        return Standing(
            late=states.count(DeadlineState.LATE),
            today=states.count(DeadlineState.TODAY),
            due=states.count(DeadlineState.DUE),
            undated=states.count(DeadlineState.UNDATED),
            done=states.count(DeadlineState.DONE),
            waived=states.count(DeadlineState.WAIVED),
        )


def conference_entry(actor: Actor, entry_id: int) -> Entry | None:
    """One conference with its units, room and subject, or None when there is none that the actor may see."""
    rows = (
        visible_entries(actor)
        .select_related("preparing", "room", "subject", "merged_into")
        .prefetch_related("coordinating")
    )
    return rows.filter(pk=entry_id).first()


def conference_page(actor: Actor, entry: Entry, on: date) -> ConferencePage:
    """The page of a conference as it stands on a day, for whoever looks."""
    rulebook = load_rulebook(entry.subject.rulebook)
    calendar = calendar_of(actor)
    opening = clock.local(entry.opening).date()
    off = calendar.why_off(opening)
    if not may(actor, "programme.view"):
        return ConferencePage(entry, rulebook, None, off, [], [], [], [], shows_duties=False)
    answer = answer_of(entry, rulebook, calendar)
    rows = deadlines_of(actor, entry.subject_id)
    return ConferencePage(
        entry=entry,
        rulebook=rulebook,
        answer=answer,
        off=off,
        duties=owed_duties(actor, rows, rulebook, calendar, opening, on),
        exemptions=exemptions_of(answer.not_applicable) if answer else [],
        tight=tight_spots(answer.conflicts) if answer else [],
        found=_found(actor, entry),
        shows_duties=True,
    )


def answer_of(entry: Entry, rulebook: Rulebook, calendar: WorkCalendar) -> Answer | None:
    """What the rules say of a conference today; None where they no longer know its kind or its day."""
    try:
        return rulebook.derive(question_of(entry), calendar)
    except LawError:
        return None


def exemptions_of(gone: Iterable[NotApplicable]) -> list[Exemption]:
    """What falls away, for people to read."""
    return [Exemption(one.duty.act.name, one.explain(_), chips_of(one.citations)) for one in gone]


def tight_spots(conflicts: Iterable[Conflict]) -> list[Tight]:
    """Contradictions and orders without slack, the gravest first."""
    ordered = sorted(conflicts, key=lambda one: one.severity.value != "contradiction")
    return [
        Tight(
            severity="refuse" if one.severity.value == "contradiction" else "warn",
            first=one.earlier.say(_),
            first_day=one.earlier.legal_date,
            second=one.later.say(_),
            second_day=one.later.legal_date,
            explanation=one.explain(_),
            chips=chips_of(one.citations),
        )
        for one in ordered
    ]


def _found(actor: Actor, entry: Entry) -> list[FoundHere]:
    rows = [row for row in findings_of_entry(actor, entry) if row.code not in SAID_ELSEWHERE]
    waivers = waivers_of_findings(actor, clock.local(entry.opening).year, clock.today())
    return [
        replace(said_finding(row), waiver=waiver_of_finding(waivers, row.code, row.limit, [entry.subject_id]))
        for row in rows
    ]


def said_finding(row: Finding) -> FoundHere:
    """A finding in the reader's language, its clauses as chips; a notice is named, it has no page of its own."""
    words = row.words.get((get_language() or "vi")[:2]) or row.words["vi"]
    return FoundHere(
        severity=row.severity,
        message=words["message"],
        way_out=words["way_out"],
        chips=[ground_chip(ground) for ground in row.citations],
    )


def ground_chip(ground: dict[str, Any]) -> dict[str, str]:
    """A clause as a chip that opens; a notice, which has no page of its own, by its name."""
    clause, edition = str(ground.get("clause") or ""), str(ground.get("edition") or "")
    return {
        "url": clause_url(edition, clause) if clause and edition else "",
        "label": f"{edition} {clause}".strip() if clause else str(ground.get("document") or ""),
        "reading": str(ground.get("reading") or ""),
        "basis": str(ground.get("basis") or "stated"),
    }


def state_sentence(entry: Entry, standing: Standing | None, on: date) -> str:
    """How a conference stands, in one sentence: "Còn 8 ngày; 2 việc quá hạn, 1 việc hôm nay." """
    if not entry.is_held:
        return f"{Entry.State(entry.state).label}."
    opening = clock.local(entry.opening).date()
    closing = clock.local(entry.closing).date() if entry.closing else opening
    said = _said_days((opening - on).days, (on - closing).days)
    counts = _said_counts(standing) if standing else ""
    return f"{said}; {counts}." if counts else f"{said}."


def _said_days(until_opening: int, since_closing: int) -> str:
    if until_opening == 1:
        return _("Ngày mai họp")
    if until_opening > 1:
        return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", until_opening) % {"days": until_opening}
    if since_closing <= 0:
        return _("Họp hôm nay")
    return ngettext("Đã họp %(days)d ngày trước", "Đã họp %(days)d ngày trước", since_closing) % {
        "days": since_closing
    }


def _said_counts(standing: Standing) -> str:
    parts = []
    if standing.late:
        parts.append(
            ngettext("%(count)d việc quá hạn", "%(count)d việc quá hạn", standing.late)
            % {"count": standing.late}
        )
    if standing.today:
        parts.append(
            ngettext("%(count)d việc hôm nay", "%(count)d việc hôm nay", standing.today)
            % {"count": standing.today}
        )
    if standing.due:
        parts.append(
            ngettext("%(count)d việc chưa đến hạn", "%(count)d việc chưa đến hạn", standing.due)
            % {"count": standing.due}
        )
    if standing.waived:
        parts.append(
            ngettext(
                "%(count)d việc được cho phép khác quy định",
                "%(count)d việc được cho phép khác quy định",
                standing.waived,
            )
            % {"count": standing.waived}
        )
    if not parts and standing.done:
        parts.append(_("mọi việc có ngày đều đã xong"))
    return ", ".join(parts)

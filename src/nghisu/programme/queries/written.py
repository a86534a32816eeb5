"""A programme as its spreadsheet states it: what is taken in again says the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law import BASIS_NAMES, Deadline, Rulebook, load_rulebook
from nghisu.core.law.citation import bilingual
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.adapters.xlsx_writing import DeadlineLine, NotHeldLine
from nghisu.programme.models import Entry
from nghisu.programme.queries.conference import answer_of
from nghisu.programme.queries.entries import held
from nghisu.programme.queries.planned import planned_of
from nghisu.rulebook.models import Deadline as KeptDeadline
from nghisu.rulebook.queries import DeadlineState, calendar_of, rulebook_of, state_of
from nghisu.rulebook.queries.deadlines import visible_deadlines


def written_conferences(actor: Actor, rows: QuerySet[Entry]) -> list[PlannedConference]:
    """Conferences as a sheet states them: units and chairs by their names, whatever they were chosen from."""
    must(actor, "programme.export")
    chairs = rulebook_of(actor, clock.today()).chairs
    found = []
    for entry in held(rows).select_related("preparing", "room").prefetch_related("coordinating"):
        planned = planned_of(entry)
        chair = chairs.get(entry.chair)
        named = tuple(unit.name for unit in entry.coordinating.all())
        found.append(
            replace(
                planned,
                chair_text=entry.chair_text or (chair.name if chair else ""),
                coordinating=planned.coordinating or named,
            )
        )
    return found


def written_not_held(actor: Actor, rows: QuerySet[Entry]) -> list[NotHeldLine]:
    """Those of these conferences that are not held, with what became of them and why."""
    must(actor, "programme.export")
    return [
        NotHeldLine(
            row.title,
            clock.local(row.opening).date(),
            str(Entry.State(row.state).label),
            row.state_reason,
            row.merged_into.title if row.merged_into else "",
        )
        for row in rows.exclude(state=Entry.State.PLANNED).select_related("merged_into")
    ]


def written_deadlines(actor: Actor, rows: QuerySet[Entry]) -> list[DeadlineLine]:
    """What these conferences owe, one line a duty, with its clauses and why it has its day."""
    must(actor, "programme.export")
    entries = list(rows.select_related("subject", "preparing", "room"))
    kept: dict[int, list[KeptDeadline]] = {}
    subjects = rows.order_by().values("subject_id")
    for deadline in visible_deadlines(actor).filter(subject_id__in=subjects).order_by("position"):
        kept.setdefault(deadline.subject_id, []).append(deadline)
    lines, calendar = [], calendar_of(actor)
    for entry in entries:
        rulebook = load_rulebook(entry.subject.rulebook)
        answer = answer_of(entry, rulebook, calendar)
        derived = {one.act: one for one in answer.deadlines} if answer else {}
        lines += [_line(entry, row, rulebook, derived.get(row.act)) for row in kept.get(entry.subject_id, [])]
    return lines


def _line(entry: Entry, row: KeptDeadline, rulebook: Rulebook, derived: Deadline | None) -> DeadlineLine:
    opening = clock.local(entry.opening).date()
    owner = rulebook.owner(row.owner, opening)
    act = rulebook.acts.get(row.act)
    return DeadlineLine(
        conference=entry.title,
        opening=opening,
        duty=bilingual(act.name, act.name_en, _) if act else row.act,
        owner=bilingual(owner.name, owner.name_en, _),
        legal_date=row.legal_date,
        act_by=row.act_by,
        recommended=row.recommended,
        when=bilingual(derived.rule.when, derived.rule.when_en, _) if derived else "",
        state=_state(row, clock.today()),
        basis=_(BASIS_NAMES[derived.basis]) if derived else "",
        clauses="; ".join(one.of.read(_) for one in derived.citations)
        if derived
        else f"{row.document} {row.clause}",
        explanation=derived.explain(_) if derived else "",
    )


def _state(row: KeptDeadline, on: date) -> str:
    return {
        DeadlineState.DONE: _("Đã xong"),
        DeadlineState.LATE: _("Quá hạn"),
        DeadlineState.WAIVED: _("Được cho phép khác"),
        DeadlineState.TODAY: _("Hôm nay"),
        DeadlineState.DUE: _("Chưa đến hạn"),
        DeadlineState.UNDATED: _("Theo sự việc"),
        DeadlineState.NOT_APPLICABLE: _("Không áp dụng"),
    }[state_of(row, on)]

"""Duties as lines to read: what, for which conference, whose, by when, by which clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook, bilingual, load_rulebook
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries import entries_of_subjects
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import DeadlineState, Horizon, open_deadlines, rulebook_of, state_of


@dataclass(frozen=True, slots=True)
class Chip:
    """A clause as a chip that opens it."""

    url: str
    label: str
    reading: str
    basis: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty on the home page or in the list of work. `done_url` is empty for one who may not mark it done."""

    pk: int
    state: DeadlineState
    act_by: date | None
    what: str
    url: str
    kind: str
    entry: Entry | None
    owner: str
    chips: Sequence[Chip]
    done_url: str

    @property
    def for_title(self) -> str:
        """The conference: its day and its title."""
        return f"{clock.local(self.entry.opening):%d/%m} · {self.entry.title}" if self.entry else ""

    @property
    def kind_code(self) -> str:
        return self.entry.kind if self.entry else ""

    @property
    def for_url(self) -> str:
        return reverse("programme:entry", args=[self.entry.pk]) if self.entry else ""


def lines_of(actor: Actor, deadlines: Iterable[Deadline], on: date) -> list[DutyLine]:
    """Deadlines with their conferences and names in the reader's language, in the order given: one query more.

    Each is named by the rulebook it was derived from, also where the committee is bound by another since.
    """
    deadlines = list(deadlines)
    entries = entries_of_subjects(actor, {row.subject_id for row in deadlines})
    return [
        _line(actor, row, entries.get(row.subject_id), load_rulebook(row.subject.rulebook), on)
        for row in deadlines
    ]


def _line(actor: Actor, row: Deadline, entry: Entry | None, rulebook: Rulebook, on: date) -> DutyLine:
    act = rulebook.acts.get(row.act)
    kind = rulebook.kinds.get(entry.kind) if entry else None
    opening = clock.local(entry.opening).date() if entry else row.act_by or on
    owner = rulebook.owner(row.owner, opening)
    units = [row.organisation_id] if row.organisation_id else []
    return DutyLine(
        pk=row.pk,
        state=state_of(row, on),
        act_by=row.act_by,
        what=bilingual(act.name, act.name_en, _) if act else row.act,
        url=reverse("programme:entry", args=[entry.pk]) + f"#duty-{row.pk}" if entry else "",
        kind=bilingual(kind.name, kind.name_en, _) if kind else "",
        entry=entry,
        owner=row.organisation.name if row.organisation else bilingual(owner.name, owner.name_en, _),
        chips=[_chip(row, rulebook)],
        done_url=reverse("rulebook:complete", args=[row.pk])
        if may(actor, "deadline.complete", units)
        else "",
    )


def _chip(row: Deadline, rulebook: Rulebook) -> Chip:
    edition = next((one for one in rulebook.editions if one.document == row.document), None)
    clause = edition.clauses.get(row.clause) if edition else None
    if edition is None or clause is None:
        # The edition that gave this deadline no longer binds: the clause keeps its name, the page of law has no more.
        return Chip(reverse("rulebook:law"), row.clause, row.document, row.basis)
    return Chip(
        reverse("rulebook:clause", args=[edition.id, clause.id]),
        f"{edition.id} {clause.id}",
        clause.read(_),
        row.basis,
    )


def duties_of(
    actor: Actor, horizon: Horizon, on: date, text: str = "", own: bool = False
) -> QuerySet[Deadline]:
    """The open duties of a column as a whole, for the list of work: those whose conference, act or unit holds every
    word typed; `own` only those of one's own units."""
    rows = open_deadlines(actor, horizon, on)
    rulebook = rulebook_of(actor, on)
    for word in fold(text).split():
        acts = [act.id for act in rulebook.acts.values() if word in fold(bilingual(act.name, act.name_en, _))]
        rows = rows.filter(
            Q(subject__entry__search_text__contains=word)
            | Q(act__in=acts)
            | Q(organisation__search_text__contains=word)
        )
    return rows.filter(organisation_id__in=actor.organisation_ids) if own else rows


def mark_of(row: Deadline) -> str:
    """Where a page of the list of work ends: the day and the number of its last duty."""
    return f"{row.act_by:%Y-%m-%d}.{row.pk}"


def after_mark(rows: QuerySet[Deadline], mark: str) -> QuerySet[Deadline]:
    """The duties after a mark, so that none is passed over when others were done meanwhile. A mark that is none is
    the beginning."""
    day, _dot, number = mark.partition(".")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return rows
    if not number.isdecimal() or len(number) > 18:
        return rows
    return rows.filter(Q(act_by__gt=on) | Q(act_by=on, pk__gt=int(number)))

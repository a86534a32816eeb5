"""What a preview shows of a draft: its rows read again in the reader's language, how many stand how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from nghisu.core.conferences.problems import Problem
from nghisu.core.text import fold
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.commands.importing.reading import DraftReader, Reading
from nghisu.programme.models import Entry, ImportDraft, ImportRow

PAGE = 50

Standing = ImportRow.Standing


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a draft stand how; those left out are counted apart."""

    rows: int
    unreadable: int
    copies: int
    elsewhere: int
    asked: int
    moving: int
    twins: int
    gaps: int
    left_out: int
    taken: int
    corrected: int

    @property
    def blocking(self) -> int:
        """Rows that a person must mend, answer or leave out first."""
        return self.unreadable + self.copies + self.asked

    @property
    def taken_ready(self) -> int:
        """Conferences that could come in as they stand."""
        return self.taken - self.blocking - self.moving

    @property
    def new(self) -> int:
        """Rows that are to become conferences, whether or not they can as they stand."""
        return self.taken - self.moving

    @property
    def ready(self) -> bool:
        """Whether the draft can be taken in."""
        return not self.blocking and self.taken > 0


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as the preview shows it."""

    held: ImportRow
    reading: Reading
    copy_of: int | None
    twin: Entry | None
    candidates: Sequence[Entry] = ()

    @property
    def row(self) -> int:
        return self.held.row

    @property
    def raw(self) -> Mapping[str, str]:
        return self.reading.raw

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.reading.problems

    @property
    def is_readable(self) -> bool:
        return self.held.standing != Standing.UNREADABLE

    @property
    def is_asked(self) -> bool:
        """Whether a person is still to say what the row is."""
        held = self.held
        return held.standing == Standing.ELSEWHERE and not held.answer and not held.left_out

    @property
    def is_elsewhere(self) -> bool:
        """Whether its conference stands in the programme on another day."""
        return self.held.standing == Standing.ELSEWHERE

    @property
    def state(self) -> str:
        """The state of the design system."""
        if self.held.left_out:
            return "none"
        if self.is_asked:
            return "late"
        return {
            Standing.UNREADABLE: "late",
            Standing.COPY: "late",
            Standing.ELSEWHERE: "soon",
            Standing.TWIN: "soon",
            Standing.GAP: "note",
            Standing.SOUND: "done",
        }[Standing(self.held.standing)]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What of a draft a person looks at: rows that stand so, rows left out, rows that hold these words."""

    show: str = ""
    words: str = ""


SHOWS: Mapping[str, Q] = {
    "can-sua": Q(standing__in=[Standing.UNREADABLE, Standing.COPY], left_out=False)
    | Q(standing=Standing.ELSEWHERE, answer="", left_out=False),
    "ngay-khac": Q(standing=Standing.ELSEWHERE),
    "da-co": Q(standing=Standing.TWIN),
    "con-thieu": Q(standing=Standing.GAP, left_out=False),
    "da-bo": Q(left_out=True),
    "da-sua": Q(corrected=True),
}
"""The values of `?xem=` and what they show."""


def drafts_of(actor: Actor) -> QuerySet[ImportDraft]:
    """The drafts of the actor's committee, the latest first, with `size`, the number of their rows."""
    must(actor, "programme.import")
    return ImportDraft.objects.filter(committee=actor.committee_id).annotate(size=Count("rows"))


def draft_of(actor: Actor, draft_id: int) -> ImportDraft | None:
    """One draft, or None where there is none in the actor's committee."""
    return drafts_of(actor).filter(pk=draft_id).first()


def tally_of(draft: ImportDraft) -> Tally:
    """How the rows of a draft stand now."""
    kept, elsewhere = Q(left_out=False), Q(standing=Standing.ELSEWHERE)
    found = ImportRow.objects.filter(committee=draft.committee_id, draft=draft).aggregate(
        n_rows=Count("id"),
        n_unreadable=Count("id", filter=kept & Q(standing=Standing.UNREADABLE)),
        n_copies=Count("id", filter=kept & Q(standing=Standing.COPY)),
        n_elsewhere=Count("id", filter=elsewhere),
        n_asked=Count("id", filter=kept & elsewhere & Q(answer="")),
        n_moving=Count("id", filter=kept & elsewhere & Q(answer=ImportRow.Answer.MOVE)),
        n_twins=Count("id", filter=Q(standing=Standing.TWIN)),
        n_gaps=Count("id", filter=kept & Q(standing=Standing.GAP)),
        n_left_out=Count("id", filter=Q(left_out=True)),
        n_taken=Count("id", filter=kept),
        n_corrected=Count("id", filter=Q(corrected=True)),
    )
    return Tally(**{name.removeprefix("n_"): count for name, count in found.items()})


def preview_rows(
    actor: Actor, draft: ImportDraft, wanted: RowFilter, after: str = ""
) -> tuple[list[PreviewRow], str]:
    """The next rows of the preview, problems first, and the cursor of those after them (empty at the end)."""
    rows = ImportRow.objects.filter(committee=actor.committee_id, draft=draft)
    if wanted.show in SHOWS:
        rows = rows.filter(SHOWS[wanted.show])
    for word in fold(wanted.words).split():
        rows = rows.filter(search_text__contains=word)
    standing, row = _cursor(after)
    if row is not None:
        rows = rows.filter(Q(standing=standing, row__gt=row) | Q(standing__gt=standing))
    page = list(rows.select_related("twin").order_by("standing", "row")[: PAGE + 1])
    more = f"{page[PAGE - 1].standing}-{page[PAGE - 1].row}" if len(page) > PAGE else ""
    return _shown(actor, draft, page[:PAGE]), more


def preview_row(actor: Actor, draft: ImportDraft, row: int) -> PreviewRow | None:
    """One row as the preview shows it."""
    rows = ImportRow.objects.filter(committee=actor.committee_id, draft=draft, row=row)
    return next(iter(_shown(actor, draft, list(rows.select_related("twin")))), None)


def unit_questions(actor: Actor, draft: ImportDraft, reader: DraftReader) -> list[UnitQuestion]:
    """The units that the directory does not know, with what was chosen and what may be meant."""
    return [
        UnitQuestion(name, chosen, reader.units.near(name))
        for name, chosen in sorted(draft.unit_choices.items())
    ]


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A unit's name in the sheet that the directory does not know: which unit is it?"""

    name: str
    chosen: int | None
    near: int | None


def _shown(actor: Actor, draft: ImportDraft, held: Sequence[ImportRow]) -> list[PreviewRow]:
    if not held:
        return []
    reader = DraftReader(actor, draft.year)
    firsts = dict(
        ImportRow.objects.filter(
            committee=actor.committee_id, draft=draft, identity__in=[row.identity for row in held]
        )
        .values_list("identity")
        .annotate(first=Min("row"))
        .order_by()
    )
    ids = {pk for row in held if row.standing == Standing.ELSEWHERE for pk in row.candidates}
    there = Entry.objects.filter(committee=actor.committee_id).in_bulk(ids) if ids else {}
    return [
        PreviewRow(
            held=row,
            reading=reader.read(
                row.raw,
                row.row,
                [Problem(one["field"], one["message"], one["way_out"]) for one in row.faults],
            ),
            # A row that went or was corrected since it was read is nobody's copy.
            copy_of=first if (first := firsts.get(row.identity, row.row)) != row.row else None,
            twin=row.twin,
            candidates=[there[pk] for pk in row.candidates if pk in there],
        )
        for row in held
    ]


def _cursor(after: str) -> tuple[int, int | None]:
    standing, _, row = after.partition("-")
    if standing.isdecimal() and row.isdecimal() and len(row) < 9 and len(standing) < 3:
        return int(standing), int(row)
    return 0, None

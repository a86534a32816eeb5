from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee
from nghisu.foundation.rows import update_column
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entries
from nghisu.programme.commands.importing.correcting import held_draft
from nghisu.programme.commands.importing.elsewhere import Elsewhere
from nghisu.programme.commands.importing.reading import DraftReader, Standing, twin_key, twins_of
from nghisu.programme.commands.moving import accept_move
from nghisu.programme.models import Entry, ImportDraft, ImportRow, Programme
from nghisu.programme.queries.consequences import Proposal, moved_to_day
from nghisu.programme.refusals import (
    ImportEmpty,
    ImportMovesMeanwhile,
    ImportMovesTwice,
    ImportNotAnswered,
    ImportNotReady,
    ImportTwinsMeanwhile,
)

NAMED = 12
"""Rows that a refusal names one by one."""


@transaction.atomic
def accept_import(by: Actor, draft_id: int) -> ImportDraft:
    """Take the rows of a draft into the programme, all or none.

    A row that is to move a conference of the programme moves it as the page does: with history, consequences and
    notices. Raises ImportNotReady while a row that is not left out cannot be read, ImportNotAnswered while a person is
    still to say what one is, ImportTwinsMeanwhile when somebody has put one of its conferences into the programme since
    the preview, ImportMovesMeanwhile when a conference to be moved is no longer there as it was, ImportMovesTwice,
    ImportEmpty, ImportAlreadyAccepted, and what a move raises.
    """
    draft = held_draft(by, draft_id)
    rows = list(
        ImportRow.objects.filter(committee=by.committee_id, draft=draft, left_out=False).order_by("row")
    )
    if not rows:
        raise ImportEmpty
    _refuse(row.row for row in rows if row.standing in (Standing.UNREADABLE, Standing.COPY))
    asked = [row.row for row in rows if row.standing == Standing.ELSEWHERE and not row.answer]
    if asked:
        raise ImportNotAnswered(_listed(asked))
    reader = DraftReader(by, draft.year)
    contents: list[EntryContent] = []
    unread: list[int] = []
    keys = []
    conferences = []
    for row in rows:
        faults = tuple(Problem(one["field"], one["message"], one["way_out"]) for one in row.faults)
        conference = reader.read(row.raw, row.row, faults).conference
        if conference is None or conference.kind is None or conference.on is None:
            # The rules or the directory have moved on since the preview.
            unread.append(row.row)
            continue
        conferences.append(conference)
        contents.append(reader.content(conference, draft.unit_choices))
        keys.append(twin_key(conference.title, conference.kind, conference.on))
    _refuse(unread)
    hold_committee(by)
    twins = twins_of(by, conferences)
    met = [row for row, key in zip(rows, keys, strict=True) if row.twin_id is None and key in twins]
    if met:
        raise ImportTwinsMeanwhile(_listed(row.row for row in met))
    elsewhere = Elsewhere(by, reader, draft.unit_choices, conferences)
    moving, new = [], []
    for row, conference, content in zip(rows, conferences, contents, strict=True):
        if row.standing == Standing.ELSEWHERE and row.answer == ImportRow.Answer.MOVE:
            moving.append(Moving(row, conference, content, [pk for pk, _day in elsewhere.of(conference)]))
        else:
            new.append((row, content))
    moves = _move(by, draft, moving)
    entries = add_entries(by, [content for _row, content in new]) if new else []
    update_column(
        ImportRow, "entry", ((row.pk, entry.pk) for (row, _), entry in zip(new, entries, strict=True))
    )
    update_column(ImportRow, "move", moves)
    _name_programme(by, draft)
    draft.accepted_at = clock.now()
    draft.accepted_by_name = by.name
    draft.save(update_fields=["accepted_at", "accepted_by_name"])
    remember(
        by,
        "programme.imported",
        draft,
        after={"file": draft.file_name, "sha256": draft.file_digest, "entries": len(entries)}
        | ({"moved": len(moving)} if moving else {}),
    )
    return draft


@dataclass(frozen=True, slots=True)
class Moving:
    """A row that moves a conference: what it says, and which conferences it may still be."""

    row: ImportRow
    conference: PlannedConference
    content: EntryContent
    candidates: Sequence[int]


def _move(by: Actor, draft: ImportDraft, moving: Sequence[Moving]) -> list[tuple[int, int]]:
    """Move what these rows say, each by the command of every move. Returns which move came of which row, by ids."""
    gone = [one.row.row for one in moving if one.row.moves_id not in one.candidates]
    if gone:
        raise ImportMovesMeanwhile(_listed(gone))
    wanted = Counter(one.row.moves_id for one in moving)
    twice = [one.row.row for one in moving if wanted[one.row.moves_id] > 1]
    if twice:
        raise ImportMovesTwice(_listed(twice))
    there = Entry.objects.in_bulk([one.row.moves_id for one in moving])
    reason = f"Ngày mới theo chương trình trong tệp {draft.file_name}"
    done = []
    for one in moving:
        assert one.row.moves_id is not None  # noqa: S101  refused above
        entry = there[one.row.moves_id]
        done.append((one.row.pk, accept_move(by, entry.pk, proposed(by, entry, one), reason).pk))
    return done


def proposed(by: Actor, entry: Entry, one: Moving) -> Proposal:
    """The conference on the day that a row says. Part of the day and hours are the row's where it states them, else
    the conference's; all else stays."""
    assert one.conference.opening is not None  # noqa: S101  a row that is a conference
    stated = one.content.part
    proposal = moved_to_day(
        by, entry, one.conference.opening.date(), one.conference.opening.time() if stated else None
    )
    return replace(proposal, part=stated or proposal.part, closing=one.content.closing or proposal.closing)


@transaction.atomic
def discard_import(by: Actor, draft_id: int) -> None:
    """Throw a draft away with its rows. Raises ImportAlreadyAccepted: what came in stays told."""
    draft = held_draft(by, draft_id)
    remember(by, "import.discarded", draft, before={"file": draft.file_name, "sha256": draft.file_digest})
    draft.delete()


def hold_committee(by: Actor) -> None:
    """Whoever takes the same file in at the same time waits here, and then meets the conferences that came in."""
    Committee.objects.select_for_update(no_key=True).get(pk=by.tenant)


def _name_programme(by: Actor, draft: ImportDraft) -> None:
    """The programme bears the title of its sheet, unless it bears one already."""
    if draft.title:
        Programme.objects.filter(
            committee=by.committee_id, year=draft.year, title=f"Chương trình công tác năm {draft.year}"
        ).update(title=draft.title)


def _refuse(rows: Iterable[int]) -> None:
    rows = list(rows)
    if rows:
        raise ImportNotReady(_listed(rows))


def _listed(rows: Iterable[int]) -> str:
    rows = list(rows)
    named = ", ".join(str(row) for row in rows[:NAMED])
    return named if len(rows) <= NAMED else f"{named}… ({len(rows)})"

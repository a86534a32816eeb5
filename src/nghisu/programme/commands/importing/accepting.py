from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nghisu.core.conferences.problems import Problem
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee
from nghisu.foundation.rows import update_column
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entries
from nghisu.programme.commands.importing.correcting import held_draft
from nghisu.programme.commands.importing.reading import DraftReader, Standing, twin_key, twins_of
from nghisu.programme.models import ImportDraft, ImportRow, Programme
from nghisu.programme.refusals import ImportEmpty, ImportNotReady, ImportTwinsMeanwhile

NAMED = 12
"""Rows that a refusal names one by one."""


@transaction.atomic
def accept_import(by: Actor, draft_id: int) -> ImportDraft:
    """Take the rows of a draft into the programme, all or none.

    Raises ImportNotReady while a row that is not left out cannot be read, ImportTwinsMeanwhile when somebody has
    put one of its conferences into the programme since the preview, ImportEmpty, ImportAlreadyAccepted.
    """
    draft = held_draft(by, draft_id)
    rows = list(
        ImportRow.objects.filter(committee=by.committee_id, draft=draft, left_out=False).order_by("row")
    )
    if not rows:
        raise ImportEmpty
    _refuse(row.row for row in rows if row.standing in (Standing.UNREADABLE, Standing.COPY))
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
    entries = add_entries(by, contents)
    update_column(ImportRow, "entry", ((row.pk, entry.pk) for row, entry in zip(rows, entries, strict=True)))
    _name_programme(by, draft)
    draft.accepted_at = clock.now()
    draft.accepted_by_name = by.name
    draft.save(update_fields=["accepted_at", "accepted_by_name"])
    remember(
        by,
        "programme.imported",
        draft,
        after={"file": draft.file_name, "sha256": draft.file_digest, "entries": len(entries)},
    )
    return draft


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

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.directory.adapters.people_sheets import SheetLine, read_people_file
from nghisu.directory.commands.importing.weighing import CHANGING, weigh
from nghisu.directory.models import DirectoryImport, DirectoryImportRow
from nghisu.directory.refusals import ImportAccepted, ImportEmptied
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

BATCH = 400
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file that could be read. Nothing of it is kept yet."""

    name: str
    digest: str
    lines: tuple[SheetLine, ...]


def read_directory_file(by: Actor, content: bytes, name: str) -> PeopleFile:
    """Read a file of units and people. Raises UnreadableFile, with the reason and the way out."""
    must(by, "directory.edit")
    lines = read_people_file(content, name, _)
    return PeopleFile(name, hashlib.sha256(content).hexdigest(), tuple(lines))


@transaction.atomic
def draft_directory_import(by: Actor, file: PeopleFile, default_since: date | None = None) -> DirectoryImport:
    """Keep what was read as a draft for a person to look at. Nothing is in the directory yet."""
    must(by, "directory.edit")
    draft = DirectoryImport.objects.create(
        committee_id=by.tenant,
        user_id=by.user_id or 0,
        user_name=by.name,
        file_name=file.name[-200:],
        file_digest=file.digest,
        default_since=default_since,
        at=clock.now(),
    )
    rows = [
        DirectoryImportRow(
            committee_id=by.tenant,
            draft=draft,
            part=line.part,
            row=line.row,
            raw={name: text[:LONGEST_TEXT] for name, text in line.raw.items()},
            faults=[asdict(fault) for fault in line.faults],
        )
        for line in file.lines
    ]
    weigh(by, draft, rows)
    DirectoryImportRow.objects.bulk_create(rows, batch_size=BATCH)
    told = {"file": file.name, "sha256": file.digest, "rows": len(rows)}
    remember(by, "directory_import.drafted", draft, after=told)
    return draft


@transaction.atomic
def correct_directory_row(
    by: Actor, draft_id: int, part: str, row: int, texts: Mapping[str, str]
) -> DirectoryImportRow:
    """Write a row's fields anew, as a person typed them; the whole draft is weighed again.

    Fields that are not given stay as they are. Raises ImportAccepted.
    """
    draft, rows, held = _held(by, draft_id, part, row)
    before = dict(held.raw)
    typed = {name: " ".join(text[:LONGEST_TEXT].split()) for name, text in texts.items()}
    held.raw = before | typed
    held.faults = [one for one in held.faults if one["field"] not in typed]
    held.corrected = True
    if before.get("full_name") != held.raw.get("full_name"):
        held.choice = ""
    _weigh_again(by, draft, rows, ["raw", "faults", "corrected"], held)
    remember(
        by, "directory_import.row_corrected", draft, before=before, after=held.raw, label=f"{draft}, {row}"
    )
    return held


@transaction.atomic
def leave_out_directory_row(
    by: Actor, draft_id: int, part: str, row: int, left_out: bool
) -> DirectoryImportRow:
    """Leave a row out of what is taken in, or take it back. Raises ImportAccepted."""
    draft, rows, held = _held(by, draft_id, part, row)
    if held.left_out != left_out:
        held.left_out = left_out
        _weigh_again(by, draft, rows, ["left_out"], held)
        remember(
            by,
            "directory_import.row_left_out",
            draft,
            before={"left_out": not left_out},
            after={"left_out": left_out},
            label=f"{draft}, {row}",
        )
    return held


@transaction.atomic
def choose_person(by: Actor, draft_id: int, row: int, choice: str) -> DirectoryImportRow:
    """Say who is meant by a row: "new", or one of its candidates. Raises ImportAccepted."""
    draft, rows, held = _held(by, draft_id, DirectoryImportRow.Part.PEOPLE, row)
    if choice != "new" and choice not in held.candidates:
        raise AccessRefused("nobody who was offered")
    before, held.choice = held.choice, choice
    _weigh_again(by, draft, rows, ["choice"], held)
    remember(
        by,
        "directory_import.person_chosen",
        draft,
        before={"choice": before},
        after={"choice": choice},
        label=f"{draft}, {row}",
    )
    return held


@transaction.atomic
def discard_directory_import(by: Actor, draft_id: int) -> None:
    """Throw a draft away with its rows. Raises ImportAccepted: what came in stays told."""
    draft = held_draft(by, draft_id)
    told = {"file": draft.file_name, "sha256": draft.file_digest}
    remember(by, "directory_import.discarded", draft, before=told)
    draft.delete()


def held_draft(by: Actor, draft_id: int) -> DirectoryImport:
    """The draft, locked for whoever changes it. Raises ImportAccepted once it has been taken in."""
    must(by, "directory.edit")
    draft = (
        DirectoryImport.objects.select_for_update()
        .filter(committee=by.committee_id, pk=draft_id)
        .order_by()
        .first()
    )
    if draft is None:
        raise AccessRefused(str(draft_id))
    if draft.accepted_at is not None:
        raise ImportAccepted(draft.accepted_by_name)
    return draft


def rows_of(by: Actor, draft: DirectoryImport) -> list[DirectoryImportRow]:
    """All rows of a draft. Raises ImportEmptied for one without any."""
    rows = list(
        DirectoryImportRow.objects.filter(committee=by.committee_id, draft=draft).order_by("part", "row")
    )
    if not rows:
        raise ImportEmptied
    return rows


def _held(
    by: Actor, draft_id: int, part: str, row: int
) -> tuple[DirectoryImport, list[DirectoryImportRow], DirectoryImportRow]:
    draft = held_draft(by, draft_id)
    rows = rows_of(by, draft)
    held = next((one for one in rows if one.part == part and one.row == row), None)
    if held is None:
        raise AccessRefused(f"{draft_id}/{part}/{row}")
    return draft, rows, held


def _weigh_again(
    by: Actor,
    draft: DirectoryImport,
    rows: list[DirectoryImportRow],
    written: Iterable[str],
    held: DirectoryImportRow,
) -> None:
    """Weigh the draft anew and save what moved: the row itself and every row that it bears on."""
    before = {one.pk: [getattr(one, name) for name in CHANGING] for one in rows}
    weigh(by, draft, rows)
    moved = [one for one in rows if [getattr(one, name) for name in CHANGING] != before[one.pk]]
    DirectoryImportRow.objects.bulk_update(moved, CHANGING, batch_size=200)
    held.save(update_fields=[*written, *CHANGING])

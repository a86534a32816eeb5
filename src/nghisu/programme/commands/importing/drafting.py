from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.adapters.xlsx_reading import ReadProgramme, read_programme
from nghisu.programme.commands.importing.elsewhere import Elsewhere, answer_by_themselves
from nghisu.programme.commands.importing.reading import (
    DraftReader,
    Reading,
    Standing,
    TwinKey,
    identity_of,
    standing_of,
    twin_key,
    twins_of,
)
from nghisu.programme.models import ImportDraft, ImportRow
from nghisu.programme.queries.settings import opening_hours_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that could be read, and the reader that read it. Nothing of it is kept yet."""

    name: str
    digest: str
    reader: DraftReader
    programme: ReadProgramme


def read_file(by: Actor, content: bytes, name: str, year: int | None = None) -> ReadFile:
    """Read a file, by the rules and hours of the actor's committee.

    Raises UnreadableFile, with the reason and the way out, when there is no programme to be read in it.
    """
    must(by, "programme.import")
    reader = DraftReader(by, year)
    read = read_programme(
        content, kinds=reader.kinds, name=name, hours=opening_hours_of(by), year=year, gettext=_
    )
    if read.year is not None and read.year != year:
        reader = DraftReader(by, read.year)
    return ReadFile(name, hashlib.sha256(content).hexdigest(), reader, read)


@transaction.atomic
def draft_import(by: Actor, file: ReadFile) -> ImportDraft:
    """Keep what was read as a draft for a person to look at. Nothing is in the programme yet."""
    must(by, "programme.import")
    reader, read, digest, file_name = file.reader, file.programme, file.digest, file.name
    if by.user_id is None:
        raise ValueError("a draft belongs to a person")
    draft = ImportDraft.objects.create(
        committee_id=by.tenant,
        user_id=by.user_id,
        user_name=by.name,
        file_name=file_name[-200:],
        file_digest=digest,
        sheet=read.sheet[:120],
        title=read.title[:300],
        year=read.year or clock.today().year,
        columns=list(read.columns),
        warnings=list(read.warnings),
        at=clock.now(),
    )
    twins = twins_of(by, read.conferences)
    claimed = {twins[key] for key in map(_key, read.conferences) if key in twins}
    elsewhere = Elsewhere(by, reader, {}, read.conferences, claimed)
    rows: list[ImportRow] = []
    days: dict[int, date | None] = {}
    seen: set[str] = set()
    unknown: set[str] = set()
    for one in read.rows:
        faults = tuple(problem for problem in one.problems if problem.rows == (one.row,))
        copied = any(len(problem.rows) > 1 for problem in one.problems)
        # That a row copies another is told by its identity; what it says by itself is read without that.
        reading = reader.read(one.raw, one.row, faults) if copied else reader.weigh(one, faults)
        if reading.conference is not None:
            unknown.update(reader.unknown_units(reading.conference))
            days[one.row] = reading.conference.on
        rows.append(_row(by, draft, reading, faults, seen, twins, elsewhere))
    answer_by_themselves(rows, days)
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    draft.unit_choices = dict.fromkeys(sorted(unknown))
    draft.save(update_fields=["unit_choices"])
    remember(by, "import.drafted", draft, after={"file": file_name, "sha256": digest, "rows": len(rows)})
    return draft


def _row(
    by: Actor,
    draft: ImportDraft,
    reading: Reading,
    faults: tuple[Problem, ...],
    seen: set[str],
    twins: Mapping[TwinKey, int],
    elsewhere: Elsewhere,
) -> ImportRow:
    identity = identity_of(reading.raw)
    copies = identity in seen
    seen.add(identity)
    conference = reading.conference
    key = _key(conference) if conference else None
    twin = twins.get(key) if key else None
    candidates = elsewhere.nearest(conference) if twin is None and not copies else []
    standing = standing_of(reading, copies, twin is not None, bool(candidates))
    return ImportRow(
        committee_id=by.tenant,
        draft=draft,
        row=reading.row,
        raw=dict(reading.raw),
        faults=[asdict(fault) for fault in faults],
        standing=standing,
        # What is there already is not taken in twice unless a person says so; nor is the copy of a row.
        left_out=standing in (Standing.COPY, Standing.TWIN),
        identity=identity,
        twin_id=twin,
        candidates=candidates,
        search_text=searchable(reading.raw),
    )


def _key(conference: PlannedConference) -> TwinKey | None:
    if not conference.kind or not conference.on:
        return None
    return twin_key(conference.title, conference.kind, conference.on)


def searchable(raw: Mapping[str, str]) -> str:
    """The texts of a row, folded, for a search in the preview."""
    return fold(" ".join(raw.values()))[:900]

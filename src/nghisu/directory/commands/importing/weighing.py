"""A draft as a whole: its rows read against the directory and one another, and how each then stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import get_language, override

from nghisu.core.conferences.problems import Problem
from nghisu.core.text import fold
from nghisu.directory.commands.importing.ground import Ground, read_ground
from nghisu.directory.commands.importing.people import PersonRow, find_place, read_person, relate_people
from nghisu.directory.commands.importing.units import UnitRow, read_unit, relate_units
from nghisu.directory.models import DirectoryImport, DirectoryImportRow
from nghisu.foundation.actors import Actor

LANGUAGES = ("vi", "en")
CHANGING = ("standing", "problems", "outcome", "candidates", "choice", "search_text")

Part = DirectoryImportRow.Part
Standing = DirectoryImportRow.Standing


@dataclass(slots=True)
class Weighed:
    """The rows of a draft as they are understood."""

    ground: Ground
    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)

    def of(self, part: str) -> Sequence[UnitRow | PersonRow]:
        return self.units if part == Part.UNITS else self.people


def understand(by: Actor, draft: DirectoryImport, rows: Sequence[DirectoryImportRow]) -> Weighed:
    """Read all rows of a draft, in their order; problems are worded in the present language."""
    weighed = Weighed(read_ground(by))
    ground = weighed.ground
    units = sorted((row for row in rows if row.part == Part.UNITS), key=lambda row: row.row)
    people = sorted((row for row in rows if row.part == Part.PEOPLE), key=lambda row: row.row)
    for row in units:
        unit = read_unit(row.row, row.raw, ground, draft.default_since)
        unit.problems[:0] = _faults(row)
        weighed.units.append(unit)
    relate_units(weighed.units, ground, {row.row for row in units if row.left_out})
    for row in people:
        person = read_person(row.row, row.raw, ground, draft.default_since)
        person.problems[:0] = _faults(row)
        find_place(person, ground)
        weighed.people.append(person)
    relate_people(
        weighed.people,
        ground,
        {row.row for row in people if row.left_out},
        {row.row: row.choice for row in people if row.choice},
    )
    return weighed


def weigh(by: Actor, draft: DirectoryImport, rows: Sequence[DirectoryImportRow]) -> Weighed:
    """Understand a draft and write into its rows how they stand. The rows are not saved.

    Problems are kept in every language, because whoever looks at the preview may read another one.
    """
    spoken = get_language() or LANGUAGES[0]
    weighed = understand(by, draft, rows)
    said = {spoken: _problems(weighed)}
    if any(said[spoken].values()):
        for language in LANGUAGES:
            if language != spoken:
                with override(language):
                    said[language] = _problems(understand(by, draft, rows))
    found = {(part, one.row): one for part in Part for one in weighed.of(part)}
    for row in rows:
        key = (Part(row.part), row.row)
        read = found[key]
        row.problems = {language: problems[key] for language, problems in said.items() if problems[key]}
        row.outcome = _unit_outcome(read, weighed) if isinstance(read, UnitRow) else _outcome(read, weighed)
        row.candidates = read.candidates if isinstance(read, PersonRow) else []
        row.standing = _standing(read)
        row.search_text = fold(" ".join(row.raw.values()))[:900]
    return weighed


def _faults(row: DirectoryImportRow) -> list[Problem]:
    return [Problem(one["field"], one["message"], one["way_out"], (row.row,)) for one in row.faults]


def _problems(weighed: Weighed) -> dict[tuple[Part, int], list[dict[str, Any]]]:
    return {
        (part, one.row): [asdict(problem) for problem in one.problems]
        for part in Part
        for one in weighed.of(part)
    }


def _standing(read: UnitRow | PersonRow) -> Standing:
    """What keeps a row out comes first; then what is there already, and what a person is asked."""
    if read.copy_of is not None:
        return Standing.COPY
    if isinstance(read, UnitRow):
        if read.there is not None:
            return Standing.THERE
        return Standing.UNREADABLE if read.problems else Standing.SOUND
    if read.problems:
        return Standing.UNREADABLE
    if not read.who:
        return Standing.ASKED
    return Standing.THERE if read.is_there else Standing.SOUND


def _unit_outcome(read: UnitRow, weighed: Weighed) -> dict[str, Any]:
    """What would be made of a row, as the preview and the command line say it."""
    superior = weighed.ground.standings[read.superior].name if read.superior else ""
    return {
        "name": read.name,
        "kind": read.kind,
        "bloc": read.bloc,
        "tier": read.tier,
        "superior": superior,
        "since": f"{read.since:%d/%m/%Y}" if read.since else "",
        "there": read.there,
        "copy_of": read.copy_of,
    }


def _outcome(read: PersonRow, weighed: Weighed) -> dict[str, Any]:
    return {
        "name": read.full_name,
        "who": read.who,
        "position": read.position.title if read.position else read.title,
        "new_position": read.position is None,
        "place": weighed.ground.standings[read.place].name if read.place else "",
        "since": f"{read.since:%d/%m/%Y}" if read.since else "",
        "until": f"{read.until:%d/%m/%Y}" if read.until else "",
        "copy_of": read.copy_of,
    }

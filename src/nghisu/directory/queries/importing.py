"""What a preview shows of a draft of units and people: its rows, how many stand how, who may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghisu.core.text import fold
from nghisu.directory.models import Appointment, DirectoryImport, DirectoryImportRow, Person
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor

PAGE = 50

Standing = DirectoryImportRow.Standing
Part = DirectoryImportRow.Part


@dataclass(frozen=True, slots=True)
class ImportTally:
    """How many rows of a draft stand how; those left out are counted apart."""

    rows: int
    unreadable: int
    asked: int
    units: int
    people: int
    there: int
    copies: int
    left_out: int
    corrected: int

    @property
    def blocking(self) -> int:
        """Rows that a person must mend, answer or leave out first."""
        return self.unreadable + self.asked

    @property
    def taken(self) -> int:
        """Rows that would come in."""
        return self.units + self.people

    @property
    def ready(self) -> bool:
        return not self.blocking and self.taken > 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant by a row: a known person, or the person whom another row brings in."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A row as the preview shows it: its problems in the reader's language, who may be meant."""

    held: DirectoryImportRow
    candidates: Sequence[Candidate]
    who: str

    @property
    def problems(self) -> Sequence[Mapping[str, Any]]:
        problems: dict[str, list[dict[str, Any]]] = self.held.problems
        return problems.get(get_language() or "vi") or next(iter(problems.values()), [])

    @property
    def is_person(self) -> bool:
        return self.held.part == Part.PEOPLE

    @property
    def state(self) -> str:
        """The state of the design system."""
        if self.held.left_out:
            return "none"
        return {
            Standing.UNREADABLE: "late",
            Standing.ASKED: "today",
            Standing.SOUND: "done",
            Standing.THERE: "note",
            Standing.COPY: "none",
        }[Standing(self.held.standing)]


SHOWS: Mapping[str, Q] = {
    "can-sua": Q(standing=Standing.UNREADABLE, left_out=False),
    "can-tra-loi": Q(standing=Standing.ASKED, left_out=False),
    "co-quan": Q(part=Part.UNITS, standing=Standing.SOUND, left_out=False),
    "nguoi": Q(part=Part.PEOPLE, standing=Standing.SOUND, left_out=False),
    "da-co": Q(standing__in=[Standing.THERE, Standing.COPY], left_out=False),
    "da-sua": Q(corrected=True),
    "da-bo": Q(left_out=True),
}
"""The values of `?xem=` and what they show."""


def directory_imports_of(by: Actor) -> QuerySet[DirectoryImport]:
    """The drafts of the actor's committee, the latest first, with `size`, the number of their rows."""
    must(by, "directory.edit")
    return DirectoryImport.objects.filter(committee=by.committee_id).annotate(size=Count("rows"))


def directory_import_of(by: Actor, draft_id: int) -> DirectoryImport | None:
    """One draft, or None where there is none in the actor's committee."""
    return directory_imports_of(by).filter(pk=draft_id).first()


def import_tally(draft: DirectoryImport) -> ImportTally:
    """How the rows of a draft stand."""
    kept = Q(left_out=False)
    sound = kept & Q(standing=Standing.SOUND)
    found = DirectoryImportRow.objects.filter(committee=draft.committee_id, draft=draft).aggregate(
        n_rows=Count("id"),
        n_unreadable=Count("id", filter=kept & Q(standing=Standing.UNREADABLE)),
        n_asked=Count("id", filter=kept & Q(standing=Standing.ASKED)),
        n_units=Count("id", filter=sound & Q(part=Part.UNITS)),
        n_people=Count("id", filter=sound & Q(part=Part.PEOPLE)),
        n_there=Count("id", filter=kept & Q(standing=Standing.THERE)),
        n_copies=Count("id", filter=kept & Q(standing=Standing.COPY)),
        n_left_out=Count("id", filter=Q(left_out=True)),
        n_corrected=Count("id", filter=Q(corrected=True)),
    )
    return ImportTally(**{name.removeprefix("n_"): count for name, count in found.items()})


def import_lines(
    by: Actor, draft: DirectoryImport, show: str, words: str, after: str = ""
) -> tuple[list[ImportLine], str]:
    """The next rows of the preview, those to mend first, and the cursor of the rows after them (empty at the end)."""
    rows = DirectoryImportRow.objects.filter(committee=by.committee_id, draft=draft)
    if show in SHOWS:
        rows = rows.filter(SHOWS[show])
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    order = ("standing", "-part", "row")
    skipped = int(after) if after.isdecimal() and len(after) < 9 else 0
    page = list(rows.order_by(*order)[skipped : skipped + PAGE + 1])
    more = str(skipped + PAGE) if len(page) > PAGE else ""
    return _lines(by, draft, page[:PAGE]), more


def import_line(by: Actor, draft: DirectoryImport, part: str, row: int) -> ImportLine | None:
    """One row as the preview shows it."""
    rows = DirectoryImportRow.objects.filter(committee=by.committee_id, draft=draft, part=part, row=row)
    return next(iter(_lines(by, draft, list(rows))), None)


def _lines(by: Actor, draft: DirectoryImport, held: Sequence[DirectoryImportRow]) -> list[ImportLine]:
    wanted = {value for row in held for value in [*row.candidates, row.outcome.get("who", "")]}
    people = _people(by, [int(value[1:]) for value in wanted if value.startswith("p")])
    rows = {
        f"r{row.row}": _("người ở dòng %(row)s: %(name)s, %(title)s")
        % {"row": row.row, "name": row.raw.get("full_name", ""), "title": row.raw.get("title", "")}
        for row in DirectoryImportRow.objects.filter(
            committee=by.committee_id,
            draft=draft,
            part=Part.PEOPLE,
            row__in=[int(value[1:]) for value in wanted if value.startswith("r")],
        )
    }
    said = people | rows
    return [
        ImportLine(
            row,
            [Candidate(value, said[value]) for value in row.candidates if value in said],
            said.get(row.outcome.get("who", ""), ""),
        )
        for row in held
    ]


def _people(by: Actor, ids: Sequence[int]) -> dict[str, str]:
    """What the committee knows of people, to tell them apart by. Another committee's people stay unseen."""
    titles: dict[int, list[str]] = {}
    rows = Appointment.objects.filter(committee=by.committee_id, person__in=ids).order_by("-since")
    for person, title in rows.values_list("person_id", "position__title"):
        titles.setdefault(person, []).append(title)
    return {
        f"p{person.pk}": "; ".join(
            part for part in (person.full_name, *titles[person.pk][:2], person.email, person.phone) if part
        )
        for person in Person.objects.filter(pk__in=list(titles))
    }

"""What reading a sheet answers: the programme, its rows, and the problems of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the sheet. `raw` holds, by field, the texts a person would type to say the same.

    `conference` is None when there is a problem; correcting `raw` and reading it again is how a person
    mends a row.
    """

    row: int
    raw: Mapping[str, str]
    conference: PlannedConference | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """A programme as read: nothing is taken in by reading it."""

    title: str
    year: int | None
    rows: tuple[ReadRow, ...]
    columns: tuple[str, ...]
    """The fields the sheet has a column for."""
    warnings: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def conferences(self) -> tuple[PlannedConference, ...]:
        """The conferences of the rows that were understood."""
        return tuple(row.conference for row in self.rows if row.conference)

    @property
    def problem_rows(self) -> tuple[ReadRow, ...]:
        """The rows a person must mend or leave out."""
        return tuple(row for row in self.rows if row.problems)

    @property
    def problems(self) -> tuple[tuple[int, Problem], ...]:
        """The problems of all rows, each with its row."""
        return tuple((read.row, problem) for read in self.rows for problem in read.problems)

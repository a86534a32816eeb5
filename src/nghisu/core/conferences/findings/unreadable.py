"""Lines of a sheet that could not be read as a conference."""

from collections.abc import Iterable, Iterator

from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity
from nghisu.core.conferences.problems import Problem
from nghisu.core.law.citation import Translate


def find_unreadable(
    problems: Iterable[tuple[int, Problem]], citations: tuple[Ground, ...], gettext: Translate
) -> Iterator[Finding]:
    """One finding for each problem of each line."""
    for row, problem in problems:
        yield Finding(
            Code.UNREADABLE,
            Severity.REFUSE,
            None,
            gettext("Dòng %(row)s: %(message)s") % {"row": row, "message": problem.message},
            problem.way_out,
            citations,
            problem.rows or (row,),
            fields=(problem.field,) if problem.field else (),
        )

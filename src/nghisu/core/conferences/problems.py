"""Why a line of a programme could not be read as a conference."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line: the field at fault ("" for the line as a whole), why, and the way out.

    `rows` are the rows of the sheet it concerns, where there are several (two identical lines).
    """

    field: str
    message: str
    way_out: str
    rows: tuple[int, ...] = ()

"""What the law engine refuses, each refusal in words for the person who asked."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: a file and a line (from 1)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class LawError(Exception):
    """The root of what this package refuses."""


class RuleFileError(LawError):
    """A rule file that cannot be accepted: `file`, `line`, `reason`; `also` is the second place of a
    conflict.
    """

    def __init__(self, place: Place, reason: str, also: Place | None = None) -> None:
        self.file = place.file
        self.line = place.line
        self.reason = reason
        self.also = also
        super().__init__(f"{place}: {reason}")


class QuestionRefused(LawError):
    """A question that cannot be answered as it is put."""


class KindUnknown(QuestionRefused):
    """A kind of conference that the rulebook does not know."""


class NotInForce(QuestionRefused):
    """No edition of the rulebook is in force on the day of the opening."""


class RulebookUnknown(QuestionRefused):
    """A rulebook that is not listed."""


class ClauseUnknown(QuestionRefused):
    """A clause that no edition has."""


def place_of(path: Path | str, line: int) -> Place:
    """A place named by the last three parts of its path: enough to find it, nothing of the machine."""
    return Place("/".join(Path(path).parts[-3:]), line)

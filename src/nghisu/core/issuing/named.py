"""Whether a certificate names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nghisu.core.text import fold

WORD = re.compile(r"\w+")


def is_named(person: str, certificates: Iterable[str]) -> bool:
    """Whether one of some certificates bears the name of a person: all its words, one after the other, however they are
    accented; more may stand around them, such as a position."""
    wanted = WORD.findall(fold(person))
    if not wanted:
        return False
    for one in certificates:
        words = WORD.findall(fold(one))
        if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
            return True
    return False

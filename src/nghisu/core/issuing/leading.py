"""Whether somebody leads (lãnh đạo), as a title tells it: who signs a letter to a higher level depends on it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from nghisu.core.issuing.refusals import SigningRefused
from nghisu.core.law.basis import Basis
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.text import fold

ACTING = "quyen "
"""How the title begins of somebody who acts in an office, folded: what follows is the title."""
BETWEEN_TITLES = re.compile(r"[,;]|\s[-–]\s")


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How titles begin that lead, and that do not, folded; on what that reading rests."""

    leading: tuple[str, ...]
    other: tuple[str, ...]
    basis: Basis
    reason: str
    reason_en: str


@cache
def title_words() -> TitleWords:
    """The words as they ship."""
    return read_title_words(regulations_folder() / "leaders.toml")


def read_title_words(path: Path) -> TitleWords:
    """The words of a file; SigningRefused for an unknown key, a missing one, a word that is on both lists."""
    with path.open("rb") as stream:
        table = tomllib.load(stream)
    try:
        words = TitleWords(
            tuple(fold(one) for one in table.pop("leading")),
            tuple(fold(one) for one in table.pop("other")),
            Basis(table.pop("basis")),
            table.pop("reason"),
            table.pop("reason_en"),
        )
    except (KeyError, ValueError) as fault:
        raise SigningRefused(f"{path.name}: {fault}") from fault
    if table:
        raise SigningRefused(f"{path.name}: unknown key {', '.join(sorted(table))}")
    if both := set(words.leading) & set(words.other):
        raise SigningRefused(f"{path.name}: both leading and other: {', '.join(sorted(both))}")
    return words


@lru_cache(maxsize=4096)
def leads(title: str, words: TitleWords | None = None) -> bool | None:
    """Whether the titles somebody holds tell that they lead; None where they tell neither."""
    words = words or title_words()
    titles = [fold(one).removeprefix(ACTING) for one in BETWEEN_TITLES.split(title)]
    if any(_begins(one, words.leading) for one in titles):
        return True
    return False if any(_begins(one, words.other) for one in titles) else None


def _begins(title: str, words: Iterable[str]) -> bool:
    return any(title == one or title.startswith(f"{one} ") for one in words)

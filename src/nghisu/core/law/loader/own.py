"""An edition that a committee writes itself, in one file: the same tables, the same strict reading.

What stands in several files of a shipped edition stands here one below the other. Each part keeps its lines, so that a
refusal names the line of the one file.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from nghisu.core.law.edition import Edition
from nghisu.core.law.loader.editions import load_edition
from nghisu.core.law.loader.heads import CLAUSES_FILE, EDITION_FILE, TENSIONS_FILE
from nghisu.core.law.loader.source import read_source

NAME = "ban-rieng"
FILE_OF = {
    "kind": EDITION_FILE,
    "actor": EDITION_FILE,
    "act": EDITION_FILE,
    "chair": EDITION_FILE,
    "clause": CLAUSES_FILE,
    "deadline": "deadlines.toml",
    "gate": "gates.toml",
    "limit": "limits.toml",
    "cadence": "cadence.toml",
    "order": "orders.toml",
    "tension": TENSIONS_FILE,
}
_TABLE = re.compile(r"^\[\[\s*([\w\-]+)\s*\]\]")


def parts_of(text: str) -> dict[str, str]:
    """The one file as the files of an edition, each line in its place. A table that no edition has stays in the head,
    where the loader refuses it with its line."""
    lines = text.splitlines()
    owners = []
    file = EDITION_FILE
    for line in lines:
        table = _TABLE.match(line)
        if table:
            file = FILE_OF.get(table[1], EDITION_FILE)
        owners.append(file)
    names = dict.fromkeys([EDITION_FILE, CLAUSES_FILE, *owners])
    return {
        name: "\n".join(line if own == name else "" for line, own in zip(lines, owners, strict=True)) + "\n"
        for name in names
    }


def together(files: Mapping[str, str]) -> str:
    """The files of an edition as one: where a committee begins with a copy of one that ships."""
    order = [EDITION_FILE, CLAUSES_FILE, *sorted(set(files) - {EDITION_FILE, CLAUSES_FILE})]
    return "\n\n".join(files[name].strip() for name in order if name in files) + "\n"


def load_own(text: str, shipped: Iterable[Edition]) -> Edition:
    """The edition of one file, read beside those that ship; one of the same name stands in its place. RuleFileError
    says the line and the reason."""
    own = read_source(parts_of(text)[EDITION_FILE], _path()).content.get("id")
    return load_edition(parts_of(text), NAME, [edition for edition in shipped if edition.id != own])


def _path() -> Path:
    return Path(NAME) / EDITION_FILE

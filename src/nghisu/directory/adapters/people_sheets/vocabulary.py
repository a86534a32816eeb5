"""The words of sheets of units and people, read from `vocabulary.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from nghisu.foundation.sheets.header import plain


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of a sheet mean; every key is `plain`. `parts`: units and people, heading → field."""

    parts: Mapping[str, Mapping[str, str]]
    column_names: Mapping[str, Mapping[str, str]]
    """Part → field → the heading shown to people, in the order of the columns."""
    kinds: Mapping[str, str]
    blocs: Mapping[str, str]
    tiers: Mapping[str, str]
    genders: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    """Table → code → the word shown to people, and written out in the template."""
    bloc_of_kind: Mapping[str, str]


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(word): code for code, words in table.items() for word in words}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words as shipped."""
    tables = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        parts={part: _turned(tables[part]) for part in ("units", "people")},
        column_names={
            part: {field: words[0] for field, words in tables[part].items()} for part in ("units", "people")
        },
        kinds=_turned(tables["kinds"]),
        blocs=_turned(tables["blocs"]),
        tiers=_turned(tables["tiers"]),
        genders=_turned(tables["genders"]),
        names={
            table: {code: words[0] for code, words in tables[table].items()}
            for table in ("kinds", "blocs", "tiers", "genders")
        },
        bloc_of_kind=tables["bloc_of_kind"],
    )

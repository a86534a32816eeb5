"""The words of a programme's sheet, read from `vocabulary.toml`: columns, kinds, bodies, forms, scales."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from nghisu.foundation.sheets.header import plain


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of a sheet mean; every key is `plain`."""

    columns: Mapping[str, str]
    column_names: Mapping[str, str]
    """Field → the heading shown to people, in the order of a programme's columns."""
    kinds: Mapping[str, str]
    part_of_day: Mapping[str, str]
    form: Mapping[str, str]
    scale: Mapping[str, str]
    yes_no: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    """Field → code → the word shown to people, and written out again."""
    bodies: Mapping[str, str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    headings: tuple[str, ...]
    feet: tuple[str, ...]

    def body(self, words: str) -> str | None:
        """The body (tập thể) that these words name, the committee's name left aside; None for anyone else."""
        text = plain(words)
        for word in self.before:
            text = text.removeprefix(word + " ")
        for name, code in self.bodies.items():
            if text == name:
                return code
            if text.startswith(name + " "):
                rest = text[len(name) + 1 :]
                # "Ban Thường vụ Thành ủy Hà Nội" is that body; "Thường trực HĐND" is another.
                if any(rest == word or rest.startswith(word + " ") for word in self.after):
                    return code
        return None


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(word): code for code, words in table.items() for word in words}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words as shipped."""
    source = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    bodies = _turned(tables["bodies"])
    return Vocabulary(
        columns=_turned(tables["columns"]),
        column_names={field: words[0] for field, words in tables["columns"].items()},
        kinds=_turned(tables["kinds"]),
        part_of_day=_turned(tables["part_of_day"]),
        form=_turned(tables["form"]),
        scale=_turned(tables["scale"]),
        yes_no=_turned(tables["yes_no"]),
        names={
            field: {code: words[0] for code, words in tables[field].items()}
            for field in ("kinds", "part_of_day", "form", "scale")
        },
        # The longest name first, so that "Ban Chấp hành Đảng bộ" is not cut at "Ban Chấp hành".
        bodies=dict(sorted(bodies.items(), key=lambda pair: -len(pair[0]))),
        before=tuple(plain(word) for word in tables["committee"]["before"]),
        after=tuple(plain(word) for word in tables["committee"]["after"]),
        headings=tuple(plain(word) for word in tables["lines"]["headings"]),
        feet=tuple(plain(word) for word in tables["lines"]["feet"]),
    )

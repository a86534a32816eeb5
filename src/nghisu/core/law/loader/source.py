"""The text of a TOML file with the line on which each table and key stands."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from nghisu.core.law.refusals import Place, RuleFileError, place_of

_HEADER = re.compile(r"^\s*\[\[?\s*([\w.\-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*(?:\"([^\"]+)\"|([\w\-]+))\s*(?:\.[\w.\-\"]+)?\s*=(.*)$")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$|\(at end of document\)$")


def _open_brackets(text: str, depth: int) -> int:
    """Brackets still open after a line, strings and comments left out."""
    quote = ""
    place = 0
    while place < len(text):
        sign = text[place]
        if quote:
            if sign == "\\" and quote == '"':
                place += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'":
            quote = sign
        elif sign == "#":
            break
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        place += 1
    return depth


@dataclass(slots=True)
class Source:
    """One TOML file: its content as parsed, and where each part of it stands."""

    path: Path
    text: str
    content: dict[str, object] = field(default_factory=dict)
    headers: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)

    def place(self, table: str = "", index: int = 0, key: str = "") -> Place:
        """Where a key of a table stands; where the table begins, when it does not have the key."""
        found = self.keys.get((table, index), {}).get(key) if key else None
        if found is None:
            lines = self.headers.get(table, [])
            found = lines[index] if index < len(lines) else 1
        return place_of(self.path, found)

    def refuse(self, reason: str, table: str = "", index: int = 0, key: str = "") -> RuleFileError:
        """The refusal of this file for a reason, at the place of a key or a table."""
        return RuleFileError(self.place(table, index, key), reason)


def read_source(text: str, path: Path) -> Source:
    """The parsed file; RuleFileError with its line where it is not TOML."""
    source = Source(path, text)
    try:
        source.content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found and found.group(1) else text.count("\n") + 1
        said = _AT_LINE.sub("", str(error)).strip()
        raise RuleFileError(place_of(path, line), f"tệp không đúng cú pháp TOML ({said})") from None
    _index(source)
    return source


def _index(source: Source) -> None:
    table, index, depth, long_quote = "", 0, 0, ""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if long_quote:
            if long_quote in line:
                long_quote = ""
            continue
        if depth:
            depth = _open_brackets(line, depth)
            continue
        header = _HEADER.match(line)
        if header:
            table = header.group(1)
            lines = source.headers.setdefault(table, [])
            index = len(lines)
            lines.append(number)
            continue
        key = _KEY.match(line)
        if not key:
            continue
        source.keys.setdefault((table, index), {})[key.group(1) or key.group(2)] = number
        value = key.group(3)
        for quote in ('"""', "'''"):
            if value.strip().startswith(quote) and value.count(quote) == 1:
                long_quote = quote
        if not long_quote:
            depth = _open_brackets(value, 0)

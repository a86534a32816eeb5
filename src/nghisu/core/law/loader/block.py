"""A table of a rule file, read strictly: what is missing, of another type, or not known is refused with its
line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from nghisu.core.law.basis import Basis
from nghisu.core.law.loader.source import Source
from nghisu.core.law.refusals import Place, RuleFileError
from nghisu.core.text import nfc

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Block:
    """One table. Each `take_…` reads a key once; `finish` refuses the keys nobody took."""

    source: Source
    table: str
    index: int
    values: Mapping[str, object]
    inner: str = ""
    _taken: set[str] = field(default_factory=set)

    def refuse(self, reason: str, key: str = "") -> RuleFileError:
        """The refusal of this table, at the line of the key where it has one."""
        return self.source.refuse(reason, self.table, self.index, self.inner or key)

    def place(self, key: str = "") -> Place:
        """Where the table, or one of its keys, stands."""
        return self.source.place(self.table, self.index, self.inner or key)

    def take(self, key: str) -> object:
        """The raw value; None where the key is absent."""
        self._taken.add(key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text in NFC; required unless a default is given."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.refuse(f"thiếu “{key}”")
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.refuse(f"“{key}” phải là một đoạn chữ không trống", key)
        return nfc(value.strip())

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent and not required."""
        value = self.take(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one for one in value):
            raise self.refuse(f"“{key}” phải là một danh sách không rỗng", key)
        if len(set(value)) < len(value):
            raise self.refuse(f"“{key}” có mục lặp lại", key)
        return tuple(nfc(one) for one in value)

    def day(self, key: str) -> date | None:
        """A day; None where the key is absent."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise self.refuse(f"“{key}” không phải là ngày có thật: “{value}”", key) from None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(f"“{key}” phải là một ngày, ví dụ 2026-03-18", key)
        return value

    def needed_day(self, key: str) -> date:
        """A day that must be there."""
        value = self.day(key)
        if value is None:
            raise self.refuse(f"thiếu “{key}”")
        return value

    def number(self, key: str, default: int | None = None, least: int = 0) -> int:
        """A whole number of at least `least`; required unless a default is given."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.refuse(f"thiếu “{key}”")
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.refuse(f"“{key}” phải là số nguyên từ {least} trở lên", key)
        return value

    def quantity(self, key: str) -> float:
        """A number, whole or not, not negative."""
        value = self.take(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise self.refuse(f"“{key}” phải là một số không âm", key)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        value = self.take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.refuse(f"“{key}” phải là true hoặc false", key)
        return value

    def choice(self, key: str, among: type[Choice], default: Choice | None = None) -> Choice:
        """One of the values of an enumeration; required unless a default is given."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        try:
            return among(str(value))
        except ValueError:
            known = ", ".join(one.value for one in among)
            said = "thiếu" if value is None else f"không hiểu “{value}” ở"
            raise self.refuse(f"{said} “{key}” (dùng: {known})", key) from None

    def inner_block(self, key: str) -> "Block | None":
        """A table written inline as the value of a key; None where it is absent."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(f"“{key}” phải là một bảng {{…}}", key)
        return Block(self.source, self.table, self.index, value, key)

    def inner_blocks(self, key: str) -> "Iterator[Block]":
        """The tables written inline in the list that is the value of a key."""
        value = self.take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refuse(f"“{key}” phải là một danh sách bảng {{…}}", key)
        for one in value:
            yield Block(self.source, self.table, self.index, one, key)

    def validity(self) -> tuple[date | None, date | None]:
        """`since` and `until` (the last valid day), either of which may be absent."""
        since, until = self.day("since"), self.day("until")
        if since and until and until < since:
            raise self.refuse("“until” sớm hơn “since”", "until")
        return since, until

    def basis(self, default: Basis = Basis.STATED) -> tuple[Basis, str, str]:
        """The basis and its reason in both languages, without which only what is stated is accepted."""
        basis = self.choice("basis", Basis, default)
        reason, reason_en = self.text("reason", ""), self.text("reason_en", "")
        if basis is not Basis.STATED and not (reason and reason_en):
            raise self.refuse(
                f"quy tắc có căn cứ “{basis.value}” phải có lý do bằng tiếng Việt và tiếng Anh "
                "(“reason”, “reason_en”)",
                "basis",
            )
        if bool(reason) != bool(reason_en):
            raise self.refuse("“reason” và “reason_en” phải có cả hai", "reason")
        return basis, reason, reason_en

    def finish(self) -> None:
        """Refuses the first key that is not known."""
        for key in self.values:
            if key not in self._taken:
                raise self.refuse(f"khóa lạ “{key}”", key)


def blocks_of(source: Source, table: str) -> Iterator[Block]:
    """The tables `[[table]]` of a file, in order."""
    value = source.content.get(table, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise source.refuse(f"“{table}” phải là bảng dạng [[{table}]]", table)
    for index, one in enumerate(value):
        yield Block(source, table, index, one)


def top_block(source: Source) -> Block:
    """The keys that stand before the first table."""
    return Block(
        source, "", 0, {key: value for key, value in source.content.items() if not _is_tables(value)}
    )


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def refuse_other_tables(source: Source, known: tuple[str, ...]) -> None:
    """Refuses a file with a table, or a key outside a table, that is not among those known."""
    for name in source.content:
        if name not in known:
            if name in source.headers:
                raise source.refuse(f"bảng lạ “{name}”", name)
            raise source.refuse(f"khóa lạ “{name}”", "", 0, name)

"""Plain data as JSON and back, strictly: an unknown key, a missing one, a value of another type is refused.

The data of a document are kept so in its drafts, and go so to the process that draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from nghisu.core.text import legible, nfc

KIND = "kind"
"""The key that tells which of several data classes a value is."""
_DATED: tuple[type, ...] = (datetime, date, time)


class UnreadableContent(ValueError):
    """What was kept is not what the data class asks for."""


class Kept:
    """A data class that goes to JSON and comes back."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """The data in types of JSON."""
        return {one.name: as_plain(getattr(self, one.name)) for one in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """The data again. Raises UnreadableContent with the place where they differ."""
        found: Self = _data(cls, kept, cls.__name__)
        return found


def plain(text: str) -> str:
    """A text as it is printed: composed letters, no signs that show nothing, no control signs but a line's end."""
    clean = legible(nfc(text)).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        sign for sign in clean if sign == "\n" or (ord(sign) >= 32 and ord(sign) not in range(0x7F, 0xA0))
    )


def as_plain(value: Any) -> Any:
    """A value in types of JSON; a data class says its kind, texts are as they are printed."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return plain(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
        return {KIND: type(value).__name__, **said}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return value


@cache
def _types(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _data(cls: Any, kept: object, where: str) -> Any:
    if not isinstance(kept, Mapping):
        raise UnreadableContent(f"{where}: not an object")
    types = _types(cls)
    names = {one.name for one in fields(cls)}
    unknown = sorted(str(one) for one in kept if one not in names and one != KIND)
    if unknown:
        raise UnreadableContent(f"{where}: unknown {', '.join(unknown)}")
    if kept.get(KIND, cls.__name__) != cls.__name__ and KIND not in names:
        raise UnreadableContent(f"{where}: not a {cls.__name__}")
    values = {}
    for one in fields(cls):
        if one.name in kept:
            values[one.name] = _in(types[one.name], kept[one.name], f"{where}.{one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise UnreadableContent(f"{where}: {one.name} is missing")
    try:
        return cls(**values)
    except ValueError as wrong:
        raise UnreadableContent(f"{where}: {wrong}") from None


def _in(asked: Any, value: object, where: str) -> Any:
    origin = get_origin(asked)
    if origin in (Union, UnionType):
        return _one_of(get_args(asked), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise UnreadableContent(f"{where}: not a list")
        inner = get_args(asked)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_in(inner[0], one, f"{where}[{place}]") for place, one in enumerate(value))
        if len(inner) != len(value):
            raise UnreadableContent(f"{where}: not {len(inner)} values")
        return tuple(
            _in(kind, one, f"{where}[{place}]")
            for place, (kind, one) in enumerate(zip(inner, value, strict=True))
        )
    if is_dataclass(asked):
        return _data(asked, value, where)
    return _single(asked, value, where)


def _one_of(kinds: tuple[Any, ...], value: object, where: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    classes = {one.__name__: one for one in kinds if is_dataclass(one) and isinstance(one, type)}
    if isinstance(value, Mapping) and classes:
        name = str(value.get(KIND, next(iter(classes)) if len(classes) == 1 else ""))
        if name not in classes:
            raise UnreadableContent(f"{where}: unknown kind {name}")
        return _data(classes[name], value, where)
    for kind in kinds:
        if kind is not type(None) and not is_dataclass(kind):
            return _in(kind, value, where)
    raise UnreadableContent(f"{where}: not understood")


def _single(asked: Any, value: object, where: str) -> Any:
    if asked is str and isinstance(value, str):
        return plain(value)
    if asked is bool and isinstance(value, bool):
        return value
    if asked is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if asked is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and isinstance(asked, type) and (asked in _DATED or issubclass(asked, Enum)):
        try:
            return asked(value) if issubclass(asked, Enum) else asked.fromisoformat(value)  # type: ignore[attr-defined]
        except ValueError:
            pass
    raise UnreadableContent(f"{where}: not a {getattr(asked, '__name__', asked)}")

"""The contents of a pack (mục lục): its documents under the items of an agenda, each with its number.

A document is numbered under the first item to which it belongs: `2.3` is the third of item 2; one that belongs to no item
is numbered `C1`, `C2` among those for the whole conference. So a supplement moves no number of another item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COMMON = "C"
"""How the numbers of documents begin that belong to no item (tài liệu chung)."""


@dataclass(frozen=True, slots=True)
class ItemOfPack:
    """An item of an agenda: its own number, what it is called, the documents that belong to it."""

    key: int
    number: int
    title: str
    documents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document with its number; `home` where it is numbered, else it is only named again."""

    document: int
    number: str
    home: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """The documents of one item; of no item where `item` is None."""

    item: ItemOfPack | None
    documents: tuple[Numbered, ...]


def sections_of(order: Sequence[int], items: Iterable[ItemOfPack]) -> list[Section]:
    """The sections of a pack: first what belongs to no item, if there is any, then every item in its order.

    `order` are the documents that stand in the pack, in its order; within a section they keep it.
    """
    ordered = sorted(items, key=lambda item: (item.number, item.key))
    numbers: dict[int, str] = {}
    homes: dict[int, int] = {}
    for item in ordered:
        own = [one for one in order if one in item.documents and one not in homes]
        for place, one in enumerate(own, 1):
            homes[one], numbers[one] = item.key, f"{item.number}.{place}"
    common = [one for one in order if one not in homes]
    sections = []
    if common:
        shown = tuple(Numbered(one, f"{COMMON}{place}") for place, one in enumerate(common, 1))
        sections.append(Section(None, shown))
    for item in ordered:
        shown = tuple(
            Numbered(one, numbers[one], homes[one] == item.key) for one in order if one in item.documents
        )
        sections.append(Section(item, shown))
    return sections


def numbers_of(sections: Iterable[Section]) -> dict[int, str]:
    """The number of each document."""
    return {one.document: one.number for section in sections for one in section.documents if one.home}

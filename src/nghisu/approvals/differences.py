"""What changed between two texts, word by word, for people to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4_000
"""Words of a changed block that are still compared one by one; a larger one is shown as gone and new at a whole."""


class Part(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text and what became of it. `number` is the comment that quotes it, from 1."""

    part: Part
    text: str
    number: int = 0


def differences(before: str, after: str) -> list[Stretch]:
    """The stretches of both texts in reading order: first by lines, then within changed lines by words."""
    if before == after:
        return [Stretch(Part.SAME, after)] if after else []
    found: list[Stretch] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        found += [Stretch(Part.SAME, come)] if tag == "equal" else _by_words(gone, come)
    return _joined(found)


def _by_words(before: str, after: str) -> list[Stretch]:
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return [Stretch(Part.GONE, before), Stretch(Part.NEW, after)]
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        found += (
            [Stretch(Part.SAME, come)]
            if tag == "equal"
            else [Stretch(Part.GONE, gone), Stretch(Part.NEW, come)]
        )
    return found


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one part as one stretch; a single blank between two changes belongs to both, so that a changed
    phrase reads as one."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if not stretch.text:
            continue
        if joined and joined[-1].part is stretch.part:
            joined[-1] = Stretch(stretch.part, joined[-1].text + stretch.text)
        else:
            joined.append(stretch)
    return joined


def with_quotes(text: str, quotes: Sequence[tuple[int, str, int | None]]) -> list[Stretch]:
    """A text with the words that comments quote marked: (number of the comment, quoted words, where they begin).

    A quote that is not in the text, or lies over an earlier one, is left unmarked.
    """
    places: list[tuple[int, int, int]] = []
    for number, quote, start in quotes:
        at = start if start is not None and text.startswith(quote, start) else text.find(quote)
        if quote and at >= 0 and all(at >= end or at + len(quote) <= begin for begin, end, _ in places):
            places.append((at, at + len(quote), number))
    found, reached = [], 0
    for begin, end, number in sorted(places):
        found += [Stretch(Part.SAME, text[reached:begin]), Stretch(Part.QUOTED, text[begin:end], number)]
        reached = end
    found.append(Stretch(Part.SAME, text[reached:]))
    return [stretch for stretch in found if stretch.text]

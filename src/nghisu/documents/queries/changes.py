"""What changed between two versions, as it is looked at: the changes with the words around them."""

from __future__ import annotations

from collections.abc import Sequence

from nghisu.approvals.differences import Part, Stretch

AROUND = 240
"""Letters of unchanged text shown on each side of a change."""
LEFT_OUT = " […] "


def around_changes(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same stretches, long ones that did not change shortened to what stands next to a change."""
    last = len(stretches) - 1
    return [
        Stretch(one.part, _shortened(one.text, place > 0, place < last)) if one.part is Part.SAME else one
        for place, one in enumerate(stretches)
    ]


def changes_among(stretches: Sequence[Stretch]) -> int:
    """How many places changed: words gone and words new that stand together are one."""
    parts = [one.part for one in stretches]
    return sum(
        part is not Part.SAME and (place == 0 or parts[place - 1] is Part.SAME)
        for place, part in enumerate(parts)
    )


def _shortened(text: str, after_change: bool, before_change: bool) -> str:
    if len(text) <= 2 * AROUND + len(LEFT_OUT):
        return text
    first = _whole_words(text[:AROUND], at_end=True) if after_change else ""
    last = _whole_words(text[-AROUND:], at_end=False) if before_change else ""
    return f"{first}{LEFT_OUT}{last}"


def _whole_words(text: str, *, at_end: bool) -> str:
    head, gap, tail = text.rpartition(" ") if at_end else text.partition(" ")
    return (head if at_end else tail) if gap else text

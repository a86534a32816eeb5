"""Comments as a form carries them: `remark-<place of the passage>-<number>`, with what it quotes beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nghisu.approvals.commands import Remark
from nghisu.approvals.shown import Passage

NAME = re.compile(r"^remark-(\d{1,4})-(\d{1,2})$")
LONGEST = 4_000
"""Characters of one comment, and of what it quotes."""


def remarks_in(typed: Mapping[str, str], passages: Sequence[Passage]) -> list[Remark]:
    """The comments that were typed, in the order of the passages. Empty ones, and those that stand at no passage,
    are left out."""
    found: list[tuple[int, int, Remark]] = []
    for name, text in typed.items():
        match = NAME.match(name)
        place = int(match[1]) if match else -1
        if match is None or place >= len(passages) or not text.strip():
            continue
        quote = typed.get(f"quote-{match[1]}-{match[2]}", "").replace("\r\n", "\n")[:LONGEST]
        start = typed.get(f"start-{match[1]}-{match[2]}", "")
        begins = int(start) if quote and start.isdecimal() and len(start) < 9 else None
        remark = Remark(passages[place].id, text.strip()[:LONGEST], quote, begins)
        found.append((place, int(match[2]), remark))
    return [remark for _place, _number, remark in sorted(found, key=lambda one: one[:2])]

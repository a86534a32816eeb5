"""How one version of a programme differs from another (có gì thay đổi): added, removed, moved, changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Line = Mapping[str, Any]
"""A conference as a version froze it: plain JSON, with `id`, the number by which it is the same in both versions."""


MOVES = frozenset({"opening", "closing", "year"})
"""Fields whose change is a move."""

OF_NO_NOTE = frozenset({"id"})


class Difference(StrEnum):
    """What became of a conference between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One conference that differs: as it was, as it is, and which fields say something else."""

    difference: Difference
    before: Line | None
    after: Line | None
    fields: tuple[str, ...] = ()

    @property
    def line(self) -> Line:
        """The conference as it is, or as it was where it is no more."""
        return self.after if self.after is not None else self.before or {}


def changes_between(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """What differs between two versions, in the order of time; nothing where they say the same."""
    old = {line["id"]: line for line in before}
    new = {line["id"]: line for line in after}
    found = [Change(Difference.REMOVED, line, None) for key, line in old.items() if key not in new]
    for key, line in new.items():
        was = old.get(key)
        if was is None:
            found.append(Change(Difference.ADDED, None, line))
            continue
        fields = tuple(
            name
            for name in dict.fromkeys([*was, *line])
            if name not in OF_NO_NOTE and was.get(name) != line.get(name)
        )
        if fields:
            moved = not MOVES.isdisjoint(fields)
            found.append(Change(Difference.MOVED if moved else Difference.CHANGED, was, line, fields))
    found.sort(key=lambda one: (one.line.get("opening") or "", one.line["id"]))
    return found


def digest_of(lines: Sequence[Line]) -> str:
    """The SHA-256 of what a version says, in one spelling of JSON: the same lines give the same one anywhere."""
    text = json.dumps(list(lines), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

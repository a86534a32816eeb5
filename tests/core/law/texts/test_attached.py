"""The shipped tree of clauses against the text that an office holds, which is not ours to ship."""

import os
from pathlib import Path

import pytest

from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.texts import match

ATTACHED = os.environ.get("NGHISU_ATTACHED_5609", "")


@pytest.mark.skipif(
    not ATTACHED,
    reason="The text of 5609-QĐ/TU does not ship: name a file that holds it in NGHISU_ATTACHED_5609.",
)
def test_every_clause_of_5609_is_placed_in_the_attached_text() -> None:
    placement = match(shipped_editions()["5609"], Path(ATTACHED).read_text(encoding="utf-8"))
    assert placement.missing == ()
    assert [clause.id for clause in placement.unplaced] == []
    assert [placed.id for placed in placement.changed] == []
    assert [placed.id for placed in placement.moved] == []


def test_every_clause_of_5609_carries_the_hash_that_recognises_it() -> None:
    clauses = shipped_editions()["5609"].clauses
    assert len(clauses) == 155
    assert all(len(clause.sha256) == 64 for clause in clauses.values())

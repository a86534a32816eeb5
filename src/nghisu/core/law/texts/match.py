"""Finds the clauses of an edition in a text that an office has attached, and names what does not fit.

The words of a regulation are not shipped, only a hash of each clause. A clause is recognised first where its
identifier says, then anywhere by its words; one that is found in its place with other words has changed.
"""

from collections import defaultdict
from dataclasses import dataclass

from nghisu.core.law.edition import Edition
from nghisu.core.law.texts.split import TextClause, split
from nghisu.core.law.texts.words import words_hash


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause of the edition and the words of the text that belong to it.

    `found_at` is where the text has them (another identifier than `id`: the clause has moved); `same` whether
    they are the words that the edition was made from, None where the edition has no hash to tell.
    """

    id: str
    words: str
    line: int
    found_at: str
    same: bool | None

    @property
    def moved(self) -> bool:
        """Whether the text has the clause in another place than the edition."""
        return self.found_at != self.id


@dataclass(frozen=True, slots=True)
class Placement:
    """What came of matching a text: clauses placed, clauses of the edition that the text lacks (`missing`),
    and clauses of the text that the edition does not know (`unplaced`)."""

    placed: tuple[PlacedClause, ...]
    missing: tuple[str, ...]
    unplaced: tuple[TextClause, ...]

    @property
    def changed(self) -> tuple[PlacedClause, ...]:
        """Clauses that stand in their place with other words."""
        return tuple(clause for clause in self.placed if clause.same is False)

    @property
    def moved(self) -> tuple[PlacedClause, ...]:
        """Clauses whose words stand in another place."""
        return tuple(clause for clause in self.placed if clause.moved)

    @property
    def complete(self) -> bool:
        """Whether text and edition are the same, clause by clause."""
        return not (self.missing or self.unplaced or self.changed or self.moved)

    def words_of(self, clause: str) -> str | None:
        """The literal words of a clause; None where the text does not have it."""
        return next((placed.words for placed in self.placed if placed.id == clause), None)


def match(edition: Edition, text: str) -> Placement:
    """Where each clause of the edition stands in the text, in the order of the edition."""
    left = list(split(text).clauses)
    hashes = {id(clause): words_hash(clause.words) for clause in left}
    found: dict[str, PlacedClause] = {}

    def place(code: str, clause: TextClause, same: bool | None) -> None:
        found[code] = PlacedClause(code, clause.words, clause.line, clause.id, same)
        left.remove(clause)

    # In its place, with its words.
    by_id: dict[str, TextClause] = {}
    for clause in left:
        by_id.setdefault(clause.id, clause)
    for code, ours in edition.clauses.items():
        there = by_id.get(code)
        if there is not None and (not ours.sha256 or hashes[id(there)] == ours.sha256):
            place(code, there, True if ours.sha256 else None)
    # Elsewhere, with its words: only where these words stand once, else the place would be a guess.
    by_hash: dict[str, list[TextClause]] = defaultdict(list)
    for clause in left:
        by_hash[hashes[id(clause)]].append(clause)
    for code, ours in edition.clauses.items():
        same_words = by_hash.get(ours.sha256, [])
        if code not in found and len(same_words) == 1 and same_words[0] in left:
            place(code, same_words[0], True)
    # In its place, with other words.
    by_id = {}
    for clause in left:
        by_id.setdefault(clause.id, clause)
    for code in edition.clauses:
        there = by_id.get(code)
        if code not in found and there is not None:
            place(code, there, False)
    return Placement(
        placed=tuple(found[code] for code in edition.clauses if code in found),
        missing=tuple(code for code in edition.clauses if code not in found),
        unplaced=tuple(left),
    )

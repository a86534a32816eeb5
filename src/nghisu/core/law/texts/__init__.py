"""The literal text of a regulation that an office attaches: taken apart and matched to an edition."""

from nghisu.core.law.texts.match import PlacedClause, Placement, match
from nghisu.core.law.texts.split import Level, SplitText, TextClause, split
from nghisu.core.law.texts.words import comparable_words, words_hash

__all__ = [
    "Level",
    "PlacedClause",
    "Placement",
    "SplitText",
    "TextClause",
    "comparable_words",
    "match",
    "split",
    "words_hash",
]

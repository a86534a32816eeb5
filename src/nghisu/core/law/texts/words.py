"""The words of a clause, made comparable: two copies of one regulation give the same words and the same hash.

Copies differ in what carries no meaning: where a page ends, capitals, the place of a tone mark (uỷ, ủy), a
letter that a scanner misread (điếm for điểm). All this is folded away; what remains is compared by its
SHA-256, so that a clause can be recognised in a text that an office holds without our shipping its words.
"""

import hashlib
import re

from nghisu.core.text import fold

_WORD = re.compile(r"[a-z0-9]+")

# Misreadings that survive the folding of marks: another letter, not only another mark.
_MISREAD = {
    ("dien", "danh"): ("diem", "danh"),  # điền danh, for điểm danh
    ("dien", "cau"): ("diem", "cau"),  # điền cầu, for điểm cầu
}


def comparable_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks, punctuation and known misreadings, in order."""
    words = _WORD.findall(fold(text))
    for place in range(len(words) - 1):
        pair = (words[place], words[place + 1])
        if pair in _MISREAD:
            words[place : place + 2] = _MISREAD[pair]
    return tuple(words)


def words_hash(text: str) -> str:
    """SHA-256 (hexadecimal) of the comparable words of a text, joined by single spaces."""
    return hashlib.sha256(" ".join(comparable_words(text)).encode()).hexdigest()

"""What a conference is about, as a set of words: its title without the words that any conference's title
has."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nghisu.core.text import fold

NUMBER_WORDS = {
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "nam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
    "muoi": "10",
}
"""Numbers written as words. "năm", "sáu", "bảy", "tám" fold to words of other meaning: see `_COUNTED`."""

COUNTED = "nam|thang|quy|cap|nhiem ky|ngay|tuan|chuong trinh|de an|nghi quyet|khau|chuyen de"
"""Nouns before which such a word is a number: "hai cấp", "sáu tháng", "một năm"."""

_COUNTED = re.compile(rf"\b({'|'.join(NUMBER_WORDS)})(?= (?:{COUNTED})\b)")
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")

_SPANS = re.compile(
    r"\b(?:\d+ (?:thang|nam|quy|tuan|ngay)(?: (?:dau|cuoi) (?:nam|nhiem ky|thang|quy))?"
    r"|(?:quy|thang|tuan|nam|khoa|nhiem ky|lan thu) (?:[ivx]+|\d+(?: \d+)*)"
    r"|(?:dau|cuoi|giua) (?:nam|nhiem ky|thang|quy)|ca nam|hang (?:nam|quy|thang))\b"
)
"""Periods: "6 tháng đầu năm", "quý III", "năm 2026". Two reviews of six months need not be of one matter."""

PHRASES = (
    *("hoi nghi", "cuoc hop", "phien hop", "so ket", "tong ket", "so tong ket", "trien khai", "quan triet"),
    *(
        "thuc hien",
        "van hanh",
        "mo hinh",
        "cong tac",
        "bao cao",
        "ket qua",
        "tinh hinh",
        "to trinh",
        "ke hoach",
    ),
    *("de an", "du thao", "chuong trinh", "danh gia", "kiem diem", "chuyen de", "nhiem vu", "trong tam"),
    *("phuong huong", "giai phap", "nghe", "cho y kien", "xem xet", "thong qua", "ban hanh", "ve viec"),
    *("to chuc thuc hien", "toan thanh pho", "thanh pho", "toan tinh", "tren dia ban"),
    *("thanh uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
)
"""What a title says of the sitting and not of its matter: the act, the paper, the committee."""

_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(PHRASES, key=len, reverse=True))})\b")

LINKS = frozenset(
    {"va", "cua", "cac", "cho", "ve", "voi", "tai", "theo", "tu", "den", "trong", "la", "duoc", "de", "nhung"}
    | {"mot", "so", "ii", "iii", "iv"}
)
"""Words that only join others."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The matter of a conference: its words, and the numbers that tell one paper from another (Nghị
    quyết 57)."""

    words: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=32_768)
def matter_of(title: str) -> Matter:
    """The matter of a title, in whatever spelling: "01 năm", "một năm" and "1 năm" are one."""
    text = " ".join("".join(sign if sign.isalnum() else " " for sign in fold(title)).split())
    text = _LEADING_ZERO.sub("", _COUNTED.sub(lambda found: NUMBER_WORDS[found[1]], text))
    text = _PHRASES.sub(" ", _SPANS.sub(" ", text))
    words, numbers = set(), set()
    for word in text.split():
        if word.isdigit():
            numbers.add(word)
        elif len(word) > 1 and word not in LINKS:
            words.add(word)
    return Matter(frozenset(words), frozenset(numbers))


ALIKE = 0.6
"""Twice the shared words over all words of both, from which two matters are taken for similar. Titles of
one matter in other words stay above it (0,75 for the two reviews of the two-level local government), two
matters of one field below (0,4 and less)."""

HELD = 0.85
"""The share of the shorter matter's words found in the longer one, from which it is taken for a part of
it."""

FEWEST = 3
"""Words that must be shared at least: Vietnamese words are mostly of two syllables, and one word is no
matter."""


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of words speak of one matter."""
    shared = len(first & second)
    if shared < FEWEST:
        # So few words are a matter only where there is nothing else on either side.
        return first == second
    return 2 * shared >= ALIKE * (len(first) + len(second)) or (
        shared > FEWEST and shared >= HELD * min(len(first), len(second))
    )

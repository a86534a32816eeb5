"""Vietnamese text: one spelling of a string, a form to search by, a key to sort by."""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
# Tones in the order of Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

_UNSEEN = dict.fromkeys(
    [
        0x0000,  # which no database keeps either
        0x00AD,
        0x061C,
        0x200B,
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0x3164,
        0xFEFF,
    ]
)


def nfc(text: str) -> str:
    """The composed spelling (NFC), in which all text is kept and compared."""
    return unicodedata.normalize("NFC", text)


def legible(text: str) -> str:
    """The text without signs that show nothing or turn the line around: a name made of them is none, and one with
    them reads as another.
    """
    return text if text.isascii() and "\0" not in text else text.translate(_UNSEEN)


def fold(text: str) -> str:
    """What a person types who leaves the marks away: no diacritics, đ as d, lower case, single spaces, nothing unseen."""
    text = legible(text)
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return " ".join(plain.replace("đ", "d").replace("Đ", "d").lower().split())


@lru_cache(maxsize=16384)
def sort_key(text: str) -> str:
    """A string that sorts as a Vietnamese dictionary does: ă after a, đ after d, tones after letters."""
    letters: list[str] = []
    tones: list[str] = []
    for sign in " ".join(nfc(text).lower().split()):
        tone = "0"
        letter = sign
        if not sign.isascii():
            marks = unicodedata.normalize("NFD", sign)
            tone = next((_TONES[mark] for mark in marks if mark in _TONES), "0")
            letter = nfc("".join(mark for mark in marks if mark not in _TONES))
        letters.append(_RANK.get(letter, letter))
        tones.append(tone)
    # A space must sort before every letter and the separator before a space.
    return "".join(letters) + "\x01" + "".join(tones)

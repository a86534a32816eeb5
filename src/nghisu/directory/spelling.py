"""How names are taken apart, compared and put in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from nghisu.core.text import fold, nfc, sort_key

SPELLED_OUT: Mapping[str, str] = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "dbqh": "dai bieu quoc hoi",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "tncs": "thanh nien cong san",
    "ccb": "cuu chien binh",
    "cax": "cong an xa",
    "vp": "van phong",
    "bch": "ban chap hanh",
    "qs": "quan su",
    "tp": "thanh pho",
}
"""Abbreviations of offices, folded, and what they stand for: both spellings name one unit."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def spelled(name: str) -> str:
    """A name as names are compared: folded, punctuation left out, abbreviations spelled out."""
    words = _NOT_A_WORD.sub(" ", fold(name)).split()
    return " ".join(SPELLED_OUT.get(word, word) for word in words)


def given_name_of(full_name: str) -> str:
    """The given name (tên), which comes last: "An" of "Nguyễn Văn An"."""
    words = nfc(full_name).split()
    return words[-1] if words else ""


def person_sort_key(full_name: str) -> str:
    """The order of a Vietnamese list of people: by given name, then family name and middle names.

    Each part is compared whole, tones included, before the next counts: every Hoa before every Hòa.
    """
    words = nfc(full_name).split()
    return sort_key(words[-1]) + "\x01" + sort_key(" ".join(words[:-1])) if words else ""

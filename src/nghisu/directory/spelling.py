"""How a person's name is taken apart and put in order."""

from __future__ import annotations

from nghisu.core.text import nfc, sort_key


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

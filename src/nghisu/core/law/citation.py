"""A citation: the clause a rule rests on, as a code, as a reading a person can follow, and as what it
asks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nghisu.core.law.basis import LANGUAGE, N_, Basis

Translate = Callable[[str], str]


def identity(text: str) -> str:
    """The Vietnamese text itself: the source language needs no translation."""
    return text


def bilingual(vietnamese: str, english: str, gettext: Translate) -> str:
    """The spelling of a datum in the language of the catalogue that `gettext` reads."""
    return english if english and gettext(LANGUAGE).endswith("en") else vietnamese


class Numbering(StrEnum):
    """How a document numbers its clauses."""

    CHAPTERS = "chapters"
    PARAGRAPHS = "paragraphs"
    SECTIONS = "sections"
    ARTICLES = "articles"


_ORDINALS = (
    "",
    N_("thứ nhất"),
    N_("thứ hai"),
    N_("thứ ba"),
    N_("thứ tư"),
    N_("thứ năm"),
    N_("thứ sáu"),
    N_("thứ bảy"),
    N_("thứ tám"),
    N_("thứ chín"),
    N_("thứ mười"),
)
_NTH = N_("thứ %(number)s")
_BULLET = N_("gạch đầu dòng %(ordinal)s")
_PARAGRAPH = N_("đoạn %(ordinal)s")
_OWN_PARAGRAPH = N_("đoạn %(number)s (số đoạn do hệ thống đánh)")
_LETTER = N_("điểm %(letter)s)")
_POINT = N_("điểm %(number)s")
_SECTION = N_("mục %(number)s")
_CHAPTER = N_("Chương %(number)s")
_ARTICLE = N_("Điều %(number)s")
_ARTICLE_CLAUSE = N_("khoản %(number)s")
_ROMAN = re.compile(r"^[IVX]+$")
_FIGURES = re.compile(r"^\d+(\.\d+)*$")


def _ordinal(number: str, gettext: Translate) -> str:
    place = int(number)
    return gettext(_ORDINALS[place]) if place < len(_ORDINALS) else gettext(_NTH) % {"number": place}


def _part(part: str, depth: int, numbering: Numbering, gettext: Translate) -> str:
    if _ROMAN.match(part):
        return gettext(_CHAPTER if depth == 0 and numbering is Numbering.CHAPTERS else _SECTION) % {
            "number": part
        }
    if _FIGURES.match(part):
        return gettext(_SECTION if numbering is Numbering.SECTIONS and depth == 0 else _POINT) % {
            "number": part
        }
    if part.startswith("đ."):
        return gettext(_LETTER) % {"letter": part[2:]}
    head, number = part[0], part[1:]
    if not number.isdecimal():
        return part
    if head == "b":
        return gettext(_BULLET) % {"ordinal": _ordinal(number, gettext)}
    if head == "p" and numbering is Numbering.PARAGRAPHS:
        return gettext(_OWN_PARAGRAPH) % {"number": number}
    if head == "p":
        return gettext(_PARAGRAPH) % {"ordinal": _ordinal(number, gettext)}
    if head == "Đ":
        return gettext(_ARTICLE) % {"number": number}
    if head == "k":
        return gettext(_ARTICLE_CLAUSE) % {"number": number}
    return part


def read_clause_id(clause: str, numbering: Numbering, gettext: Translate = identity) -> str:
    """A clause's code in words, from the smallest part to the largest: "gạch đầu dòng thứ nhất, điểm 1.1, mục
    III".
    """
    parts = [_part(part, depth, numbering, gettext) for depth, part in enumerate(clause.split("/"))]
    return ", ".join(reversed(parts))


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A clause (điều, khoản, mục) of an edition and what it asks, in our own words (gist).

    One clause is one object, so that what is worked out for it once can be found again.
    """

    id: str
    gist: str
    gist_en: str
    document: str
    edition: str
    place: str
    place_en: str
    numbering: Numbering
    basis: Basis = Basis.STATED
    reason: str = ""
    reason_en: str = ""
    since: date | None = None
    until: date | None = None
    sha256: str = ""

    @property
    def ref(self) -> str:
        """The short way to name it: "5609 II/II/2.1/b2"."""
        return f"{self.edition} {self.id}"

    @property
    def reading(self) -> str:
        """Where it stands, spelled out in Vietnamese."""
        return _vietnamese_reading(self)

    def read(self, gettext: Translate = identity) -> str:
        """Where it stands, spelled out in the language of the catalogue."""
        where = read_clause_id(self.id, self.numbering, gettext)
        place = bilingual(self.place, self.place_en, gettext)
        reading = f"{where}, {place}" if self.numbering is not Numbering.ARTICLES else f"{where} {place}"
        return reading[0].upper() + reading[1:]

    def say(self, gettext: Translate = identity) -> str:
        """What it asks, in the language of the catalogue."""
        return bilingual(self.gist, self.gist_en, gettext)


@lru_cache(maxsize=4096)
def _vietnamese_reading(clause: Clause) -> str:
    return clause.read()


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause as a rule rests on it (viện dẫn): the clause, with the basis and reason of that use."""

    of: Clause
    basis: Basis
    reason: str = ""
    reason_en: str = ""

    @property
    def document(self) -> str:
        """The number of the document: "5609-QĐ/TU"."""
        return self.of.document

    @property
    def edition(self) -> str:
        """The short name of the edition: "5609"."""
        return self.of.edition

    @property
    def clause(self) -> str:
        """The code of the clause: "II/II/2.1/b2"."""
        return self.of.id

    @property
    def gist(self) -> str:
        """What the clause asks, in Vietnamese."""
        return self.of.gist

    @property
    def gist_en(self) -> str:
        """What the clause asks, in English."""
        return self.of.gist_en

    @property
    def reading(self) -> str:
        """Where the clause stands, spelled out in Vietnamese."""
        return self.of.reading

    def as_json(self) -> dict[str, object]:
        """The citation as the command line prints it."""
        return {
            "document": self.of.document,
            "clause": self.of.id,
            "gist": self.of.gist,
            "reading": self.of.reading,
            "basis": self.basis.value,
        }

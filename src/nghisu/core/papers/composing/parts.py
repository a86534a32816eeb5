"""Pieces that documents are composed of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nghisu.core.form.rules import Side
from nghisu.core.papers.marks import in_parts, marked, unmarked
from nghisu.core.papers.paper import Block, Formalities, Paragraph, Table, Words
from nghisu.core.papers.words import span_words

BESIDE = 130
"""Letters of several things that still stand beside their label rather than in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The conference that a document speaks of. Instants are those of the place it is held at; `name` begins as it stands
    in a sentence ("Hội nghị Ban Chấp hành lần thứ sáu")."""

    name: str
    opening: datetime | None = None
    closing: datetime | None = None
    place: str = ""
    chair: str = ""
    form: str = ""

    def when(self) -> str:
        """From when until when; "" while that is not known."""
        return span_words(self.opening, self.closing) if self.opening else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text with a heading of its own and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...] = ()


def bare(text: str) -> str:
    """A text without the sign it ends with, so that ours can follow."""
    return text.strip().rstrip(".;,: ")


def ended(text: str, sign: str = ".") -> str:
    """A text that ends as it must; one that ends a sentence already stays, within its last mark, too."""
    clean = text.strip()
    if sign == "." and unmarked(clean).endswith((".", "!", "?", "…")):
        return clean
    return f"{bare(clean)}{sign}"


def lowered(text: str) -> str:
    """A subject as it stands under its type: its first letter small, unless it begins a name in capitals."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    keeps = first.isupper() or text.startswith(("Hội nghị", "Nghị quyết", "Kỳ họp", "Đại hội"))
    return text if keeps else text[:1].lower() + text[1:]


def within(text: str) -> str:
    """A person's name with title as it stands within a sentence."""
    spoken = ("Đồng chí", "Ông", "Bà", "Các đồng chí")
    return text[:1].lower() + text[1:] if text.startswith(spoken) else text


def paragraph(text: str, *, bold: bool = False, italic: bool = False, centred: bool = False) -> Paragraph:
    """A paragraph of one look, but for the marks that its text bears."""
    return Paragraph(marked(text.strip(), bold=bold, italic=italic), centred=centred)


def flow(lines: Iterable[str]) -> list[Block]:
    """Paragraphs that were typed, each ending as a sentence does, with the tables among them."""
    return [
        one if isinstance(one, Table) else paragraph(ended(one))
        for one in in_parts(line for line in lines if line.strip())
    ]


def labelled(label: str, text: str) -> Paragraph:
    """A paragraph that begins with what it is about."""
    return Paragraph((Words(f"{label}: ", bold=True), *marked(ended(text))))


def stated(label: str, said: Iterable[str]) -> list[Block]:
    """What is stated under a label: beside it, or in a list below it where it is long; nothing where nothing is said."""
    several = [one for one in said if one.strip()]
    if not several:
        return []
    if len(several) == 1:
        return [labelled(label, several[0])]
    if sum(map(len, several)) <= BESIDE:
        return [labelled(label, "; ".join(bare(one) for one in several))]
    return [Paragraph((Words(f"{label}:", bold=True),)), *listed(several)]


def listed(said: Iterable[str]) -> list[Block]:
    """A list with hyphens, a semicolon between and a full stop at its end."""
    several = list(said)
    last = len(several) - 1
    return [paragraph(f"- {bare(one)}{'.' if place == last else ';'}") for place, one in enumerate(several)]


def numbered(labels: Iterable[tuple[str, Iterable[str]]]) -> list[Block]:
    """Labels with what is stated under each, counted from 1; those that state nothing are left out."""
    blocks: list[Block] = []
    number = 0
    for label, said in labels:
        stating = stated(f"{number + 1}. {label}", said)
        if stating:
            number += 1
            blocks += stating
    return blocks


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text that was typed."""
    return [one.strip() for one in text.split("\n") if one.strip()]


def address_of(formalities: Formalities, address: str) -> str:
    """How the one it is written to is spoken to."""
    return address or ("đồng chí" if formalities.side is Side.PARTY else "ông (bà)")

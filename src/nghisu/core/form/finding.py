"""A finding about the form of a document: which element, what stands there, what should, by which clause, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nghisu.core.form.document import Paragraph
from nghisu.core.form.rules import ELEMENT_NAMES, Element, FormClause
from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate, bilingual, identity

SHOWN_WORDS = 60
SHOWN_NUMBERS = 8


def figure(value: float, gettext: Translate = identity) -> str:
    """A number as it is written: 12,7 in Vietnamese, 12.7 in English; whole ones without a comma."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return bilingual(said.replace(".", ","), said, gettext)


def span(least: float, most: float, gettext: Translate = identity) -> str:
    """A range of numbers: 14–15, or 14."""
    if least == most:
        return figure(least, gettext)
    return f"{figure(least, gettext)}–{figure(most, gettext)}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its figures, said in the reader's language when it is shown. A value that is a pair is a range, one
    that is a Said is said itself."""

    template: str
    values: Mapping[str, "str | float | tuple[float, float] | Said"] = field(default_factory=dict)

    def say(self, gettext: Translate = identity) -> str:
        """The sentence."""
        shown: dict[str, str] = {}
        for name, value in self.values.items():
            if isinstance(value, Said):
                shown[name] = value.say(gettext)
            elif isinstance(value, tuple):
                shown[name] = span(*value, gettext)
            else:
                shown[name] = value if isinstance(value, str) else figure(value, gettext)
        return gettext(self.template) % shown if shown else gettext(self.template)


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph at fault, or (index -1) the document as a whole, and its words."""

    index: int
    number: int
    words: str

    @classmethod
    def at(cls, paragraph: Paragraph, words: str = "") -> "Spot":
        """The place of a paragraph; `words` where only a line of it is meant."""
        said = " ".join((words or paragraph.text).split())
        if len(said) > SHOWN_WORDS:
            said = said[:SHOWN_WORDS].rsplit(" ", 1)[0] + "…"
        return cls(paragraph.index, paragraph.number, said)


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One thing that is not as the form asks, at all the places where it is so."""

    element: Element
    found: Said
    expected: Said
    clause: FormClause
    spots: tuple[Spot, ...] = ()
    near: Said | None = None
    """Where it is, when it is no paragraph: a section, the whole file."""

    @property
    def name(self) -> str:
        """What the element is called (msgid)."""
        return ELEMENT_NAMES[self.element]

    def where(self, gettext: Translate = identity) -> str:
        """The place in words: the number of the paragraph and how it begins."""
        if not self.spots:
            return (self.near or Said(N_("cả văn bản"))).say(gettext)
        first, *others = self.spots
        if not first.words:
            return (self.near or Said(N_("đoạn trống"))).say(gettext)
        said = gettext(N_("đoạn %(number)s “%(words)s”")) % {"number": first.number, "words": first.words}
        if not others:
            return said
        numbers = ", ".join(str(spot.number) for spot in others[:SHOWN_NUMBERS])
        if len(others) > SHOWN_NUMBERS:
            numbers += ", …"
        more = gettext(N_("và %(count)s đoạn khác (%(numbers)s)"))
        return f"{said} {more % {'count': len(others), 'numbers': numbers}}"

    def as_json(self, gettext: Translate = identity) -> dict[str, object]:
        """The finding as programs read it; `paragraphs` are the numbers of all paragraphs at fault."""
        return {
            "element": self.element.value,
            "found": self.found.say(gettext),
            "expected": self.expected.say(gettext),
            "rule": self.clause.say(gettext),
            "where": self.where(gettext),
            "clause": self.clause.id,
            "basis": self.clause.basis.value,
            "paragraphs": [spot.number for spot in self.spots],
        }

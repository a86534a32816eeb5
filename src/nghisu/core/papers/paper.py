"""The layout model of an official document: what it consists of, whichever kind it is and whatever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nghisu.core.form.document import Align
from nghisu.core.form.rules import Side
from nghisu.core.papers.kept import Kept
from nghisu.core.text import fold


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text of the body with one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. `centred` stands in the middle, without indent."""

    words: tuple[Words, ...]
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A line by which the document is issued (căn cứ), without its hyphen and its semicolon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part: Điều and numbered points at the left, Phần, Chương, Mục centred."""

    text: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, how its cells stand."""

    head: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; with `across`, one text over all columns, such as the name of a group."""

    cells: tuple[str, ...] = ()
    across: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with lines, whose head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FillIn:
    """Something to be written by hand: a label, then dotted lines. `lines` counts those that are empty of words."""

    label: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Answers to be ticked, each with a box before it; `ticked` is the place of the one that was chosen, if any."""

    options: tuple[str, ...]
    ticked: int | None = None


Block = Paragraph | Ground | Heading | Table | FillIn | TickBoxes


@dataclass(frozen=True, slots=True)
class Authority:
    """In whose place somebody signs: the letters without signs ("TM", "KT", "TL", "TUQ", "Q"), and of whom."""

    letters: str
    of: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: authorities in their order, the position, the name (blank on a form to be filled in). `below` stands in
    brackets under the position, such as "(Ký, ghi rõ họ tên)"."""

    position: str
    name: str = ""
    authorities: tuple[Authority, ...] = ()
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formalities(Kept):
    """What every official document states around its body.

    `unit` is the agency's part of the symbol ("VPTU"), `section` that of the part that drafts a letter of the state
    side; `number` and `day` are blank until it is issued; `superior`
    may take more than one line of the left column. `urgency`, `circulation` and `draft` are the words of the marks.
    """

    side: Side = Side.PARTY
    superior: str = ""
    issuer: str
    unit: str
    section: str = ""
    place: str
    number: str = ""
    day: date | None = None
    signer: Signer | None = None
    second: Signer | None = None
    recipients: tuple[str, ...] = ()
    kept_by: str = ""
    urgency: str = ""
    circulation: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Addressees:
    """To whom: "Kính gửi" or "Kính trình", and each addressee."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official document ready to be set out. `type` is its name in capitals, "" for a công văn; `symbol` that of its
    type; `below` stands under the subject, such as the session it was made at; `code` is what a QR code below
    the recipients says, `code_words` what stands beside it for whoever looks."""

    kind: str
    type: str
    formalities: Formalities
    subject: str = ""
    numbered: bool = True
    below: str = ""
    addressees: Addressees | None = None
    blocks: tuple[Block, ...] = ()
    code: str = ""
    code_words: str = ""

    @property
    def goes_to(self) -> tuple[str, ...]:
        """Everyone it goes to by name, as a register of what left says it: those that it is addressed to stand in the
        place of "Như trên"."""
        above = self.addressees.names if self.addressees is not None else ()
        below = [
            one for one in self.formalities.recipients if not (above and fold(one).startswith("nhu tren"))
        ]
        return (*above, *below)

    @property
    def title(self) -> str:
        """What a reader calls it: its type and subject on one line."""
        name = self.type.capitalize() if self.type else "Công văn"
        return f"{name} {self.subject}".strip()

"""Every kind of both sides against the figures of `FORMAT.md`, as they stand here and not in our own rules: where each
element stands, in which size and face, in the PDF as it is drawn and in the DOCX as Word reads it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import pytest
from docx import Document

from nghisu.core.form.document import Align, LineRule, WrittenDocument
from nghisu.core.form.document import Paragraph as Written
from nghisu.core.form.rules import Side
from nghisu.core.papers.kinds import compose
from nghisu.core.papers.paper import Paper, Paragraph
from nghisu.documents.adapters.drawing import draw_docx, draw_pdf
from nghisu.foundation.word import read_document
from tests.documents.drawing.measuring import Seen, seen_in
from tests.official import contents

pytestmark = pytest.mark.once
ALL = [(side, code) for side in Side for code in contents(side)]
LEFT, WIDTH = 30, 165
HEAD = {Side.PARTY: (77, 88), Side.STATE: (68, 97)}
FOOT = (73, 92)
SHEET = LEFT + WIDTH / 2
"""The middle of what stands centred between the margins."""


@dataclass(frozen=True)
class Asked:
    """What a rule asks of a line: how it begins, its sizes, its face, the middle of where it stands in the PDF (None: at
    the left margin); `last` that it is looked for from the end."""

    begins: str
    sizes: tuple[float, ...]
    bold: bool = False
    italic: bool = False
    middle: float | None = None
    last: bool = False

    def fits(self, text: str) -> bool:
        return "".join(text.split()).startswith(self.begins.replace(" ", ""))


def head_of(side: Side, paper: Paper) -> list[Asked]:
    said = paper.formalities
    narrow, wide = HEAD[side]
    left, right = LEFT + narrow / 2, LEFT + narrow + wide / 2
    superior = " ".join(said.superior.upper().split()[:2])
    date = f"{said.place}, ngày 05 tháng 02"
    if side is Side.PARTY:
        asked = [
            Asked("ĐẢNG CỘNG SẢN VIỆT NAM", (15,), bold=True, middle=right),
            Asked(superior, (14,), middle=left),
            Asked(said.issuer.upper(), (14,), bold=True, middle=left),
            Asked("*", (14,), middle=left),
            Asked(date, (14,), italic=True, middle=right),
        ]
        number, size = "Số 07-", 14
    else:
        asked = [
            Asked("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (13,), bold=True, middle=right),
            Asked("Độc lập - Tự do - Hạnh phúc", (14,), bold=True, middle=right),
            Asked(superior, (12, 13), middle=left),
            Asked(said.issuer.upper(), (12, 13), bold=True, middle=left),
            Asked(date, (13, 14), italic=True, middle=right),
        ]
        number, size = "Số: 07/", 13
    return asked + ([Asked(number, (size,), middle=left)] if paper.numbered else [])


def title_of(side: Side, paper: Paper) -> list[Asked]:
    left = LEFT + HEAD[side][0] / 2
    if not paper.type and side is Side.PARTY:
        return [Asked("về việc", (12,), italic=True, middle=left)]
    if not paper.type:
        return [Asked("V/v", (12, 13), middle=left)]
    sizes = ((15, 16), (14, 15)) if side is Side.PARTY else ((14,), (14,))
    asked = [Asked(paper.type, sizes[0], bold=True, middle=SHEET)]
    if paper.subject:
        begins = " ".join(paper.subject.split()[:2])
        asked.append(Asked(begins, sizes[1], bold=True, middle=SHEET))
    return asked


def foot_of(side: Side, paper: Paper) -> list[Asked]:
    said, party = paper.formalities, side is Side.PARTY
    middle = LEFT + FOOT[0] + FOOT[1] / 2
    asked = []
    if said.signer is not None:
        strokes = {"TL": "T/L" if party else "TL.", "TM": "T/M" if party else "TM."}
        asked = [
            Asked(f"{strokes[one.letters]} {one.of.upper()}", (14,), bold=True, middle=middle, last=True)
            for one in said.signer.authorities
        ]
        asked.append(Asked(said.signer.position.upper(), (14,), bold=not party, middle=middle, last=True))
        asked.append(Asked(said.signer.name, (14,), bold=True, middle=middle, last=True))
    if said.recipients:
        asked.append(Asked("Nơi nhận:", (14 if party else 12,), bold=not party, italic=not party, last=True))
        asked.append(Asked(f"- {said.recipients[0]}", (12 if party else 11,), last=True))
    return asked


@cache
def paper_of(side: Side, code: str) -> Paper:
    return compose(contents(side)[code])


@pytest.mark.parametrize(("side", "code"), ALL)
def test_each_element_of_the_pdf_stands_in_its_place_size_and_face(side, code):
    paper = paper_of(side, code)
    seen = seen_in(draw_pdf(paper))
    for asked in [*head_of(side, paper), *title_of(side, paper), *foot_of(side, paper)]:
        one = found(seen, asked)
        assert one.size in asked.sizes, (asked, one)
        assert ("Bold" in one.face, "Italic" in one.face) == (asked.bold, asked.italic), (asked, one)
        if asked.middle is None:
            assert one.left == pytest.approx(LEFT, abs=0.7), (asked, one)
        else:
            assert one.middle == pytest.approx(asked.middle, abs=0.8), (asked, one)
    begins = body_begins(paper)
    if begins:
        first = found(seen, Asked(begins, ()))
        assert 14 <= first.size <= 15
        assert LEFT + 10 - 0.7 <= first.left <= LEFT + (10 if side is Side.PARTY else 12.7) + 0.7


@pytest.mark.parametrize(("side", "code"), ALL)
def test_each_element_of_the_docx_stands_in_its_place_size_and_face(side, code):
    paper = paper_of(side, code)
    content = draw_docx(paper)
    read = read_document(content)
    margins(read, side)
    tables = Document(io.BytesIO(content)).tables
    assert [round(one.width.mm) for one in tables[0].columns if one.width] == list(HEAD[side])
    feet = foot_of(side, paper)
    if feet:
        assert [round(one.width.mm) for one in tables[-1].columns if one.width] == list(FOOT)
    for asked in [*head_of(side, paper), *title_of(side, paper), *feet]:
        one = written(read, asked)
        letters = next(part for part in one.letters if part.text.strip())
        assert letters.size in asked.sizes, (asked, letters)
        assert (letters.bold, letters.italic) == (asked.bold, asked.italic), (asked, letters)
        assert one.align == (Align.LEFT if asked.middle is None else Align.CENTER), asked
        if asked.middle is not None and asked.middle != SHEET:
            assert one.cell is not None, asked
            assert one.cell.column == (0 if asked.middle < SHEET - 10 else 1), asked
        if asked.begins == "Nơi nhận:":
            assert letters.underline is (side is Side.PARTY)
    begins = body_begins(paper)
    if begins:
        one = written(read, Asked(begins, ()))
        assert one.align is Align.JUSTIFY
        assert {14 <= part.size <= 15 for part in one.letters} == {True}
        assert 9.9 <= one.first_indent <= (10.1 if side is Side.PARTY else 12.8)
        assert one.before + one.after >= 6
        if side is Side.PARTY:
            assert one.line_rule is LineRule.EXACT
            assert 18 <= one.line_height <= 22


def margins(read: WrittenDocument, side: Side) -> None:
    (sheet,) = read.sections
    assert (round(sheet.width), round(sheet.height)) == (210, 297)
    assert [round(one) for one in (sheet.top, sheet.bottom, sheet.left, sheet.right)] == [20, 20, 30, 15]
    assert round(sheet.header_distance) == 10
    assert sheet.number is not None
    assert (sheet.number.place, sheet.number.align, sheet.number_on_first) == ("top", Align.CENTER, False)
    assert sheet.number.size in ((14,) if side is Side.PARTY else (13, 14))


def found(seen: list[Seen], asked: Asked) -> Seen:
    rows = reversed(seen) if asked.last else seen
    one = next((one for one in rows if asked.fits(one.text)), None)
    assert one is not None, asked
    return one


def written(read: WrittenDocument, asked: Asked) -> Written:
    rows = reversed(read.paragraphs) if asked.last else read.paragraphs
    one = next((one for one in rows if asked.fits(one.text)), None)
    assert one is not None, asked
    return one


def body_begins(paper: Paper) -> str:
    """How the first paragraph of the body begins that is longer than a line; "" where there is none."""
    for block in paper.blocks:
        if isinstance(block, Paragraph) and not block.centred:
            text = "".join(one.text for one in block.words)
            if len(text) > 90 and not block.words[0].bold:
                return " ".join(text.split()[:4])
    return ""


def test_the_control_another_size_another_place_and_another_face_are_found():
    seen = seen_in(draw_pdf(paper_of(Side.PARTY, "giay-moi")))
    title = found(seen, Asked("GIẤY MỜI", ()))
    assert title.size not in (14, 15)
    assert title.middle != pytest.approx(LEFT + FOOT[0] + FOOT[1] / 2, abs=0.8)
    assert found(seen, Asked("CHÁNH VĂN PHÒNG", (), last=True)).face != title.face
    with pytest.raises(AssertionError):
        found(seen, Asked("TỜ TRÌNH", ()))

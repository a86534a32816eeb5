"""The calendar of a week as DOCX, in the form of the Party's papers (thể thức). Figures: paper_figures.toml."""

from __future__ import annotations

import io
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nghisu.core.issuing import signer_for
from nghisu.programme.queries.week_paper import PaperLine, WeekPaper

LEFT, CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
HEADINGS = ("Ngày", "Giờ", "Nội dung, cơ quan chuẩn bị", "Chủ trì", "Thành phần", "Địa điểm")
COLUMNS = ("day", "time", "matter", "chair", "participants", "place")
NOTHING = "–"

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@cache
def figures() -> Mapping[str, Mapping[str, Any]]:
    """The figures of page and type."""
    text = resources.files("nghisu.programme.adapters").joinpath("paper_figures.toml").read_text("utf-8")
    return tomllib.loads(text)


def write_week(paper: WeekPaper) -> bytes:
    """The paper as a DOCX file."""
    document = Document()
    _page(document)
    _head(document, paper)
    _titles(document, paper)
    _calendar(document, paper)
    _foot(document, paper)
    document.core_properties.title = f"{paper.title} {paper.subject}"
    document.core_properties.author = paper.issuer
    document.core_properties.language = "vi-VN"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Paper) -> None:
    page, kind = figures()["page"], figures()["type"]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
    section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
    section.header_distance = Mm(page["number_from_edge"])
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(_write(number, "", kind["body"]), "PAGE")
    style = document.styles["Normal"]
    style.font.name, style.font.size = kind["family"], Pt(kind["body"])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), kind["family"])
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)


def _head(document: Paper, paper: WeekPaper) -> None:
    kind, columns = figures()["type"], figures()["columns"]
    left, right = _two_columns(document, columns["head_left"], columns["head_right"])
    _write(_only(left), paper.superior.upper(), kind["body"], CENTRE)
    if paper.issuer != paper.superior:
        _write(left.add_paragraph(), paper.issuer.upper(), kind["body"], CENTRE, bold=True)
    _write(left.add_paragraph(), "*", kind["body"], CENTRE)
    motto = _write(_only(right), "ĐẢNG CỘNG SẢN VIỆT NAM", kind["motto"], CENTRE, bold=True)
    motto.font.underline = True
    dated = right.add_paragraph()
    dated.paragraph_format.space_before = Pt(6)
    _write(dated, paper.place_and_date, kind["body"], CENTRE, italic=True)


def _titles(document: Paper, paper: WeekPaper) -> None:
    kind = figures()["type"]
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(18)
    _write(title, paper.title, kind["title"], CENTRE, bold=True)
    _write(document.add_paragraph(), paper.subject, kind["subject"], CENTRE, bold=True)
    if paper.issued_by:
        _write(document.add_paragraph(), f"({paper.issued_by})", kind["subject"], CENTRE, italic=True)
    line = _write(document.add_paragraph(), "-----", kind["subject"], CENTRE, bold=True)
    line.font.bold = True
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _calendar(document: Paper, paper: WeekPaper) -> None:
    size, widths = figures()["type"]["table"], [figures()["week"][name] for name in COLUMNS]
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _pad(table)
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        _write(_only(cell), heading, size, CENTRE, bold=True)
    _repeat(table)
    for day in paper.days:
        first = len(table.rows)
        for part in day.parts:
            for place, line in enumerate(part.lines or (None,)):
                cells = table.add_row().cells
                _write(_only(cells[1]), part.name if place == 0 else "", size, CENTRE, bold=True)
                _row(cells, line, size)
        merged = table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
        for extra in merged.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        _write(_only(merged), day.name, size, CENTRE, bold=True)
        _write(merged.add_paragraph(), f"{day.on:%d/%m}", size, CENTRE, bold=True)
        if day.off:
            _write(merged.add_paragraph(), day.off, size, CENTRE, italic=True)
    _set_widths(table, widths)
    for row in table.rows:
        _keep_together(row._tr)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _row(cells: tuple[_Cell, ...], line: PaperLine | None, size: int) -> None:
    if line is None:
        _write(_only(cells[2]), NOTHING, size, LEFT)
        return
    _write(cells[1].add_paragraph(), line.time, size, CENTRE)
    if not cells[1].paragraphs[0].text:
        first = cells[1].paragraphs[0]._element
        first.getparent().remove(first)
    _write(_only(cells[2]), line.title, size, LEFT)
    if line.unit:
        _write(cells[2].add_paragraph(), f"Chuẩn bị: {line.unit}", size, LEFT, italic=True)
    for cell, text in zip(cells[3:], (line.chair, line.participants, line.place), strict=True):
        _write(_only(cell), text, size, LEFT)


def _foot(document: Paper, paper: WeekPaper) -> None:
    kind, columns = figures()["type"], figures()["columns"]
    gap = document.add_paragraph()
    gap.paragraph_format.space_before = Pt(6)
    gap.paragraph_format.keep_with_next = True
    left, right = _two_columns(document, columns["foot_left"], columns["foot_right"])
    recipients = _write(_only(left), "Nơi nhận:", kind["body"], LEFT)
    recipients.font.underline = True
    for text in RECIPIENTS:
        _write(left.add_paragraph(), f"- {text},", kind["recipients"], LEFT)
    _write(left.add_paragraph(), f"- Lưu {paper.issuer}.", kind["recipients"], LEFT)
    (signing,) = signer_for(
        "lich-tuan", (), own_tier=1
    )  # the office's own paper, whatever the level of the committee
    authority, *more = signing.authority
    _write(_only(right), authority, kind["body"], CENTRE, bold=True)
    for line in more:
        _write(right.add_paragraph(), line, kind["body"], CENTRE, bold=True)
    _write(right.add_paragraph(), signing.position, kind["body"], CENTRE)
    for _room in range(4):
        _write(right.add_paragraph(), "", kind["body"], CENTRE)


RECIPIENTS = ("Các đồng chí trong Ban Thường vụ", "Các cơ quan, đơn vị có tên trong lịch")


def _two_columns(document: Paper, left: int, right: int) -> tuple[_Cell, _Cell]:
    """A table without borders: the head and the foot of a paper."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_widths(table, [left, right])
    cells = table.rows[0].cells
    cells[0].width, cells[1].width = Mm(left), Mm(right)
    _keep_together(table.rows[0]._tr)
    return cells[0], cells[1]


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """The grid of the table, which word processors follow rather than the cells."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _write(
    paragraph: Paragraph,
    text: str,
    size: int,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
) -> Run:
    if alignment is not None:
        paragraph.alignment = alignment
    run = paragraph.add_run(_UNPRINTABLE.sub("", unicodedata.normalize("NFC", text)))
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    return run


def _only(cell: _Cell) -> Paragraph:
    """The paragraph that an empty cell has."""
    only: Paragraph = cell.paragraphs[0]
    return only


def _field(run: Run, code: str) -> None:
    """A field that the word processor fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _pad(table: Table) -> None:
    """Room above and below the words of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(Mm(1).twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _repeat(table: Table) -> None:
    """The head of the table on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _keep_together(row: Any) -> None:
    """A row is not torn by the end of a page."""
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)

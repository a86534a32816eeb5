"""What python-docx has no words for: borders, fixed columns, fields."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"


def element(tag: str, **values: str) -> Any:
    """A new element with attributes of Word."""
    made: Any = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def underline_paragraph(paragraph: Paragraph, side: str = "bottom") -> None:
    """A line across the paragraph, between its indents."""
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz="6", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    following = [one for one in properties if one.tag in _AFTER_BORDERS]
    if following:
        following[0].addprevious(borders)
    else:
        properties.append(borders)


_AFTER_BORDERS = {
    qn(f"w:{name}")
    for name in ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")
}


def fixed_columns(table: Table, widths: tuple[float, ...], *, padding: float = 0) -> None:
    """Widths in millimetres that stay, and the room at the sides of a cell."""
    table.autofit = False
    properties = table._tbl.tblPr
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(round(padding * 1440 / 25.4)), type="dxa"))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)
    else:
        properties.append(margins)
    if padding:  # the lines of a table stand within the margins; without this the words of its cells do
        indent = element("w:tblInd", w=str(round(padding * 1440 / 25.4)), type="dxa")
        layout = properties.find(qn("w:tblLayout"))
        (layout if layout is not None else margins).addprevious(indent)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def keep_whole(row: _Row) -> None:
    """A row that no page end cuts."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def repeat_as_head(row: _Row) -> None:
    """A row that is repeated on every page of its table."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def page_field(paragraph: Paragraph, size: float) -> None:
    """The number of the page."""
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.text = " PAGE "
            run._r.append(instruction)


def in_vietnamese(document: Any) -> None:
    """The font for every kind of letter, and the language that a spelling check takes."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), FONT)
    properties.append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))

from __future__ import annotations

import io
from typing import Any

import docx
import segno
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from nghisu.core.form.document import Align
from nghisu.core.papers.kept import plain
from nghisu.core.papers.paper import (
    Block,
    FillIn,
    Ground,
    Heading,
    Paper,
    Paragraph,
    Table,
    TickBoxes,
)
from nghisu.core.papers.setting_out import set_out
from nghisu.core.papers.sheet import Columns, Rule, SetLine, Sheet
from nghisu.documents.adapters.drawing.word.measuring import width_mm
from nghisu.documents.adapters.drawing.word.xml import (
    fixed_columns,
    in_vietnamese,
    keep_whole,
    page_field,
    repeat_as_head,
    underline_paragraph,
)
from nghisu.foundation import clock

ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
EMPTY_BOX, TICKED_BOX = "\u2610", "\u2612"
BOX_ROOM = 7
"""Millimetres from the edge of a box to the words beside it."""
TABLE_PADDING = 1.5


def draw_docx(paper: Paper) -> bytes:
    """The document as DOCX. Raises DrawingFailed where the fonts to measure by are missing."""
    sheet = set_out(paper)
    drawing = _Drawing(sheet)
    drawing.draw()
    stream = io.BytesIO()
    drawing.document.save(stream)
    return stream.getvalue()


class _Drawing:
    """A Word document as it grows."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.document: Any = docx.Document()
        self.width = sheet.page.width - sheet.page.left - sheet.page.right

    def draw(self) -> None:
        self._page()
        self._columns(self.sheet.head)
        for line in self.sheet.middle:
            self._line(self.document.add_paragraph(), line, self.width)
        if not self.sheet.middle:
            self._thin(8)
        for block in self.sheet.blocks:
            self._block(block)
        if (
            self.sheet.code and self.sheet.code_words
        ):  # a line of text: in the foot it would stand among the recipients
            self._keep_last()
            self._run(self._body(), self.sheet.code_words, self.sheet.body.size, italic=True)
        if self.sheet.feet:
            self._keep_last()
        for place, foot in enumerate(self.sheet.feet, start=1):
            self._thin(10).paragraph_format.keep_with_next = True
            self._columns(foot, with_next=place < len(self.sheet.feet))
        if self.sheet.feet and self.sheet.code:
            self._code(self.document.tables[-1].rows[0].cells[0].add_paragraph())
        if self.sheet.feet or isinstance(self.sheet.blocks[-1] if self.sheet.blocks else None, Table):
            self._thin(0)

    def _page(self) -> None:
        page, document = self.sheet.page, self.document
        section = document.sections[0]
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.header_distance, section.footer_distance = (
            Mm(page.number_from_edge),
            Mm(page.number_from_edge),
        )
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        page_field(number, page.number_size)
        style = document.styles["Normal"]
        style.font.size = Pt(self.sheet.body.size)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
        in_vietnamese(document)
        about = document.core_properties
        about.title, about.author, about.comments = self.sheet.title[:250], self.sheet.author[:250], ""
        about.language = "vi-VN"
        about.created = about.modified = clock.now().replace(tzinfo=None, microsecond=0)

    def _thin(self, before: float) -> WordParagraph:
        """An empty line hardly to be seen: Word asks for one between two tables and after the last."""
        thin: WordParagraph = self.document.add_paragraph()
        layout = thin.paragraph_format
        layout.space_before, layout.line_spacing_rule, layout.line_spacing = (
            Pt(before), WD_LINE_SPACING.EXACTLY, Pt(1),
        )  # fmt: skip
        return thin

    def _keep_last(self) -> None:
        """What stands last goes with the signature, which is never on a page alone."""
        last = self.document.element.body[-2]
        if last.tag.endswith("}tbl"):
            from docx.table import Table as WordTable

            for cell in WordTable(last, self.document).rows[-1].cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
        else:
            WordParagraph(last, self.document).paragraph_format.keep_with_next = True

    # Lines of head, title and foot

    def _columns(self, columns: Columns, with_next: bool = False) -> None:
        table = self.document.add_table(rows=1, cols=2)
        fixed_columns(table, columns.widths)
        keep_whole(table.rows[0])
        for cell, lines, width in zip(
            table.rows[0].cells, (columns.left, columns.right), columns.widths, strict=True
        ):
            for place, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
                self._line(paragraph, line, width)
                paragraph.paragraph_format.keep_with_next = with_next or None
                if line.rule is Rule.PART:
                    self._rule(cell.add_paragraph(), line, width)

    def _line(self, paragraph: WordParagraph, line: SetLine, width: float) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if line.centred else WD_ALIGN_PARAGRAPH.LEFT
        layout = paragraph.paragraph_format
        layout.space_before, layout.line_spacing = Pt(line.before), 1.0
        self._run(paragraph, line.text, line.size, line.bold, line.italic).font.underline = (
            line.underline or None
        )
        if line.rule is Rule.FULL:
            self._ruled(paragraph, self._wide(line), width)
        elif line.rule is Rule.PART and paragraph._p.getparent() is self.document.element.body:
            self._rule(self.document.add_paragraph(), line, width)

    def _rule(self, paragraph: WordParagraph, line: SetLine, width: float) -> None:
        """A line on its own, a part as long as the words above it."""
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
        self._ruled(paragraph, min(self._wide(line), width) * 0.4, width)

    def _ruled(self, paragraph: WordParagraph, wide: float, width: float) -> None:
        side = max((width - wide) / 2 - 0.2, 0)
        layout = paragraph.paragraph_format
        layout.left_indent, layout.right_indent = Mm(side), Mm(side)
        underline_paragraph(paragraph)

    def _wide(self, line: SetLine) -> float:
        return width_mm(line.text, line.size, bold=line.bold, italic=line.italic)

    @staticmethod
    def _run(
        paragraph: WordParagraph, text: str, size: float, bold: bool = False, italic: bool = False
    ) -> Any:
        run = paragraph.add_run(plain(text))
        run.font.size = Pt(size)
        run.font.bold, run.font.italic = bold or None, italic or None
        return run

    # The body

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                paragraph = self._body(centred=block.centred)
                for words in block.words:
                    self._run(paragraph, words.text, self.sheet.body.size, words.bold, words.italic)
            case Ground():
                body = self.sheet.body
                self._run(self._body(), block.text, body.grounds_size, italic=body.grounds_italic)
            case Heading():
                paragraph = self._body(centred=block.centred)
                paragraph.paragraph_format.keep_with_next = True
                self._run(paragraph, block.text, self.sheet.body.size, bold=True)
            case FillIn():
                self._fill_in(block)
            case TickBoxes():
                self._ticks(block)
            case Table():
                self._table(block)

    def _body(self, *, centred: bool = False, indent: bool = True) -> WordParagraph:
        paragraph: WordParagraph = self.document.add_paragraph()
        body = self.sheet.body
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
        layout = paragraph.paragraph_format
        layout.space_before = Pt(body.gap)
        if not centred and indent:
            layout.first_line_indent = Mm(body.indent)
        if body.exact:
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(body.line)
        else:
            layout.line_spacing = body.line
        return paragraph

    def _fill_in(self, block: FillIn) -> None:
        labels = ([block.label] if block.label else []) + [""] * block.lines
        for label in labels:
            paragraph = self._body(indent=bool(label))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            run = self._run(paragraph, f"{label} " if label else "", self.sheet.body.size)
            run.add_tab()

    def _ticks(self, block: TickBoxes) -> None:
        indent = self.sheet.body.indent
        for place, option in enumerate(block.options):
            paragraph = self._body()
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent = Mm(indent + BOX_ROOM), Mm(-BOX_ROOM)
            layout.tab_stops.add_tab_stop(Mm(indent + BOX_ROOM))
            box = TICKED_BOX if place == block.ticked else EMPTY_BOX
            self._run(paragraph, box, self.sheet.body.size).add_tab()
            self._run(paragraph, option, self.sheet.body.size)

    def _code(self, paragraph: WordParagraph) -> None:
        picture = io.BytesIO()
        code = segno.make(self.sheet.code, error="m", micro=False, boost_error=False)
        code.save(picture, kind="png", scale=8, border=2)
        picture.seek(0)
        paragraph.paragraph_format.space_before = Pt(5)
        placed = paragraph.add_run().add_picture(picture, width=Mm(self.sheet.body.code))
        for side in "TBLR":  # left open, LibreOffice leaves an eighth of an inch
            placed._inline.set(f"dist{side}", "0")

    def _table(self, block: Table) -> None:
        shares = sum(one.share for one in block.columns)
        widths = tuple(self.width * one.share / shares for one in block.columns)
        if self.document.element.body[-2].tag.endswith("}p"):
            self._keep_last()  # what leads to it
        self._thin(6).paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(widths), style="Table Grid")
        fixed_columns(table, widths, padding=TABLE_PADDING)
        rows = table.rows
        repeat_as_head(rows[0])
        size = self.sheet.body.table_size
        for row, said in zip(rows, (None, *block.rows), strict=True):
            keep_whole(row)
            cells = row.cells
            if said is not None and said.across:
                merged = cells[0].merge(cells[-1])
                self._cell(merged, said.across, size, Align.LEFT, bold=True)
                continue
            texts = [one.head for one in block.columns] if said is None else said.cells
            for cell, text, column in zip(cells, texts, block.columns, strict=True):
                if said is None:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                align = Align.CENTER if said is None else column.align
                self._cell(cell, text, size, align, bold=said is None)

    def _cell(self, cell: Any, text: str, size: float, align: Align, *, bold: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGNMENTS[align]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        self._run(paragraph, text, size, bold)

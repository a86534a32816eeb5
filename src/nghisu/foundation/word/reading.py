"""A Word file as the form of documents sees it. Runs in the child process; lengths become millimetres and points."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx

from nghisu.core.form.document import (
    Align,
    Cell,
    Letters,
    LineRule,
    PageNumber,
    Paragraph,
    Section,
    WrittenDocument,
)
from nghisu.core.form.legacy import encoding_of, to_unicode
from nghisu.core.text import nfc
from nghisu.foundation.word.container import Refused
from nghisu.foundation.word.styles import Properties, Styles, W, number, on

MAX_LETTERS = 3_000_000
MAX_PARAGRAPHS = 60_000
MM = 25.4 / 1440
"""Millimetres of a twentieth of a point."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED_OVER = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{_MC}Fallback", f"{W}rPr", f"{W}pPr"}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_ALIGN = {
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
}
_PAGE = re.compile(r"\bPAGE\b")
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"


def open_file(content: bytes) -> Any:
    """The file by python-docx; Refused where it is no Word document after all."""
    try:
        return docx.Document(io.BytesIO(content))
    except ValueError:
        raise Refused("not-docx") from None


def read(content: bytes) -> WrittenDocument:
    """The document of a file that was looked over."""
    document = open_file(content)
    styles = Styles(document)
    paragraphs: list[Paragraph] = []
    words = total = 0
    insertions: list[int] = []
    deletions: list[int] = []
    commented: list[int] = []
    breaks: list[tuple[Any, int]] = []
    for index, (element, cell) in enumerate(every_paragraph(document.element.body)):
        if index >= MAX_PARAGRAPHS:
            raise Refused("letters")
        one = _paragraph(element, index, cell, styles)
        total += len(one.text)
        if total > MAX_LETTERS:
            raise Refused("letters")
        if one.text.strip():
            words += 1
            one = replace(one, number=words)
        paragraphs.append(one)
        insertions += [index] * sum(1 for tag in ("ins", "moveTo") for _ in element.iter(f"{W}{tag}"))
        deletions += [index] * sum(1 for tag in ("del", "moveFrom") for _ in element.iter(f"{W}{tag}"))
        if next(element.iter(f"{W}commentReference"), None) is not None:
            commented.append(index)
        ends = element.find(f"{W}pPr/{W}sectPr")
        if ends is not None:
            breaks.append((ends, index + 1))
    last = document.element.body.find(f"{W}sectPr")
    if last is not None:
        breaks.append((last, len(paragraphs)))
    return WrittenDocument(
        paragraphs=tuple(paragraphs),
        sections=tuple(_sections(document, breaks, styles)),
        insertions=tuple(insertions),
        deletions=tuple(deletions),
        comments=_comments(document),
        commented=tuple(commented),
        pages=_pages(document),
    )


def every_paragraph(body: Any) -> Iterator[tuple[Any, Cell | None]]:
    """The paragraphs of the body in order, with their place in a table; those of text boxes are left out."""
    tables = [0]

    def walk(element: Any, cell: Cell | None) -> Iterator[tuple[Any, Cell | None]]:
        for child in element:
            tag = child.tag
            if tag == f"{W}p":
                yield child, cell
            elif tag == f"{W}tbl":
                table = tables[0]
                tables[0] += 1
                lines = [_inside(line, f"{W}tc") for line in _inside(child, f"{W}tr")]
                # A row of one merged cell, such as the name of a group, is of a table as wide as its other rows.
                columns = max(map(len, lines), default=0)
                for row, cells in enumerate(lines):
                    for column, one in enumerate(cells):
                        yield from walk(one, Cell(table, columns, row, column))
            elif tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from walk(child, cell)

    return walk(body, None)


def _inside(element: Any, tag: str) -> list[Any]:
    """Children of a kind, those within content controls, too."""
    found = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            found += _inside(child, tag)
    return found


def _paragraph(element: Any, index: int, cell: Cell | None, styles: Styles) -> Paragraph:
    properties, inherited = styles.of_paragraph(element.find(f"{W}pPr"))
    letters: list[Letters] = []
    raw: list[str] = []
    for run in runs_of(element):
        said = styles.of_letters(run.find(f"{W}rPr"), inherited)
        text = text_of(run)
        if not text or said.get("vanish"):
            continue
        raw.append(text)
        letters.append(_letters(text, said))
    stored = "".join(raw)
    drawn = next((True for one in element.iter(*_DRAWN)), False)
    align = _ALIGN.get(str(properties.get("align", "left")), Align.LEFT)
    frame = properties.get("frame")
    if frame in ("center", "right"):
        align = _ALIGN[frame]
    rule, height = _line(properties)
    contextual = bool(properties.get("contextual"))
    return Paragraph(
        index=index,
        number=0,
        letters=tuple(letters),
        align=align,
        first_indent=round((properties.get("firstLine", 0) - properties.get("hanging", 0)) * MM, 2),
        left_indent=round(properties.get("left", 0) * MM, 2),
        before=0 if contextual else properties.get("before", 0) / 20,
        after=0 if contextual else properties.get("after", 0) / 20,
        line_rule=rule,
        line_height=height,
        cell=cell,
        listed=bool(properties.get("listed")),
        ruled=drawn or bool(properties.get("ruled")),
        raw="" if nfc(stored) == stored else stored,
    )


def _line(properties: Properties) -> tuple[LineRule, float]:
    rule, line = properties.get("lineRule", "auto"), properties.get("line", 240)
    if rule == "exact":
        return LineRule.EXACT, line / 20
    if rule == "atLeast":
        return LineRule.AT_LEAST, line / 20
    return LineRule.MULTIPLE, round(line / 240, 3)


def _letters(text: str, said: Properties) -> Letters:
    fonts = tuple(dict.fromkeys(str(said[slot]) for slot in ("ascii", "hAnsi") if said.get(slot)))
    # Latin letters alone are shown in the font for them, the rest of Vietnamese in the other one.
    if text.isascii() and said.get("ascii"):
        fonts = (str(said["ascii"]),)
    old = next((font for font in fonts if encoding_of(font)), "")
    read_as = to_unicode(text, old) if old else text.replace("\xad", "")
    if said.get("caps"):
        read_as = read_as.upper()
    return Letters(
        text=nfc(read_as),
        fonts=(old,) if old else fonts,
        size=float(said["size"]),
        bold=bool(said.get("b")),
        italic=bool(said.get("i")),
        underline=bool(said.get("u")),
        colour=str(said.get("colour", "")),
        encoding=encoding_of(old) if old else "",
    )


def runs_of(element: Any) -> Iterator[Any]:
    """The runs of a paragraph that show: not what was deleted, not what stands in a text box."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
            yield from runs_of(child)


def text_of(run: Any) -> str:
    """The words of a run; a tab as tab, a break as new line."""
    said: list[str] = []
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            said.append(child.text or "")
        elif tag in (f"{W}tab", f"{W}ptab"):
            said.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            said.append("\n")
        elif tag == f"{W}noBreakHyphen":
            said.append("-")
        elif tag == f"{W}softHyphen":
            said.append("\xad")
    return "".join(said)


def _sections(document: Any, breaks: list[tuple[Any, int]], styles: Styles) -> Iterator[Section]:
    start = 0
    headers: dict[str, Any] = {}
    for place, (properties, end) in enumerate(breaks):
        size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
        title = properties.find(f"{W}titlePg")
        for kind in ("header", "footer"):
            for reference in properties.iter(f"{W}{kind}Reference"):
                headers[f"{kind}-{reference.get(f'{W}type', 'default')}"] = _part(
                    document, reference.get(f"{_R}id")
                )
        first = title is not None and on(title)
        number_of_pages = _number_in(headers, "default", styles)
        on_first = _number_in(headers, "first" if first else "default", styles) is not None
        yield Section(
            width=_length(size, "w", 12240),
            height=_length(size, "h", 15840),
            top=abs(_length(margins, "top", 1440)),
            bottom=abs(_length(margins, "bottom", 1440)),
            left=_length(margins, "left", 1440) + _length(margins, "gutter", 0),
            right=_length(margins, "right", 1440),
            header_distance=_length(margins, "header", 720),
            number=number_of_pages,
            number_on_first=place == 0 and on_first,
            first_paragraph=start,
        )
        start = end


def _length(element: Any, name: str, default: float) -> float:
    value = number(element.get(f"{W}{name}"), default) if element is not None else default
    return round(value * MM, 1)


def _part(document: Any, identity: str | None) -> Any:
    part = document.part.related_parts.get(identity)
    return getattr(part, "element", None)


def _number_in(headers: dict[str, Any], kind: str, styles: Styles) -> PageNumber | None:
    for place, name in (("top", "header"), ("bottom", "footer")):
        root = headers.get(f"{name}-{kind}")
        if root is None:
            continue
        for element in root.iter(f"{W}p"):
            found = _page_field(element)
            if found is None:
                continue
            one = _paragraph(element, 0, None, styles)
            said = styles.of_letters(found, styles.of_paragraph(element.find(f"{W}pPr"))[1])
            return PageNumber(place, one.align, float(said["size"]))
    return None


def _page_field(element: Any) -> Any:
    """The rPr of the run that shows the page number of a paragraph; an element without it is its own answer."""
    for simple in element.iter(f"{W}fldSimple"):
        if _PAGE.search(simple.get(f"{W}instr", "")):
            return next(simple.iter(f"{W}rPr"), simple)
    for instruction in element.iter(f"{W}instrText"):
        if _PAGE.search(instruction.text or ""):
            run = instruction.getparent()
            return next(run.iter(f"{W}rPr"), run)
    return None


def _comments(document: Any) -> int:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/comments"):
            root = getattr(relation.target_part, "element", None)
            return 0 if root is None else sum(1 for _ in root.iter(f"{W}comment"))
    return 0


def _pages(document: Any) -> int | None:
    for relation in document.part.package.rels.values():
        if relation.reltype == _EXTENDED and not relation.is_external:
            found = re.search(rb"<(?:\w+:)?Pages>(\d{1,6})<", relation.target_part.blob)
            return int(found[1]) if found else None
    return None

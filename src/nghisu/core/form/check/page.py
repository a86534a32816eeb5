"""The sheet: size, margins, page numbers."""

from nghisu.core.form.check.gathering import ALIGNMENTS, NEAREST, Gathered
from nghisu.core.form.document import Align, Section, WrittenDocument
from nghisu.core.form.finding import Said
from nghisu.core.form.rules import Element
from nghisu.core.law.basis import N_

TOLERANCE = 0.6
"""Millimetres by which a length may differ: programs round to twentieths of a point and to tenths of an inch."""
FROM_EDGE = 1.0
LETTERS_OF_A_PAGE = 2_600
"""Letters that fill a page at 14 points: beyond them a document surely has a second."""

EDGES = {
    "top": N_("lề trên %(length)s mm"),
    "bottom": N_("lề dưới %(length)s mm"),
    "left": N_("lề trái %(length)s mm"),
    "right": N_("lề phải %(length)s mm"),
}


def check_page(gathered: Gathered, document: WrittenDocument) -> None:
    """Every section; what is wrong in several is said once, with the first."""
    rule = gathered.rules.page
    for place, section in enumerate(document.sections, start=1):
        near = Said(N_("trang của phần (section) %(number)s"), {"number": place}) if place > 1 else None
        width, height = (section.height, section.width) if section.lying else (section.width, section.height)
        if abs(width - rule.width) > TOLERANCE * 2 or abs(height - rule.height) > TOLERANCE * 2:
            gathered.add(
                Element.PAGE_SIZE,
                Said(N_("%(width)s × %(height)s mm"), {"width": section.width, "height": section.height}),
                Said(N_("A4, %(width)s × %(height)s mm"), {"width": rule.width, "height": rule.height}),
                clause=rule.clause,
                near=near,
            )
        if section.lying:
            if place == 1:
                gathered.add(
                    Element.PAGE_SIZE,
                    Said(N_("trang nằm ngang")),
                    Said(N_("trang đứng")),
                    clause=rule.clause,
                )
            continue
        _margins(gathered, section, near)
    if document.sections:
        _number(gathered, document)


def _margins(gathered: Gathered, section: Section, near: Said | None) -> None:
    rule = gathered.rules.page
    for edge, template in EDGES.items():
        low, high = rule.margins[edge]
        has = float(getattr(section, edge))
        if not low - TOLERANCE <= has <= high + TOLERANCE:
            gathered.add(
                Element.PAGE_MARGINS,
                Said(template, {"length": has}),
                Said(template, {"length": rule.margins[edge]}),
                clause=rule.clause,
                near=near,
            )


def several_pages(document: WrittenDocument) -> bool:
    """Whether the document surely has a second page: by what its program counted, else by its letters."""
    letters = sum(len(one.text) for one in document.paragraphs)
    if document.pages is not None and document.pages > 1:
        return True
    return letters > LETTERS_OF_A_PAGE


def _number(gathered: Gathered, document: WrittenDocument) -> None:
    rule = gathered.rules.page
    section = next((one for one in document.sections if one.number), document.sections[0])
    number = section.number

    def add(found: Said, expected: Said) -> None:
        gathered.add(
            Element.PAGE_NUMBER, found, expected, clause=rule.number_clause, near=Said(N_("phần lề trang"))
        )

    if number is None:
        if several_pages(document):
            add(Said(N_("không có số trang")), Said(N_("số trang ở giữa, lề trên, từ trang thứ hai")))
        return
    if number.place != "top":
        add(Said(N_("số trang ở lề dưới")), Said(N_("số trang ở lề trên")))
    if number.align is not Align.CENTER:
        add(Said(ALIGNMENTS[number.align]), Said(ALIGNMENTS[Align.CENTER]))
    low, high = rule.number_size
    if not low - NEAREST <= number.size <= high + NEAREST:
        add(
            Said(N_("cỡ chữ %(size)s pt"), {"size": number.size}),
            Said(N_("cỡ chữ %(size)s pt"), {"size": rule.number_size}),
        )
    if section.number_on_first:
        add(Said(N_("trang đầu có số trang")), Said(N_("trang đầu không ghi số trang")))
    distance = rule.number_from_edge
    if distance is not None and number.place == "top" and abs(section.header_distance - distance) > FROM_EDGE:
        add(
            Said(N_("cách mép trên %(length)s mm"), {"length": section.header_distance}),
            Said(N_("cách mép trên %(length)s mm"), {"length": distance}),
        )

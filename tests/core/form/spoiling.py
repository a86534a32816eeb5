"""A document in the right form, spoiled in one way."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from nghisu.core.form.check import FormReport, check_form
from nghisu.foundation.word.reading import read
from tests.papers import (
    REPORT,
    SENTENCE,
    Words,
    paragraph_of,
    write,
)

Spoil = Callable[[Paper], object]


def report_of(words: Words = REPORT, spoil: Spoil | None = None) -> FormReport:
    return check_form(read(write(words, spoil)))


def said(report: FormReport) -> list[tuple[str, str, str]]:
    return [(one.element.value, one.found.say(), one.expected.say()) for one in report.findings]


def section(**change: object) -> Spoil:
    def spoil(document: Paper) -> None:
        for name, value in change.items():
            setattr(document.sections[0], name, value)

    return spoil


def look(begins: str, **change: object) -> Spoil:
    def spoil(document: Paper) -> None:
        for run in paragraph_of(document, begins).runs:
            for name, value in change.items():
                setattr(run.font, name, value)

    return spoil


def layout(begins: str, **change: object) -> Spoil:
    def spoil(document: Paper) -> None:
        for name, value in change.items():
            setattr(paragraph_of(document, begins).paragraph_format, name, value)

    return spoil


def say(begins: str, instead: str) -> Spoil:
    def spoil(document: Paper) -> None:
        paragraph_of(document, begins).runs[0].text = instead

    return spoil


def colour(begins: str) -> Spoil:
    def spoil(document: Paper) -> None:
        paragraph_of(document, begins).runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)

    return spoil


def remove(begins: str) -> Spoil:
    def spoil(document: Paper) -> None:
        element = paragraph_of(document, begins)._p
        element.getparent().remove(element)

    return spoil


def swap(one: str, other: str) -> Spoil:
    def spoil(document: Paper) -> None:
        first, second = paragraph_of(document, one)._p, paragraph_of(document, other)._p
        second.addnext(first)

    return spoil


def lying(document: Paper) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def number_below(document: Paper) -> None:
    header, footer = document.sections[0].header, document.sections[0].footer
    footer.paragraphs[0]._p.addnext(header.paragraphs[0]._p)


def number_at_the_left(document: Paper) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def number_small(document: Paper) -> None:
    document.sections[0].header.paragraphs[0].runs[0].font.size = Pt(11)


def ends_without_a_stop(document: Paper) -> None:
    bodies = [one for one in document.paragraphs if one.text == SENTENCE]
    bodies[-1].runs[0].text = SENTENCE[:-1]


def other_font(document: Paper) -> None:
    run = next(one for one in document.paragraphs if one.text == SENTENCE).runs[0]
    run.font.name = "Arial"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), "Arial")

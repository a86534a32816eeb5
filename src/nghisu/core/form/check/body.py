"""The body: grounds, headings, paragraphs."""

from nghisu.core.form.check.gathering import ALIGNMENTS, Gathered, check_look
from nghisu.core.form.document import Align, LineRule, Paragraph
from nghisu.core.form.finding import Said, Spot
from nghisu.core.form.lines import Line
from nghisu.core.form.recognising import Recognised
from nghisu.core.form.rules import Element, Side
from nghisu.core.law.basis import N_

ONE_LINE = 85
"""Letters up to which a paragraph may be a single line, where justified and left look the same."""
INDENT_TOLERANCE = 0.8
GAP_TOLERANCE = 0.3

LINE_RULES = {
    LineRule.EXACT: N_("cách dòng chính xác %(height)s pt"),
    LineRule.AT_LEAST: N_("cách dòng ít nhất %(height)s pt"),
    LineRule.MULTIPLE: N_("cách dòng %(height)s dòng"),
}


def check_body(gathered: Gathered, found: Recognised) -> None:
    """All of the body."""
    body = found.elements[Element.BODY]
    check_look(gathered, Element.BODY, body)
    check_look(gathered, Element.HEADING, [line for line in found.elements[Element.HEADING] if _short(line)])
    _grounds(gathered, found)
    previous: Paragraph | None = None
    seen: set[int] = set()
    for line in body:
        paragraph = line.paragraph
        if paragraph.index in seen:
            continue
        seen.add(paragraph.index)
        _paragraph(gathered, paragraph, previous)
        previous = paragraph
    if body:
        _end(gathered, body[-1])


def _short(line: Line) -> bool:
    """A heading that runs on into its text ("Điều 1. Ban hành …") is bold in its first words only."""
    return len(line.text) <= ONE_LINE and not line.text.endswith(".")


def _paragraph(gathered: Gathered, paragraph: Paragraph, previous: Paragraph | None) -> None:
    rule = gathered.rules.body
    spot = Spot.at(paragraph)
    long = len(paragraph.text) > ONE_LINE
    if long and paragraph.align is not Align.JUSTIFY:
        gathered.add(Element.BODY, Said(ALIGNMENTS[paragraph.align]), Said(ALIGNMENTS[Align.JUSTIFY]), spot)
    low, high = rule.indent
    indent = paragraph.first_indent + paragraph.left_indent
    if long and not paragraph.listed and not low - INDENT_TOLERANCE <= indent <= high + INDENT_TOLERANCE:
        if paragraph.text.startswith("\t"):
            has = Said(N_("dòng đầu lùi bằng phím Tab"))
        else:
            has = Said(N_("dòng đầu lùi %(length)s mm"), {"length": indent})
        gathered.add(Element.BODY, has, Said(N_("dòng đầu lùi %(length)s mm"), {"length": rule.indent}), spot)
    least, most = rule.heights
    asked = paragraph.line_rule is rule.line and least - 0.06 <= paragraph.line_height <= most + 0.06
    in_points = rule.line is LineRule.MULTIPLE and paragraph.line_rule is not LineRule.MULTIPLE
    if not asked and not (in_points and _single(paragraph)):
        gathered.add(
            Element.BODY,
            Said(LINE_RULES[paragraph.line_rule], {"height": paragraph.line_height}),
            Said(LINE_RULES[rule.line], {"height": rule.heights}),
            spot,
        )
    if previous is not None and previous.index + 1 == paragraph.index:
        gap = previous.after + paragraph.before
        if gap < rule.gap - GAP_TOLERANCE:
            gathered.add(
                Element.BODY,
                Said(N_("cách đoạn trên %(gap)s pt"), {"gap": gap}),
                Said(N_("cách đoạn trên từ %(gap)s pt"), {"gap": rule.gap}),
                spot,
            )


def _single(paragraph: Paragraph) -> bool:
    """Whether a height in points lies between one line and one and a half of its letters."""
    size = max((one.size for one in paragraph.letters), default=14)
    return size * 1.1 <= paragraph.line_height <= size * 1.8


def _grounds(gathered: Gathered, found: Recognised) -> None:
    grounds = found.elements[Element.GROUNDS]
    check_look(gathered, Element.GROUNDS, grounds)
    for place, line in enumerate(grounds):
        spot = Spot.at(line.paragraph, line.text)
        marked = line.text.startswith(("- ", "– ")) or line.paragraph.listed
        if found.side is Side.PARTY and not marked:
            gathered.add(
                Element.GROUNDS, Said(N_("không có gạch đầu dòng")), Said(N_("gạch đầu dòng “- ”")), spot
            )
        last = place == len(grounds) - 1
        if not line.text.endswith((";", ".", ",") if last else ";"):
            gathered.add(
                Element.GROUNDS,
                Said(N_("hết bằng “%(sign)s”"), {"sign": line.text[-1]}),
                Said(N_("hết bằng “%(sign)s”"), {"sign": ";"}),
                spot,
            )


def _end(gathered: Gathered, line: Line) -> None:
    ends = gathered.rules.body_end
    if line.text.endswith(ends) and not (line.text.endswith("./.") and "./." not in ends):
        return
    has = "./." if line.text.endswith("./.") else line.text[-1]
    gathered.add(
        Element.BODY,
        Said(N_("nội dung hết bằng “%(sign)s”"), {"sign": has}),
        Said(N_("nội dung hết bằng “%(sign)s”"), {"sign": "” hoặc “".join(ends)}),
        Spot.at(line.paragraph, line.text),
    )

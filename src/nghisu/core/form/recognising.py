"""Which line of a document is which of its elements, and whose form it has: the Party's or the state's.

Recognised is what was meant, by its words and its place, however it is written: only then can be said what is wrong.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.lines import Lane, Line
from nghisu.core.form.rules import Element, FormRules, Side
from nghisu.core.text import fold

LETTER = "CÔNG VĂN"
"""What a document without a line that says its type is."""

NUMBER = re.compile(r"so\s*[:.]?\s*[\d….\s]*\s*[-/–].+")
DATE = re.compile(r"(?:.{0,40}[,\s])?\s*ngay\s*[\d….\s]*\s*thang\s*[\d….\s]*\s*nam\s*[\d….]*\s*\.?")
AUTHORITY = re.compile(r"(?:T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|TU/Q|Q\.)\s*\S.*")
ARTICLE = re.compile(
    r"(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC|Điều)\s+(?:thứ\s+)?(?:\d+|[IVXLC]+|nhất|hai|ba|tư)\b|[IVX]+\s*[-–.]\s"
)
_NATIONAL_TITLE = "cong hoa xa hoi chu nghia viet nam"
_PARTY_TITLE = "dang cong san viet nam"
_MOTTO = re.compile(r"doc lap\W+tu do\W+hanh phuc\W*")
_SUPERIORS = (
    "thanh uy", "tinh uy", "dang uy", "dang bo", "ban chap hanh", "uy ban nhan dan", "hoi dong nhan dan",
    "ubnd", "hdnd", "quan uy", "huyen uy", "doan dai bieu",
)  # fmt: skip
_INNER = (
    "van phong",
    "ban ",
    "dang uy",
    "chi bo",
    "trung tam",
    "so ",
    "phong ",
    "uy ban",
    "hoi dong",
    "truong",
)
OF_A_HEAD = (
    Element.PARTY_TITLE,
    Element.NATIONAL_TITLE,
    Element.NUMBER,
    Element.DATE,
    Element.LETTER_SUBJECT,
    Element.ADDRESSEE,
)
"""What tells that a text has the head of an official document."""
LONG = 150
"""Letters beyond which a centred line is text rather than a subject."""


@dataclass(slots=True)
class Recognised:
    """The lines of each element."""

    side: Side
    sure: bool
    """Whether the document itself says whose form it has."""
    type: str
    """The name of its type in capitals; LETTER for a công văn, "" for a text without a head."""
    lines: list[Line]
    elements: dict[Element, list[Line]] = field(default_factory=lambda: defaultdict(list))
    head: int = 0
    """Where the head ends."""
    foot: int = 0
    """Where the block of the signature begins among the lines; behind the last where there is none."""
    end: int = 0
    """Where an appendix begins."""
    ruled: frozenset[int] = frozenset()
    """The paragraphs at which a line is drawn, those without words, too."""

    def put(self, element: Element, line: Line) -> None:
        """This line is (also) of this element."""
        self.elements[element].append(line)


def side_of(lines: Sequence[Line]) -> tuple[Side, bool]:
    """Whose form a document has, and whether its title says so; without one, its number or authority decides."""
    for line in lines[:40]:
        if line.folded.strip("-–— ") == _PARTY_TITLE:
            return Side.PARTY, True
        if line.folded.startswith(_NATIONAL_TITLE):
            return Side.STATE, True
    for line in lines:
        if re.match(r"(?:TM|KT|TL|TUQ)\.\s*[A-ZĐ]", line.text) or re.match(r"Số:\s*\d*/", line.text):
            return Side.STATE, False
    return Side.PARTY, False


def recognise(document: WrittenDocument, rules: FormRules, lines: list[Line], sure: bool) -> Recognised:
    """The elements of a document. `rules` are those of its side."""
    anchor, name = _type_line(lines, rules)
    ruled = frozenset(one.index for one in document.paragraphs if one.ruled)
    found = Recognised(rules.side, sure, name, lines, ruled=ruled)
    head_end = anchor if anchor is not None else _end_of_head(lines)
    found.head = head_end
    _head(found, lines[:head_end], rules)
    if anchor is None and not any(found.elements[one] for one in OF_A_HEAD):
        # No head at all: nothing of the text is taken for one.
        found.elements.clear()
        found.type, found.head, head_end = "", 0, 0
    body = head_end
    if anchor is not None:
        body = _title(found, anchor)
    found.foot, found.end = _foot_at(lines, body)
    _late(found, body)
    _body(found, body)
    _foot(found, rules)
    return found


def _type_line(lines: Sequence[Line], rules: FormRules) -> tuple[int | None, str]:
    names = {fold(one.name): one.name for one in rules.types}
    for place, line in enumerate(lines[:40]):
        if line.folded.startswith(("kinh gui", "kinh trinh")) or len(line.text) > 160:
            return None, LETTER
        if line.lane is not Lane.WHOLE:
            continue
        said = line.folded.strip(" :-–.")
        if said in names and not line.text[:1].islower():
            return place, names[said]
        if line.text.isupper() and (line.centred or line.bold):
            longest = max((one for one in names if said.startswith(one + " ")), key=len, default=None)
            if longest:
                return place, names[longest]
    return None, LETTER


def _end_of_head(lines: Sequence[Line]) -> int:
    for place, line in enumerate(lines[:40]):
        if line.folded.startswith(("kinh gui", "kinh trinh")) or (
            line.lane is Lane.WHOLE and len(line.text) > 90 and not _head_words(line)
        ):
            return place
    return min(len(lines), 12)


def _head_words(line: Line) -> bool:
    said = line.folded
    return (
        said.strip("-–— ") == _PARTY_TITLE
        or said.startswith(_NATIONAL_TITLE)
        or NUMBER.fullmatch(said) is not None
        or DATE.fullmatch(said) is not None
    )


def _head(found: Recognised, lines: Sequence[Line], rules: FormRules) -> None:
    """The lines above the type: title, bodies, number, date, marks."""
    urgencies = {fold(one) for one in rules.urgencies}
    circulations = {fold(one) for one in rules.circulations}
    bodies: list[Line] = []
    numbered = False
    letter_subject = False
    for line in lines:
        said = line.folded.strip("[]() ")
        if said.strip("-–— ") == _PARTY_TITLE:
            found.put(Element.PARTY_TITLE, line)
        elif said.startswith(_NATIONAL_TITLE):
            found.put(Element.NATIONAL_TITLE, line)
        elif _MOTTO.fullmatch(said):
            found.put(Element.NATIONAL_MOTTO, line)
        elif said == "*":
            found.put(Element.STAR, line)
        elif line.rule_only:
            continue
        elif said in urgencies:
            found.put(Element.URGENCY, line)
        elif said in circulations:
            found.put(Element.CIRCULATION, line)
        elif said.startswith("du thao"):
            found.put(Element.DRAFT, line)
        elif DATE.fullmatch(said):
            found.put(Element.DATE, line)
        elif NUMBER.fullmatch(said):
            found.put(Element.NUMBER, line)
            numbered = True
        elif line.lane is Lane.RIGHT:
            continue
        elif said.startswith(("v/v", "ve viec")) or letter_subject:
            letter_subject = True
            found.put(Element.LETTER_SUBJECT, line)
        elif not numbered or line.text.isupper():
            bodies.append(line)
    _bodies(found, bodies)


def _bodies(found: Recognised, lines: Sequence[Line]) -> None:
    """Superior and issuer: what is bold issues; where the letters do not tell, the words do, then the place."""
    if not lines:
        return
    bold = [line.bold for line in lines]
    first = bold.index(True) if any(bold) else len(lines) - 1
    if all(bold) and len(lines) > 1 and lines[0].folded.startswith(_SUPERIORS):
        first = next((at for at, line in enumerate(lines) if at and line.folded.startswith(_INNER)), 0)
    for place, line in enumerate(lines):
        found.put(Element.SUPERIOR if place < first else Element.ISSUER, line)


def _title(found: Recognised, anchor: int) -> int:
    """Type and subject; the place of the first line of the body."""
    found.put(Element.TYPE, found.lines[anchor])
    place = anchor + 1
    for place in range(anchor + 1, len(found.lines)):
        line = found.lines[place]
        said = line.folded
        if line.rule_only:
            found.put(Element.SUBJECT_LINE, line)
            return place + 1
        if line.lane is not Lane.WHOLE or said.startswith(("kinh gui", "kinh trinh", "- can cu", "can cu ")):
            return place
        if DATE.fullmatch(said) or NUMBER.fullmatch(said):
            continue
        if line.text.startswith("(") and line.text.endswith(")"):
            continue
        subjects = found.elements[Element.SUBJECT]
        short = len(line.text) <= LONG and not line.text.endswith((".", ";", ":"))
        if (
            line.centred
            or (not subjects and line.bold and short)
            or (not subjects and place == anchor + 1 and short)
        ):
            found.put(Element.SUBJECT, line)
        else:
            return place
    return len(found.lines)


def _foot_at(lines: Sequence[Line], body: int) -> tuple[int, int]:
    """Where the block with the signature begins and where it ends."""
    marks = [
        place
        for place in range(body, len(lines))
        if lines[place].folded.startswith("noi nhan")
        or (AUTHORITY.fullmatch(lines[place].text) and lines[place].text.isupper())
        or lines[place].folded in ("nguoi ghi bien ban", "chu tri hoi nghi")
    ]
    if not marks:
        return len(lines), len(lines)
    first = marks[0]
    cell = lines[first].paragraph.cell
    if cell is not None and cell.columns <= 3:
        same = [
            place
            for place, line in enumerate(lines)
            if place >= body and line.paragraph.cell is not None and line.paragraph.cell.table == cell.table
        ]
        return same[0], same[-1] + 1
    end = len(lines)
    for place in range(first, len(lines)):
        if place > first and lines[place].folded.startswith("phu luc") and lines[place].lane is Lane.WHOLE:
            end = place
            break
    return first, end


def _late(found: Recognised, body: int) -> None:
    """Elements of the head that stand behind it: they are there, in the wrong place."""
    wanted = {Element.NUMBER: NUMBER, Element.DATE: DATE}
    for line in [*found.lines[max(body - 8, 0) : body + 4], *found.lines[found.foot : found.end]]:
        for element, words in wanted.items():
            if not found.elements[element] and words.fullmatch(line.folded) and len(line.text) < 70:
                found.put(element, line)


def _body(found: Recognised, start: int) -> None:
    grounds = True
    for line in found.lines[start : found.foot]:
        if line.lane is not Lane.WHOLE:
            continue
        if any(line is other for of in (Element.NUMBER, Element.DATE) for other in found.elements[of]):
            continue
        said = line.folded
        if (said.startswith(("kinh gui", "kinh trinh")) and not found.elements[Element.BODY]) or (
            found.elements[Element.ADDRESSEE] and not found.elements[Element.BODY] and _goes_on(line)
        ):
            found.put(Element.ADDRESSEE, line)
        elif grounds and _is_ground(line, found):
            found.put(Element.GROUNDS, line)
        elif ARTICLE.match(line.text) and len(line.text) <= 250 and not line.text.endswith(";"):
            found.put(Element.HEADING, line)
            grounds = False
        elif line.rule_only or (line.centred and len(line.text) <= LONG):
            continue
        else:
            found.put(Element.BODY, line)
            grounds = grounds and len(found.elements[Element.BODY]) < 2


def _goes_on(line: Line) -> bool:
    """Whether a line continues the list of those addressed."""
    return line.text.startswith(("- ", "– ", "-")) and len(line.text) <= LONG


def _is_ground(line: Line, found: Recognised) -> bool:
    said = line.folded.lstrip("-– ")
    if (
        not said.startswith(("can cu ", "xet ", "theo de nghi "))
        or len(line.text) > 400
        or line.text.endswith(":")
    ):
        return False
    listed = (
        line.text.startswith(("-", "–")) or line.text.endswith(";") or bool(found.elements[Element.GROUNDS])
    )
    return listed or found.type in ("NGHỊ QUYẾT", "QUYẾT ĐỊNH")


def _foot(found: Recognised, rules: FormRules) -> None:
    """Who signs and who receives."""
    receiving = False
    signing: list[Line] = []
    for line in found.lines[found.foot : found.end]:
        said = line.folded
        if said.startswith("noi nhan") and line.lane is not Lane.RIGHT:
            found.put(Element.RECIPIENTS_LABEL, line)
            receiving = True
        elif AUTHORITY.fullmatch(line.text) and line.text.isupper():
            receiving = False if line.lane is Lane.WHOLE else receiving
            signing.append(line)
        elif line.lane is Lane.LEFT or (line.lane is Lane.WHOLE and receiving):
            if receiving:
                found.put(Element.RECIPIENTS, line)
        elif line.lane is not Lane.TABLE:
            signing.append(line)
    for line in signing:
        text = line.text
        if text.startswith("(") or text in ("*", "[daky]") or line.rule_only or DATE.fullmatch(line.folded):
            continue
        if AUTHORITY.fullmatch(text):
            found.put(Element.AUTHORITY, line)
        elif text.isupper() or not found.elements[Element.POSITION] + found.elements[Element.AUTHORITY]:
            found.put(Element.POSITION, line)
        else:
            found.put(Element.SIGNER, line)

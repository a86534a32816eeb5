"""A document is set out: each of its parts as the rules of its side have it written."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from nghisu.core.form.document import LineRule
from nghisu.core.form.loading import shipped_form
from nghisu.core.form.rules import Element, FormRules, Look, Side
from nghisu.core.papers.kept import plain
from nghisu.core.papers.paper import Addressees, Block, Formalities, Ground, Paper, Paragraph, Signer, Words
from nghisu.core.papers.sheet import Columns, Rule, SetBody, SetLine, SetPage, Sheet
from nghisu.core.papers.words import date_line, number_line

NATURAL_LINE = 1.149
"""The height of a single line of Times New Roman, in sizes of its letters."""
POINTS = 72 / 25.4
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"
ONE_LINE = 24
"""Letters in capitals that the left column of the head holds on one line."""
_PLACE = re.compile(r"(?<=\s)(?:thành phố|tỉnh|thị xã|đặc khu|phường|xã|quận|huyện)\s", re.IGNORECASE)
_SPAN = re.compile(r"(?<=\d) ([-–]) (?=\d)")
BEFORE_TITLE = 20
"""Points between the head and the name of the type."""
BEFORE_FOOT = 14


def set_out(paper: Paper, rules: FormRules | None = None) -> Sheet:
    """Where everything stands and how it is written, by the rules of the document's side."""
    rules = rules or shipped_form(paper.formalities.side)
    return Sheet(
        title=plain(paper.title),
        author=plain(paper.formalities.issuer),
        page=_page(rules),
        body=_body(rules),
        head=_head(paper, rules),
        middle=tuple(_middle(paper, rules)),
        blocks=tuple(
            held_together(one)
            for one in (
                *_addressed(paper.addressees, rules),
                *(_marked(block, rules) for block in paper.blocks),
            )
        ),
        feet=tuple(_feet(paper.formalities, rules)),
        code=plain(paper.code),
        code_words=plain(paper.code_words),
    )


def held_together(value: Any) -> Any:
    """The same with figures and the stroke between them on one line: 2026 - 2030, wherever the line breaks."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _SPAN.sub("\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}", value) if _SPAN.search(value) else value
    if isinstance(value, tuple):
        return tuple(held_together(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: held_together(getattr(value, one.name)) for one in fields(value)})
    return value


def _written(
    rules: FormRules,
    element: Element,
    text: str,
    *,
    before: float = 0,
    rule: Rule = Rule.NONE,
    centred: bool = True,
) -> SetLine:
    look = rules.looks[element]
    said = held_together(plain(text))
    return SetLine(
        text=said.upper() if look.upper else said,
        size=_size(look),
        bold=bool(look.bold),
        italic=bool(look.italic),
        underline=bool(look.underline),
        rule=rule,
        before=before,
        centred=centred,
    )


def _size(look: Look) -> float:
    return look.drawn if look.drawn is not None else 14


def _page(rules: FormRules) -> SetPage:
    page = rules.page
    margins = {edge: span[0] for edge, span in page.margins.items()}
    return SetPage(
        width=page.width,
        height=page.height,
        number_size=page.number_size[1],
        number_from_edge=10 if page.number_from_edge is None else page.number_from_edge,
        **margins,
    )


def _body(rules: FormRules) -> SetBody:
    setting = rules.setting
    size = _size(rules.looks[Element.BODY])
    exact = rules.body.line is LineRule.EXACT
    grounds = rules.looks[Element.GROUNDS]
    return SetBody(
        size=size,
        line=setting.line,
        exact=exact,
        pitch=setting.line if exact else round(setting.line * size * NATURAL_LINE, 2),
        gap=setting.gap,
        indent=setting.indent,
        table_size=setting.table,
        code=setting.code,
        grounds_size=_size(grounds),
        grounds_italic=bool(grounds.italic),
    )


def _head(paper: Paper, rules: FormRules) -> Columns:
    said = paper.formalities
    party = rules.side is Side.PARTY
    left = [_written(rules, Element.SUPERIOR, one) for one in _in_lines(said.superior)]
    *above, last = _in_lines(said.issuer) or [said.issuer]
    left += [_written(rules, Element.ISSUER, one) for one in above]
    left.append(_written(rules, Element.ISSUER, last, rule=Rule.NONE if party else Rule.PART))
    if party:
        left.append(_written(rules, Element.STAR, "*"))
    if paper.numbered:
        symbol = rules.symbol_of(paper.type) if paper.type else ""
        number = number_line(rules, symbol, said)
        left.append(_written(rules, Element.NUMBER, number, before=0 if party else 6))
    if not paper.type:
        subject = f"{rules.setting.letter_begins} {paper.subject}"
        left.append(_written(rules, Element.LETTER_SUBJECT, subject, before=2))
    for element, mark in (
        (Element.URGENCY, said.urgency),
        (Element.CIRCULATION, said.circulation),
    ):
        if mark:
            left.append(_written(rules, element, mark, before=4))
    if said.draft:
        look = rules.looks.get(Element.DRAFT)
        left.append(SetLine(plain(said.draft), _size(look) if look else 14, italic=True, before=4))
    if party:
        right = [_written(rules, Element.PARTY_TITLE, PARTY_TITLE, rule=Rule.FULL)]
    else:
        right = [
            _written(rules, Element.NATIONAL_TITLE, NATIONAL_TITLE),
            _written(rules, Element.NATIONAL_MOTTO, NATIONAL_MOTTO, rule=Rule.FULL),
        ]
    right.append(_written(rules, Element.DATE, date_line(said.place, said.day), before=10))
    return Columns(rules.setting.head, tuple(left), tuple(right))


def _in_lines(name: str) -> list[str]:
    """The lines of a name in the left column: one that is long for it breaks before the place it is of, never within."""
    lines: list[str] = []
    for one in name.split("\n"):
        said = " ".join(plain(one).split())
        place = max((found.start() for found in _PLACE.finditer(said)), default=0)
        if len(said) > ONE_LINE and place:
            lines += [said[:place].strip(), said[place:]]
        elif said:
            lines.append(said)
    return lines


def _middle(paper: Paper, rules: FormRules) -> list[SetLine]:
    if not paper.type:
        return []
    lines = [_written(rules, Element.TYPE, paper.type, before=BEFORE_TITLE)]
    party = rules.side is Side.PARTY
    if paper.subject:
        rule = Rule.NONE if party or paper.below else Rule.PART
        lines.append(_written(rules, Element.SUBJECT, paper.subject, rule=rule, before=2))
    if paper.below:
        size = _size(rules.looks[Element.SUBJECT])
        lines.append(
            SetLine(f"({plain(paper.below)})", size, italic=True, rule=Rule.NONE if party else Rule.PART)
        )
    if party and paper.subject:
        lines.append(_written(rules, Element.SUBJECT_LINE, "-----"))
    return lines


def _addressed(addressees: Addressees | None, rules: FormRules) -> list[Block]:
    """To whom: one stands beside the label, several in a list below it."""
    if addressees is None or not addressees.names:
        return []
    label = Words(f"{addressees.label}:", italic=rules.side is Side.PARTY)
    if len(addressees.names) == 1:
        return [Paragraph((label, Words(f" {addressees.names[0]}")), centred=True)]
    last = len(addressees.names) - 1
    listed: list[Block] = [
        Paragraph((Words(f"- {_bare(name)}{'.' if place == last else ';'}"),))
        for place, name in enumerate(addressees.names)
    ]
    return [Paragraph((label,), centred=True), *listed]


def _marked(block: Block, rules: FormRules) -> Block:
    """A ground with the signs that its side has around it."""
    if not isinstance(block, Ground):
        return block
    return Ground(f"{'- ' if rules.side is Side.PARTY else ''}{_bare(block.text).lstrip('-– ')};")


def _bare(text: str) -> str:
    return plain(text).strip().rstrip(",;. ")


def _feet(said: Formalities, rules: FormRules) -> list[Columns]:
    recipients = _recipients(said, rules)
    widths = rules.setting.foot
    if said.signer is None:
        return [Columns(widths, recipients, ())] if recipients else []
    signed = _signed(said.signer, rules)
    if said.second is None:
        return [Columns(widths, recipients, signed)]
    both = Columns(widths, signed, _signed(said.second, rules))
    return [both, Columns(widths, recipients, ())] if recipients else [both]


def _recipients(said: Formalities, rules: FormRules) -> tuple[SetLine, ...]:
    names = [_bare(one) for one in said.recipients if one.strip()]
    ends = [rules.recipient_end] * len(names)
    if said.kept_by:
        names.append(f"{rules.setting.keeps} {_bare(said.kept_by)}")
        ends.append(".")
    if not names:
        return ()
    ends[-1] = "."
    label = _written(rules, Element.RECIPIENTS_LABEL, "Nơi nhận:", centred=False)
    listed = [
        _written(rules, Element.RECIPIENTS, f"- {name}{end}", centred=False)
        for name, end in zip(names, ends, strict=True)
    ]
    return (label, *listed)


def _signed(signer: Signer, rules: FormRules) -> tuple[SetLine, ...]:
    lines = [
        _written(rules, Element.AUTHORITY, f"{_authority(one.letters, rules)} {one.of}")
        for one in signer.authorities
    ]
    if signer.position:
        lines.append(_written(rules, Element.POSITION, signer.position))
    if signer.below:
        lines.append(SetLine(plain(signer.below), 13, italic=True))
    if signer.name:
        room = round(rules.setting.signature * POINTS, 1)
        lines.append(_written(rules, Element.SIGNER, signer.name, before=room))
    return tuple(lines)


def _authority(letters: str, rules: FormRules) -> str:
    """The sign of an authority as this side writes it: T/M here, TM. there."""
    bare = "".join(sign for sign in letters if sign.isalpha())
    for one in rules.authorities:
        if "".join(sign for sign in one if sign.isalpha()) == bare:
            return one
    raise ValueError(f"no authority is written {letters}")

"""Reading the rules of form strictly: an unknown key, clause or element is refused with file and line."""

from functools import cache
from pathlib import Path
from typing import cast

from nghisu.core.form.document import Align, LineRule
from nghisu.core.form.rules import (
    BodyRule,
    DocumentType,
    Element,
    FormClause,
    FormRules,
    Look,
    PageRule,
    Setting,
    Side,
    Span,
)
from nghisu.core.law.basis import Basis
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables, top_block
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.loader.source import Source, read_source

TABLES = ("page", "body", "setting", "clause", "element", "type")
EDGES = ("top", "bottom", "left", "right")


@cache
def shipped_form(side: Side) -> FormRules:
    """The rules of a side as they ship with the product."""
    path = regulations_folder() / "form" / f"{side.value}.toml"
    return read_form(path.read_text(encoding="utf-8"), path)


def read_form(text: str, path: Path) -> FormRules:
    """The rules of one file; RuleFileError with file and line for what is not understood."""
    source = read_source(text, path)
    tops = {key: value for key, value in source.content.items() if key not in TABLES}
    refuse_other_tables(source, (*tops, *TABLES))
    head = top_block(source)
    head.values = tops
    side = head.choice("id", Side)
    document, document_en = head.text("document"), head.text("document_en")
    basis = head.choice("basis", Basis)
    clauses: dict[str, FormClause] = {}
    for block in blocks_of(source, "clause"):
        clause = FormClause(
            block.text("id"),
            document,
            document_en,
            block.text("reading"),
            block.text("reading_en"),
            block.text("gist"),
            block.text("gist_en"),
            basis,
        )
        if clause.id in clauses:
            raise block.refuse(f"điều khoản “{clause.id}” có hai lần", "id")
        clauses[clause.id] = clause
        block.finish()
    for needed in ("font", "clean"):
        if needed not in clauses:
            raise source.refuse(f"thiếu điều khoản “{needed}”", "clause")
    looks: dict[Element, Look] = {}
    for block in blocks_of(source, "element"):
        element = block.choice("id", Element)
        if element in looks:
            raise block.refuse(f"thành phần “{element.value}” có hai lần", "id")
        looks[element] = _look(block, clauses)
        block.finish()
    rules = FormRules(
        side=side,
        name=head.text("name"),
        name_en=head.text("name_en"),
        note=head.text("note", ""),
        note_en=head.text("note_en", ""),
        page=_page(_table(source, "page"), clauses),
        body=(body := _body(_table(source, "body"))),
        setting=_setting(_table(source, "setting"), body),
        looks=looks,
        clauses=clauses,
        types=tuple(_type(block) for block in blocks_of(source, "type")),
        authorities=head.texts("authorities", required=True),
        fonts=head.texts("fonts", required=True),
        urgencies=head.texts("urgencies"),
        circulations=head.texts("circulations"),
        addressed=head.texts("addressed"),
        unnumbered=head.texts("unnumbered"),
        unsigned=head.texts("unsigned"),
        recipient_end=head.text("recipient_end"),
        body_end=head.texts("body_end", required=True),
    )
    head.finish()
    return rules


def _table(source: Source, name: str) -> Block:
    value = source.content.get(name)
    if not isinstance(value, dict):
        raise source.refuse(f"thiếu bảng [{name}]", name)
    return Block(source, name, 0, cast("dict[str, object]", value))


def _clause(block: Block, key: str, clauses: dict[str, FormClause]) -> FormClause:
    name = block.text(key)
    if name not in clauses:
        raise block.refuse(f"không có điều khoản “{name}”", key)
    return clauses[name]


def _span(block: Block, key: str) -> Span:
    value = block.take(key)
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
        or value[0] > value[1]
    ):
        raise block.refuse(f"“{key}” phải là hai số [ít nhất, nhiều nhất]", key)
    return float(value[0]), float(value[1])


def _maybe(block: Block, key: str) -> bool | None:
    return block.flag(key) if key in block.values else None


def _within(block: Block, key: str, span: Span) -> float:
    """A figure that we write by, which the rule itself must allow."""
    value = block.quantity(key)
    if not span[0] <= value <= span[1]:
        raise block.refuse(f"“{key}” phải trong khoảng {span[0]:g}–{span[1]:g}", key)
    return value


def _look(block: Block, clauses: dict[str, FormClause]) -> Look:
    sizes = _span(block, "sizes") if "sizes" in block.values else None
    drawn = sizes[0] if sizes else None
    if sizes and "drawn" in block.values:
        drawn = _within(block, "drawn", sizes)
    return Look(
        clause=_clause(block, "cite", clauses),
        sizes=sizes,
        drawn=drawn,
        bold=_maybe(block, "bold"),
        italic=_maybe(block, "italic"),
        underline=_maybe(block, "underline"),
        upper=block.flag("upper"),
        align=block.choice("align", Align) if "align" in block.values else None,
    )


def _page(block: Block, clauses: dict[str, FormClause]) -> PageRule:
    rule = PageRule(
        clause=_clause(block, "cite", clauses),
        number_clause=_clause(block, "number_cite", clauses),
        width=block.quantity("width"),
        height=block.quantity("height"),
        margins={edge: _span(block, edge) for edge in EDGES},
        number_size=_span(block, "number_size"),
        number_from_edge=block.quantity("number_from_edge") if "number_from_edge" in block.values else None,
    )
    block.finish()
    return rule


def _body(block: Block) -> BodyRule:
    rule = BodyRule(
        indent=_span(block, "indent"),
        gap=block.quantity("gap"),
        line=block.choice("line", LineRule),
        heights=_span(block, "heights"),
    )
    block.finish()
    return rule


def _setting(block: Block, body: BodyRule) -> Setting:
    found = Setting(
        head=_pair(block, "head"),
        foot=_pair(block, "foot"),
        line=_within(block, "line", body.heights),
        gap=_within(block, "gap", (body.gap, 24)),
        indent=_within(block, "indent", body.indent),
        signature=block.quantity("signature"),
        table=block.quantity("table"),
        code=block.quantity("code"),
        keeps=block.text("keeps"),
        letter_begins=block.text("letter_begins"),
        number=block.text("number"),
        letter_number=block.text("letter_number"),
    )
    block.finish()
    return found


def _pair(block: Block, key: str) -> Span:
    """Two widths in millimetres, side by side."""
    value = block.take(key)
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(one, int | float) and one > 0 for one in value)
    ):
        raise block.refuse(f"“{key}” phải là hai bề rộng", key)
    return float(value[0]), float(value[1])


def _type(block: Block) -> DocumentType:
    found = DocumentType(block.text("words"), block.text("symbol", ""))
    block.finish()
    return found

"""The rules of an edition, read from their files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, TypeVar

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables
from nghisu.core.law.loader.heads import Head, Library, cited
from nghisu.core.law.loader.source import read_source
from nghisu.core.law.question import Form
from nghisu.core.law.refusals import Place
from nghisu.core.law.rules import (
    Anchor,
    AppraisedPart,
    CadenceRule,
    Case,
    DeadlineRule,
    FallsAway,
    GateRule,
    LimitRule,
    Offset,
    OrderRule,
    Rule,
    Unit,
)

AnyRule = TypeVar("AnyRule", bound=Rule)

EVERY = ("weekly", "fortnightly", "twice-a-month", "monthly", "quarterly", "plan")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon")
POSITIONS = ("start", "end")
COMPARISONS = ("at-most", "at-least", "more-than", "fewer-by")
UNITS = ("percent", "conferences", "documents", "minutes", "people", "pages", "days", "share")
CARRIED = ("appraised",)
APPRAISED_PARTS = ("form", "content")
APPRAISING_UNITS = ("party-office", "party-agency")
DOCUMENT_KINDS = (
    "proposal",
    "scheme",
    "programme",
    "thematic",
    "report",
    "resolution",
    "speech",
    "contribution",
    "summary",
    "other",
)
LONGEST = {Unit.WORKING_DAYS: 250, Unit.DAYS: 366, Unit.WEEKS: 52, Unit.MONTHS: 12}
"""No distance in the procedure of a conference is longer than a year."""


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may name: the kinds, acts, actors and chairs of the editions that are read together."""

    kinds: frozenset[str]
    acts: frozenset[str]
    actors: frozenset[str]
    chairs: frozenset[str]


class _Common(TypedDict):
    id: str
    edition: str
    citations: tuple[Citation, ...]
    basis: Basis
    at: Place
    reason: str
    reason_en: str
    since: date | None
    until: date | None
    kinds: tuple[str, ...]
    overrides: tuple[str, ...]


def _known(
    block: Block, key: str, values: tuple[str, ...], among: frozenset[str], what: str
) -> tuple[str, ...]:
    for value in values:
        if value not in among:
            raise block.refuse(f"không có {what} “{value}”", key)
    return values


def _among(block: Block, key: str, among: tuple[str, ...], required: bool = False) -> str:
    value = block.text(key) if required else block.text(key, "")
    if value and value not in among:
        raise block.refuse(f"không hiểu “{value}” ở “{key}” (dùng: {', '.join(among)})", key)
    return value


def _common(block: Block, edition: Edition, library: Library, known: Known) -> _Common:
    name = block.text("id")
    basis, reason, reason_en = block.basis()
    citations = cited(block, "cite", edition, library, basis)
    if not citations:
        raise block.refuse(f"quy tắc “{name}” không có viện dẫn (“cite”)")
    worst = {citation.of.basis for citation in citations}
    if basis is Basis.STATED and worst == {Basis.REPORTED}:
        raise block.refuse(
            f"quy tắc “{name}” chỉ dựa vào nguồn báo chí, không thể có căn cứ “stated”", "basis"
        )
    since, until = block.validity()
    return {
        "id": name,
        "edition": edition.id,
        "citations": citations,
        "basis": basis,
        "at": block.place(),
        "reason": reason,
        "reason_en": reason_en,
        "since": _later(since, edition.since),
        "until": _sooner(until, edition.until),
        "kinds": _known(block, "kinds", block.texts("kinds"), known.kinds, "loại hội nghị"),
        "overrides": block.texts("overrides"),
    }


def _later(one: date | None, other: date) -> date:
    return other if one is None or one < other else one


def _sooner(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _offset(block: Block, key: str) -> Offset | None:
    inner = block.inner_block(key)
    if inner is None:
        return None
    offset = Offset(inner.number("count", least=1), inner.choice("unit", Unit))
    if offset.count > LONGEST[offset.unit]:
        raise block.refuse(f"“{key}” quá dài: nhiều nhất {LONGEST[offset.unit]} {offset.unit.value}", key)
    inner.finish()
    return offset


def _forms(block: Block) -> tuple[Form, ...]:
    forms: list[Form] = []
    for value in block.texts("forms"):
        try:
            forms.append(Form(value))
        except ValueError:
            raise block.refuse(f"không có hình thức “{value}”", "forms") from None
    return tuple(forms)


def _falls_away(block: Block, edition: Edition, library: Library, common: _Common) -> Iterator[FallsAway]:
    seen: set[Case] = set()
    for inner in block.inner_blocks("falls_away"):
        case = inner.choice("case", Case)
        basis, reason, reason_en = inner.basis()
        citations = cited(inner, "cite", edition, library, basis) or common["citations"]
        inner.finish()
        if case in seen:
            raise block.refuse(f"trường hợp “{case.value}” có hai lần", "falls_away")
        seen.add(case)
        yield FallsAway(case, basis, citations, reason, reason_en)


def _deadline(block: Block, edition: Edition, library: Library, known: Known) -> DeadlineRule:
    common = _common(block, edition, library, known)
    anchor = block.choice("anchor", Anchor)
    offset, recommended = _offset(block, "offset"), _offset(block, "recommended")
    when, when_en = block.text("when", ""), block.text("when_en", "")
    if offset is None and not (when and when_en):
        raise block.refuse("không có “offset” thì phải có “when” và “when_en” nói lúc nào")
    if offset is not None and when:
        raise block.refuse("đã có “offset” thì không có “when”", "when")
    if offset is not None and anchor is Anchor.APPROVAL:
        raise block.refuse("không đếm ngày được từ lúc duyệt (“approval”)", "anchor")
    if recommended is not None and offset is None:
        raise block.refuse("có “recommended” thì phải có “offset”", "recommended")
    act = block.text("act")
    owner = block.text("owner")
    earlier = block.text("not_later_than", "")
    _known(block, "act", (act,), known.acts, "việc")
    _known(block, "owner", (owner,), known.actors, "chủ thể")
    if earlier:
        _known(block, "not_later_than", (earlier,), known.acts, "việc")
        if earlier == act or anchor is not Anchor.OPENING or offset is None:
            raise block.refuse(
                "“not_later_than” phải là một việc khác và chỉ dùng cho hạn trước khai mạc", "not_later_than"
            )
    return DeadlineRule(
        **common,
        act=act,
        owner=owner,
        anchor=anchor,
        offset=offset,
        recommended=recommended,
        when=when,
        when_en=when_en,
        forms=_forms(block),
        chair=_known(block, "chair", block.texts("chair"), known.chairs, "chủ trì"),
        carries=_among(block, "carries", CARRIED),
        documents=_kinds_of_document(block, "documents"),
        not_later_than=earlier,
        falls_away=tuple(_falls_away(block, edition, library, common)),
    )


def _gate(block: Block, edition: Edition, library: Library, known: Known) -> GateRule:
    common = _common(block, edition, library, known)
    asks, asks_vi, asks_en = block.texts("asks"), block.texts("asks_vi"), block.texts("asks_en")
    if len({len(asks), len(asks_vi or asks), len(asks_en or asks)}) > 1:
        raise block.refuse("“asks”, “asks_vi” và “asks_en” phải dài bằng nhau", "asks")
    return GateRule(
        **common,
        step=block.text("step"),
        name=block.text("name"),
        name_en=block.text("name_en"),
        asks=asks,
        asks_vi=asks_vi,
        asks_en=asks_en,
        forms=_forms(block),
        appraised_by=tuple(_appraised_by(block, asks)),
    )


def _appraised_by(block: Block, asks: tuple[str, ...]) -> Iterator[AppraisedPart]:
    seen: set[str] = set()
    for inner in block.inner_blocks("appraised_by"):
        part = _among(inner, "part", APPRAISED_PARTS, required=True)
        by = inner.texts("by", required=True)
        basis, reason, reason_en = inner.basis()
        one = AppraisedPart(
            part=part,
            by=_known(inner, "by", by, frozenset(APPRAISING_UNITS), "loại cơ quan"),
            asks=_known(inner, "asks", inner.texts("asks", required=True), frozenset(asks), "điều được hỏi"),
            basis=basis,
            documents=_kinds_of_document(inner, "documents"),
            office_documents=_kinds_of_document(inner, "office_documents"),
            reason=reason,
            reason_en=reason_en,
        )
        inner.finish()
        if part in seen:
            raise block.refuse(f"phần “{part}” có hai lần", "appraised_by")
        seen.add(part)
        yield one


def _kinds_of_document(block: Block, key: str) -> tuple[str, ...]:
    return _known(block, key, block.texts(key), frozenset(DOCUMENT_KINDS), "loại tài liệu")


def _limit(block: Block, edition: Edition, library: Library, known: Known) -> LimitRule:
    return LimitRule(
        **_common(block, edition, library, known),
        name=block.text("name"),
        name_en=block.text("name_en"),
        value=block.quantity("value"),
        unit=_among(block, "unit", UNITS, required=True),
        comparison=_among(block, "comparison", COMPARISONS, required=True),
        scope=block.text("scope"),
        period=block.text("period", ""),
        forms=_forms(block),
        level=block.text("level", ""),
        group=block.text("group", ""),
        excepts=block.texts("excepts"),
    )


def _cadence(block: Block, edition: Edition, library: Library, known: Known) -> CadenceRule:
    common = _common(block, edition, library, known)
    kind = block.text("kind")
    _known(block, "kind", (kind,), known.kinds, "loại hội nghị")
    common["kinds"] = (kind,)
    month = block.take("month_of_quarter")
    if month is not None and month not in (1, 2, 3):
        raise block.refuse("“month_of_quarter” phải là 1, 2 hoặc 3", "month_of_quarter")
    count = block.number("count_per_year", 0)
    return CadenceRule(
        **common,
        kind=kind,
        every=_among(block, "every", EVERY, required=True),
        weekday=_among(block, "weekday", WEEKDAYS),
        part=_among(block, "part", PARTS),
        month_of_quarter=month if isinstance(month, int) else None,
        position=_among(block, "position", POSITIONS),
        count_per_year=count or None,
    )


def _order(block: Block, edition: Edition, library: Library, known: Known) -> OrderRule:
    common = _common(block, edition, library, known)
    first, second = block.text("first"), block.text("second")
    _known(block, "first", (first,), known.acts, "việc")
    _known(block, "second", (second,), known.acts, "việc")
    if first == second:
        raise block.refuse("“first” và “second” phải là hai việc khác nhau", "second")
    return OrderRule(**common, first=first, second=second, forms=_forms(block))


def _read(
    head: Head,
    file: str,
    table: str,
    build: Callable[[Block, Edition, Library, Known], AnyRule],
    library: Library,
    known: Known,
    seen: dict[str, Place],
) -> tuple[AnyRule, ...]:
    text = head.files.get(file)
    if text is None:
        return ()
    source = read_source(text, head.folder / file)
    refuse_other_tables(source, (table,))
    rules: list[AnyRule] = []
    for block in blocks_of(source, table):
        rule = build(block, head.edition, library, known)
        block.finish()
        if rule.id in seen:
            raise block.refuse(f"quy tắc “{rule.id}” có hai lần (đã có ở {seen[rule.id]})", "id")
        seen[rule.id] = rule.at
        rules.append(rule)
    return tuple(rules)


@dataclass(frozen=True, slots=True)
class RulesRead:
    """The rules of one edition by their shape."""

    deadlines: tuple[DeadlineRule, ...]
    gates: tuple[GateRule, ...]
    limits: tuple[LimitRule, ...]
    cadences: tuple[CadenceRule, ...]
    orders: tuple[OrderRule, ...]


def read_rules(head: Head, library: Library, known: Known) -> RulesRead:
    """All rules of an edition; RuleFileError for the first that cannot be accepted."""
    seen: dict[str, Place] = {}
    return RulesRead(
        _read(head, "deadlines.toml", "deadline", _deadline, library, known, seen),
        _read(head, "gates.toml", "gate", _gate, library, known, seen),
        _read(head, "limits.toml", "limit", _limit, library, known, seen),
        _read(head, "cadence.toml", "cadence", _cadence, library, known, seen),
        _read(head, "orders.toml", "order", _order, library, known, seen),
    )

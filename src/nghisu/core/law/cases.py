"""Cases of an edition: conferences worked out beforehand, against which its rules are tried.

A case is complete: an act it does not list must not be owed, a conflict it does not list must not arise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.answer import Answer, Deadline
from nghisu.core.law.citation import Citation
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables
from nghisu.core.law.loader.source import read_source
from nghisu.core.law.question import Question, read_question
from nghisu.core.law.refusals import LawError, Place, QuestionRefused
from nghisu.core.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects of one act.

    `literal` is given where another act pulls it forward, `owner_name` where the name itself matters.
    """

    rule: str
    owner: str
    basis: str
    cite: tuple[str, ...]
    legal: date | None = None
    act_by: date | None = None
    recommended: date | None = None
    literal: date | None = None
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class CaseOfLaw:
    """One conference and all that follows from it."""

    name: str
    question: Question
    expect: dict[str, Expected]
    exempt: dict[str, str]
    conflicts: frozenset[tuple[str, str, str]]
    holds: frozenset[tuple[str, str]]
    at: Place


def read_cases(text: str, path: Path) -> list[CaseOfLaw]:
    """The cases of a file; RuleFileError where one is not as its schema."""
    source = read_source(text, path)
    refuse_other_tables(source, ("case", "case.expect"))
    cases: list[CaseOfLaw] = []
    for block in blocks_of(source, "case"):
        name = block.text("name")
        question = block.take("question")
        if not isinstance(question, dict):
            raise block.refuse("thiếu “question”", "question")
        try:
            asked = read_question(question)
        except QuestionRefused as error:
            raise block.refuse(str(error), "question") from None
        cases.append(
            CaseOfLaw(
                name=name,
                question=asked,
                expect=dict(_expected(block)),
                exempt=_exempt(block),
                conflicts=frozenset((one[0], one[1], one[2]) for one in _lists(block, "conflicts", 3)),
                holds=frozenset((one[0], one[1]) for one in _lists(block, "holds", 2)),
                at=block.place(),
            )
        )
        block.finish()
    return cases


def _exempt(block: Block) -> dict[str, str]:
    """The acts that fall away, each with the basis of that."""
    inner = block.inner_block("exempt")
    if inner is None:
        return {}
    return {act: inner.text(act) for act in inner.values}


def _lists(block: Block, key: str, length: int) -> Iterator[tuple[str, ...]]:
    value = block.take(key)
    if value is None:
        return
    if not isinstance(value, list):
        raise block.refuse(f"“{key}” phải là một danh sách", key)
    for one in value:
        if not isinstance(one, list) or len(one) != length or not all(isinstance(part, str) for part in one):
            raise block.refuse(f"mỗi mục của “{key}” phải có {length} từ", key)
        yield tuple(one)


def _expected(block: Block) -> Iterator[tuple[str, Expected]]:
    value = block.take("expect")
    if not isinstance(value, dict):
        raise block.refuse("thiếu “expect”", "expect")
    for act, given in value.items():
        if not isinstance(given, dict):
            raise block.refuse(f"“{act}” phải là một bảng {{…}}", "expect")
        inner = Block(block.source, block.table, block.index, given, "expect")
        yield (
            act,
            Expected(
                rule=inner.text("rule"),
                owner=inner.text("owner"),
                basis=inner.text("basis", "stated"),
                cite=inner.texts("cite", required=True),
                legal=inner.day("legal"),
                act_by=inner.day("act_by"),
                recommended=inner.day("recommended"),
                literal=inner.day("literal"),
                owner_name=inner.text("owner_name", ""),
            ),
        )
        inner.finish()


def failures(case: CaseOfLaw, rulebook: Rulebook, calendar: WorkCalendar) -> list[str]:
    """Where the rules give something else than the case expects; empty when they agree."""
    try:
        answer = rulebook.derive(case.question, calendar)
    except LawError as error:
        return [str(error)]
    return [*_dates_that_differ(case, answer), *_orders_that_differ(case, answer)]


def _dates_that_differ(case: CaseOfLaw, answer: Answer) -> Iterator[str]:
    owed = {deadline.act: deadline for deadline in answer.deadlines}
    for act in sorted(owed.keys() ^ case.expect.keys()):
        yield f"{act}: owed" if act in owed else f"{act}: not owed"
    for act, expected in case.expect.items():
        if act in owed:
            yield from _differences(act, expected, owed[act])
    exempt = {one.act: one.basis.value for one in answer.not_applicable}
    if exempt != case.exempt:
        yield f"exempt: {exempt} instead of {case.exempt}"


def _differences(act: str, expected: Expected, deadline: Deadline) -> Iterator[str]:
    found: dict[str, object] = {
        "rule": deadline.rule.id,
        "owner": deadline.owner.code,
        "basis": deadline.basis.value,
        "cite": tuple(_short(citation, deadline.rule.edition) for citation in _cited(deadline)),
        "legal": deadline.legal_date,
        "act_by": deadline.act_by,
        "recommended": deadline.recommended,
        "literal": deadline.literal_date if deadline.pulled_forward else None,
    }
    if expected.owner_name:
        found["owner_name"] = deadline.owner.name
    for key, value in found.items():
        wanted = getattr(expected, key)
        if value != wanted:
            yield f"{act}: {key} is {value} instead of {wanted}"


def _cited(deadline: Deadline) -> tuple[Citation, ...]:
    """What the rule itself cites, and the clause that moved its day; not what the act that pulled it cites."""
    moved_by = deadline.duty.moved_by
    return deadline.rule.citations + ((moved_by,) if deadline.moved_after and moved_by is not None else ())


def _short(citation: Citation, edition: str) -> str:
    return citation.clause if citation.edition == edition else f"{citation.edition}:{citation.clause}"


def _orders_that_differ(case: CaseOfLaw, answer: Answer) -> Iterator[str]:
    conflicts = frozenset((one.first, one.second, one.severity.value) for one in answer.conflicts)
    if conflicts != case.conflicts:
        yield f"conflicts: {sorted(conflicts)} instead of {sorted(case.conflicts)}"
    holds = frozenset((one.first, one.second) for one in answer.kept)
    if holds != case.holds:
        yield f"holds: {sorted(holds)} instead of {sorted(case.holds)}"

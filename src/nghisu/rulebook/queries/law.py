"""The law as a reader meets it: editions, clauses with the rules made from them, the table of deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.core.dates import WorkCalendar
from nghisu.core.law import BASIS_NAMES, Clause, Rulebook, bilingual
from nghisu.core.law.edition import Edition
from nghisu.core.law.rules import CadenceRule, DeadlineRule, GateRule, LimitRule, OrderRule, Rule
from nghisu.core.law.tracing import names_in
from nghisu.core.law.wording.days import say_offset
from nghisu.core.law.wording.rules import Names, say_rule

SHAPES: tuple[tuple[type[Rule], str], ...] = (
    (DeadlineRule, N_("Thời hạn")),
    (GateRule, N_("Điều kiện")),
    (LimitRule, N_("Giới hạn")),
    (CadenceRule, N_("Định kỳ")),
    (OrderRule, N_("Thứ tự")),
)


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause on a page: its place in words, what it asks, what it is worth."""

    edition: str
    id: str
    document: str
    reading: str
    gist: str
    basis: str
    basis_name: str
    reason: str

    @property
    def depth(self) -> int:
        """How deep it stands in its document."""
        return self.id.count("/")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule on a page: its shape, a sentence, for which kinds (empty: all), from which clauses, on which reading."""

    id: str
    shape: str
    sentence: str
    basis: str
    basis_name: str
    reason: str
    kinds: str
    clauses: Sequence[ClauseLine]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A row of the table of deadlines: what, who, when, for which conferences, by which clause."""

    act: str
    owner: str
    offset: str
    recommended: str
    side: str
    kinds: str
    conditions: str
    rule: RuleLine


def clause_line(clause: Clause) -> ClauseLine:
    return ClauseLine(
        edition=clause.edition,
        id=clause.id,
        document=clause.document,
        reading=clause.read(_),
        gist=clause.say(_),
        basis=clause.basis.value,
        basis_name=_(BASIS_NAMES[clause.basis]),
        reason=bilingual(clause.reason, clause.reason_en, _),
    )


def rule_line(rule: Rule, names: Names) -> RuleLine:
    shape = next(name for kind, name in SHAPES if isinstance(rule, kind))
    return RuleLine(
        id=rule.id,
        shape=_(shape),
        sentence=say_rule(rule, names, _),
        basis=rule.basis.value,
        basis_name=_(BASIS_NAMES[rule.basis]),
        reason=bilingual(rule.reason, rule.reason_en, _),
        kinds=", ".join(bilingual(*names[kind], _) for kind in rule.kinds if kind in names),
        clauses=[clause_line(citation.of) for citation in rule.citations],
    )


def rules_of_clause(rulebook: Rulebook, clause: Clause) -> list[RuleLine]:
    """The rules made from a clause, in the order of their shapes."""
    rules = rulebook.rules_citing(clause)
    names = names_in(rulebook.editions)
    return [rule_line(rule, names) for kind, _name in SHAPES for rule in rules if isinstance(rule, kind)]


def clauses_of(edition: Edition, rulebook: Rulebook) -> list[tuple[ClauseLine, int]]:
    """The clauses of an edition in the order of the document, each with how many rules were made from it."""
    return [(clause_line(one), len(rulebook.rules_citing(one))) for one in edition.clauses.values()]


def _conditions(rule: DeadlineRule, rulebook: Rulebook) -> list[str]:
    """In which cases the rule applies at all, and what else pulls on it."""
    conditions = []
    if rule.forms:
        conditions.append(_("chỉ khi họp trực tuyến"))
    if rule.chair:
        chairs = ", ".join(
            bilingual(one.name, one.name_en, _) for one in map(rulebook.chairs.__getitem__, rule.chair)
        )
        conditions.append(_("chỉ khi %(chair)s chủ trì") % {"chair": chairs})
    if rule.carries:
        conditions.append(_("chỉ khi trình chương trình, đề án, báo cáo chuyên đề"))
    if rule.not_later_than:
        act = rulebook.acts[rule.not_later_than]
        conditions.append(_("không muộn hơn “%(act)s”") % {"act": bilingual(act.name, act.name_en, _)})
    if any(case.case == "unscheduled" for case in rule.falls_away):
        conditions.append(_("không áp dụng khi họp đột xuất"))
    if any(case.case == "secret" for case in rule.falls_away):
        conditions.append(_("không áp dụng với tài liệu mật"))
    return conditions


def deadline_table(rulebook: Rulebook, on: date) -> list[DeadlineRow]:
    """Every deadline in force on a day, in the order in which the acts come."""
    rules = [rule for rule in rulebook.deadlines if rule.applies_on(on)]
    names = names_in(rulebook.editions)
    rows = []
    for rule in sorted(rules, key=lambda one: rulebook.acts[one.act].position):
        act, owner = rulebook.acts[rule.act], rulebook.owner(rule.owner, on)
        kinds = [rulebook.kinds[code] for code in rule.kinds if code in rulebook.kinds]
        rows.append(
            DeadlineRow(
                act=bilingual(act.name, act.name_en, _),
                owner=bilingual(owner.name, owner.name_en, _),
                offset=say_offset(rule.offset, _) if rule.offset else bilingual(rule.when, rule.when_en, _),
                recommended=say_offset(rule.recommended, _) if rule.recommended else "",
                side=act.side,
                kinds=", ".join(bilingual(kind.name, kind.name_en, _) for kind in kinds)
                or _("mọi loại hội nghị"),
                conditions="; ".join(_conditions(rule, rulebook)),
                rule=rule_line(rule, names),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off or a day worked in exchange, and the notice that makes it one."""

    day: date
    off: bool
    name: str
    notice: str
    basis: str
    reason: str


def special_days(calendar: WorkCalendar, year: int) -> list[SpecialDay]:
    """The holidays, the days off and the worked Saturdays of a year, in order; plain weekends are left out."""
    found = []
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        off = calendar.why_off(day)
        if off is not None and off.source != "weekend":
            found.append(
                SpecialDay(
                    day,
                    True,
                    bilingual(off.name, off.name_en, _),
                    off.notice,
                    off.basis,
                    bilingual(off.reason, off.reason_en, _),
                )
            )
        worked = calendar.why_worked(day)
        if worked is not None:
            found.append(
                SpecialDay(
                    day,
                    False,
                    bilingual(worked.name, worked.name_en, _),
                    worked.notice,
                    worked.basis,
                    bilingual(worked.reason, worked.reason_en, _),
                )
            )
    return found

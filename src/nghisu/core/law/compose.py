"""Editions put together into a rulebook: what they share is named once, and each duty has one rule."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.edition import Act, Actor, Chair, Edition, Kind
from nghisu.core.law.loader.editions import shipped_editions
from nghisu.core.law.loader.own import load_own
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.loader.rulebooks import RulebookPlan, read_plans
from nghisu.core.law.question import Form
from nghisu.core.law.refusals import RulebookUnknown, RuleFileError
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import DeadlineRule, Rule
from nghisu.core.law.tension import Tension

AnyRule = TypeVar("AnyRule", bound=Rule)
ALL_FORMS = frozenset(Form)


def compose(plan: RulebookPlan, editions: Mapping[str, Edition]) -> Rulebook:
    """The rulebook of a plan; RuleFileError where two rules speak of one duty, or an override meets
    nothing.
    """
    chosen = [
        _as_model(editions[name], plan) if name in plan.model else editions[name] for name in plan.editions
    ]
    deadlines = _rules(plan, (edition.deadlines for edition in chosen))
    gates = _rules(plan, (edition.gates for edition in chosen))
    limits = _rules(plan, (edition.limits for edition in chosen))
    cadences = _rules(plan, (edition.cadences for edition in chosen))
    orders = _rules(plan, (edition.orders for edition in chosen))
    kinds = _kinds(plan, chosen)
    acts = _acts(plan, chosen)
    _refuse_unknown(plan, chosen)
    for rule in deadlines:
        for named in (rule.act, rule.not_later_than):
            if named and named not in acts:
                raise RuleFileError(
                    rule.at, f"quy tắc “{rule.id}” nói đến việc “{named}” mà bộ {plan.code} không có"
                )
    refuse_two_rules(deadlines, frozenset(kinds))
    _refuse_chains(deadlines)
    for code, kind in kinds.items():
        regular = tuple(cadence for cadence in cadences if cadence.kind == code)
        kinds[code] = replace(kind, cadences=regular)
    return Rulebook(
        code=plan.code,
        name=plan.name,
        name_en=plan.name_en,
        editions=tuple(editions[name] for name in plan.editions),
        kinds=kinds,
        acts=acts,
        actors=_actors(plan, chosen),
        chairs=_chairs(plan, chosen),
        deadlines=deadlines,
        gates=gates,
        limits=limits,
        cadences=cadences,
        orders=orders,
        tensions=_tensions(chosen, (*deadlines, *gates, *limits, *cadences, *orders)),
        moved_by=plan.moved_by,
    )


def _as_model(edition: Edition, plan: RulebookPlan) -> Edition:
    """An edition that does not bind but serves as a model: what it states is only our reading here."""

    def read_into(rules: tuple[AnyRule, ...]) -> tuple[AnyRule, ...]:
        return tuple(
            replace(
                rule,
                basis=Basis.INTERPRETED if rule.basis is Basis.STATED else rule.basis,
                reason=f"{plan.model_reason} {rule.reason}".strip(),
                reason_en=f"{plan.model_reason_en} {rule.reason_en}".strip(),
                citations=tuple(_weakened(citation) for citation in rule.citations),
            )
            for rule in rules
        )

    return replace(
        edition,
        deadlines=read_into(edition.deadlines),
        gates=read_into(edition.gates),
        limits=read_into(edition.limits),
        cadences=read_into(edition.cadences),
        orders=read_into(edition.orders),
    )


def _weakened(citation: Citation) -> Citation:
    return replace(citation, basis=Basis.INTERPRETED) if citation.basis is Basis.STATED else citation


def _rules(plan: RulebookPlan, lists: Iterable[tuple[AnyRule, ...]]) -> tuple[AnyRule, ...]:
    """The rules of all editions less those switched off, each overriding what its own overridden rules
    override.
    """
    rules = [rule for rules in lists for rule in rules if rule.id not in plan.without]
    by_id: dict[str, AnyRule] = {}
    for rule in rules:
        if rule.id in by_id:
            other = by_id[rule.id].at
            raise RuleFileError(
                rule.at, f"quy tắc “{rule.id}” có hai lần trong bộ {plan.code}: xem {other}", other
            )
        by_id[rule.id] = rule
    closed: list[AnyRule] = []
    for rule in rules:
        reach: dict[str, None] = {}
        waiting = list(rule.overrides)
        while waiting:
            name = waiting.pop()
            if name == rule.id:
                raise RuleFileError(rule.at, f"quy tắc “{rule.id}” thay cho chính nó, qua các quy tắc khác")
            if name in reach:
                continue
            if name not in by_id and name not in plan.without:
                raise RuleFileError(rule.at, f"quy tắc “{rule.id}” thay cho “{name}” mà không có quy tắc ấy")
            reach[name] = None
            if name in by_id:
                waiting.extend(by_id[name].overrides)
        closed.append(replace(rule, overrides=tuple(reach)) if set(reach) != set(rule.overrides) else rule)
    return tuple(closed)


def _kinds(plan: RulebookPlan, editions: list[Edition]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for edition in editions:
        for kind in edition.kinds:
            if plan.kinds and kind.code not in plan.kinds:
                continue
            if kind.code in kinds:
                raise RuleFileError(
                    plan.at, f"loại hội nghị “{kind.code}” có trong hai bản quy định của bộ {plan.code}"
                )
            kinds[kind.code] = kind
    for code in plan.kinds:
        if code not in kinds:
            raise RuleFileError(plan.at, f"bộ {plan.code} không có loại hội nghị “{code}”")
    for renaming in plan.renamings:
        if renaming.what == "kind":
            if renaming.code not in kinds:
                raise RuleFileError(
                    plan.at, f"bộ {plan.code} không có loại hội nghị “{renaming.code}” để đặt tên"
                )
            kinds[renaming.code] = replace(kinds[renaming.code], name=renaming.name, name_en=renaming.name_en)
    return kinds


def _acts(plan: RulebookPlan, editions: list[Edition]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for edition in editions:
        for act in edition.acts:
            if act.id in acts:
                raise RuleFileError(
                    edition.at, f"việc “{act.id}” có trong hai bản quy định của bộ {plan.code}"
                )
            acts[act.id] = act
    return dict(sorted(acts.items(), key=lambda item: item[1].position))


def _actors(plan: RulebookPlan, editions: list[Edition]) -> tuple[Actor, ...]:
    names = {renaming.code: renaming for renaming in plan.renamings if renaming.what == "actor"}
    actors: list[Actor] = []
    for edition in editions:
        for actor in edition.actors:
            renaming = names.get(actor.code)
            if renaming is not None:
                actor = replace(actor, name=renaming.name, name_en=renaming.name_en, reason="", reason_en="")
            actors.append(actor)
    missing = names.keys() - {actor.code for actor in actors}
    if missing:
        raise RuleFileError(plan.at, f"bộ {plan.code} không có chủ thể “{sorted(missing)[0]}” để đặt tên")
    return tuple(actors)


def _tensions(editions: list[Edition], rules: tuple[Rule, ...]) -> tuple[Tension, ...]:
    """Those between rules that the rulebook has: a rule switched off pulls in no direction."""
    known = {f"{rule.edition}:{rule.id}" for rule in rules}
    return tuple(
        tension
        for edition in editions
        for tension in edition.tensions
        if all((ref if ":" in ref else f"{edition.id}:{ref}") in known for ref in tension.between)
    )


def _chairs(plan: RulebookPlan, editions: list[Edition]) -> dict[str, Chair]:
    chairs = {chair.code: chair for edition in editions for chair in edition.chairs}
    for renaming in plan.renamings:
        if renaming.what != "chair":
            continue
        if renaming.code not in chairs:
            raise RuleFileError(plan.at, f"bộ {plan.code} không có nơi chủ trì “{renaming.code}” để đặt tên")
        chairs[renaming.code] = replace(chairs[renaming.code], name=renaming.name, name_en=renaming.name_en)
    return chairs


def _refuse_unknown(plan: RulebookPlan, editions: list[Edition]) -> None:
    """Refuses to switch off a rule that is not there: a slip of the pen would leave the rule in force."""
    known = {rule.id for edition in editions for rule in edition.rules}
    for name in plan.without:
        if name not in known:
            raise RuleFileError(plan.at, f"bộ {plan.code} không có quy tắc “{name}” để tắt")


def _overlap(one: Rule, other: Rule) -> bool:
    since = max(one.since or date.min, other.since or date.min)
    return since <= min(one.until or date.max, other.until or date.max)


def _meet(one: DeadlineRule, other: DeadlineRule, kinds: frozenset[str]) -> bool:
    """Whether some question falls under both rules."""
    return (
        _overlap(one, other)
        and bool((frozenset(one.kinds) or kinds) & (frozenset(other.kinds) or kinds) & kinds)
        and bool((frozenset(one.forms) or ALL_FORMS) & (frozenset(other.forms) or ALL_FORMS))
        and (not one.chair or not other.chair or bool(set(one.chair) & set(other.chair)))
    )


def refuse_two_rules(rules: Iterable[DeadlineRule], kinds: frozenset[str]) -> None:
    """Refuses two rules for one duty of which neither overrides the other, and an override that meets
    nothing.
    """
    rules = tuple(rules)
    by_id = {rule.id: rule for rule in rules}
    for one, other in combinations(rules, 2):
        if one.act != other.act or not _meet(one, other, kinds):
            continue
        if other.id not in one.overrides and one.id not in other.overrides:
            raise RuleFileError(
                one.at,
                f"hai quy tắc cho cùng một việc “{one.act}”: “{one.id}” ở {one.at} "
                f"và “{other.id}” ở {other.at}. "
                "Hãy ghi quy tắc riêng thay cho quy tắc nào trong “overrides”.",
                other.at,
            )
    for rule in rules:
        for name in rule.overrides:
            general = by_id.get(name)
            if general is not None and general.act != rule.act:
                raise RuleFileError(
                    rule.at,
                    f"quy tắc “{rule.id}” thay cho “{name}” của một việc khác ({general.act})",
                    general.at,
                )


def _refuse_chains(rules: tuple[DeadlineRule, ...]) -> None:
    """Refuses an act that is pulled forward by one that is itself pulled forward: the day would depend on the
    order.
    """
    pulled = {rule.act: rule for rule in rules if rule.not_later_than}
    for rule in rules:
        puller = pulled.get(rule.not_later_than)
        if puller is not None:
            raise RuleFileError(
                rule.at,
                f"“{rule.id}” dựa vào ngày của việc “{rule.not_later_than}”, "
                "mà việc ấy lại dựa vào việc khác",
                puller.at,
            )


@lru_cache(maxsize=1)
def shipped_plans() -> dict[str, RulebookPlan]:
    """What the rulebooks that ship with the product are made of, by code."""
    path = regulations_folder() / "rulebooks.toml"
    return read_plans(path.read_text(encoding="utf-8"), path, shipped_editions())


def rulebook_codes() -> dict[str, str]:
    """The rulebooks that ship with the product: code to name."""
    return {code: plan.name for code, plan in shipped_plans().items()}


OwnText = Callable[[str], str | None]
MARK = "+"
"""Between a rulebook that ships and the beginning of the digest of a committee's own edition: "5609+0f3a…"."""
_own_texts: list[OwnText] = []


def keep_own_texts(source: OwnText) -> None:
    """Say where the text of a committee's own edition is found, by the beginning of its digest."""
    if source not in _own_texts:
        _own_texts.append(source)


@lru_cache(maxsize=64)
def load_rulebook(code: str = "5609") -> Rulebook:
    """A rulebook, put together once; RulebookUnknown lists those that ship. A code with digests holds a committee's own
    editions besides: the digest names one text for good, so that it may be kept."""
    if MARK in code:
        base, *digests = code.split(MARK)
        return compose_with(base, [_own_edition(digest) for digest in digests], code)
    plan = shipped_plans().get(code)
    if plan is None:
        raise RulebookUnknown(f"Không có bộ quy định “{code}”. Hãy dùng: {', '.join(shipped_plans())}.")
    return compose(plan, shipped_editions())


def _own_edition(digest: str) -> Edition:
    found = (source(digest) for source in _own_texts)
    text = next((one for one in found if one is not None), None)
    if text is None or not hashlib.sha256(text.encode()).hexdigest().startswith(digest):
        raise RulebookUnknown(f"Không có bản quy định riêng “{digest}”, hoặc bản ấy đã bị sửa.")
    return load_own(text, shipped_editions().values())


def compose_with(code: str, own: Iterable[Edition], named: str = "") -> Rulebook:
    """A rulebook that ships, with editions that a committee made: each in the place of the one of its name, or beside
    the others. RulebookUnknown, RuleFileError as for any rulebook."""
    made = {edition.id: edition for edition in own}
    if not made:
        return load_rulebook(code)
    plan = shipped_plans().get(code)
    if plan is None:
        raise RulebookUnknown(f"Không có bộ quy định “{code}”. Hãy dùng: {', '.join(shipped_plans())}.")
    editions = (*plan.editions, *(name for name in made if name not in plan.editions))
    documents = ", ".join(edition.document for edition in made.values())
    plan = replace(
        plan,
        code=named or code,
        name=f"{plan.name}, {documents}",
        name_en=f"{plan.name_en}, {documents}",
        editions=editions,
    )
    return compose(plan, {**shipped_editions(), **made})

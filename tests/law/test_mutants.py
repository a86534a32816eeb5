"""Each rule, changed in any one way, makes some case fail: the cases say all that the rules say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import Basis, Form, RuleFileError
from nghisu.core.law.cases import failures
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import Anchor, Case, DeadlineRule, FallsAway, Offset, OrderRule, Unit
from tests.law.rulebooks_at_hand import RULEBOOK_OF, cases_of, with_changed, with_deadline, with_order

DEADLINES = [(edition, rule) for edition in RULEBOOK_OF for rule in shipped_editions()[edition].deadlines]
ORDERS = [("5609", order) for order in shipped_editions()["5609"].orders]


def survives(edition: str, build: Callable[[], Rulebook]) -> bool:
    """Whether every case holds in spite of the change."""
    try:
        rulebook = build()
    except RuleFileError:
        return False
    calendar = default_calendar()
    return not any(failures(case, rulebook, calendar) for case in cases_of(edition))


def mutants_of_offset(rule: DeadlineRule) -> Iterator[tuple[str, DeadlineRule]]:
    offset = rule.offset
    if offset is None:
        yield "given a distance", replace(rule, offset=Offset(3, Unit.DAYS), when="", when_en="")
        return
    yield "one more", replace(rule, offset=Offset(offset.count + 1, offset.unit))
    if offset.count > 1:
        yield "one less", replace(rule, offset=Offset(offset.count - 1, offset.unit))
    for unit in Unit:
        if unit is not offset.unit:
            yield f"in {unit.value}", replace(rule, offset=Offset(offset.count, unit))
    yield "without distance", replace(rule, offset=None, recommended=None, not_later_than="", when="khi nào")
    other = Anchor.CLOSE if rule.anchor is Anchor.OPENING else Anchor.OPENING
    yield f"from the {other.value}", replace(rule, anchor=other)


def mutants_of_recommendation(rule: DeadlineRule) -> Iterator[tuple[str, DeadlineRule]]:
    recommended = rule.recommended
    if recommended is not None:
        yield "not recommended", replace(rule, recommended=None)
        yield (
            "recommended earlier",
            replace(rule, recommended=replace(recommended, count=recommended.count + 1)),
        )
        for unit in Unit:
            if unit is not recommended.unit:
                yield (
                    f"recommended in {unit.value}",
                    replace(rule, recommended=replace(recommended, unit=unit)),
                )
    elif rule.offset is not None and rule.anchor is Anchor.OPENING:
        earlier = Offset(rule.offset.count + 30, Unit.DAYS)
        yield "recommended a month before", replace(rule, recommended=earlier)


def mutants_of_exemption(rule: DeadlineRule) -> Iterator[tuple[str, DeadlineRule]]:
    for place, exemption in enumerate(rule.falls_away):
        others = rule.falls_away[:place] + rule.falls_away[place + 1 :]
        yield f"owed though {exemption.case.value}", replace(rule, falls_away=others)
        other = Basis.STATED if exemption.basis is not Basis.STATED else Basis.INTERPRETED
        weaker = replace(exemption, basis=other)
        yield f"{exemption.case.value} on another basis", replace(rule, falls_away=(weaker, *others))
    for case in set(Case) - {exemption.case for exemption in rule.falls_away}:
        if not (case is Case.SECRET and rule.edition == "45"):
            more = FallsAway(case, Basis.STATED, rule.citations)
            yield f"not owed if {case.value}", replace(rule, falls_away=(*rule.falls_away, more))


def mutants_of_scope(rule: DeadlineRule, edition: Edition) -> Iterator[tuple[str, DeadlineRule]]:
    kinds = [kind.code for kind in edition.kinds]
    # Where a special rule governs, the general one says nothing: leaving that kind out changes nothing.
    governed = {kind for one in edition.deadlines if rule.id in one.overrides for kind in one.kinds}
    for kind in set(rule.kinds or kinds) - governed:
        fewer = tuple(one for one in (rule.kinds or kinds) if one != kind)
        if fewer:
            yield f"not for {kind}", replace(rule, kinds=fewer)
    for kind in kinds:
        if rule.kinds and kind not in rule.kinds:
            yield f"for {kind} too", replace(rule, kinds=(*rule.kinds, kind))
    for form in rule.forms or tuple(Form):
        yield (
            f"not {form.value}",
            replace(rule, forms=tuple(one for one in (rule.forms or Form) if one != form)),
        )
    if rule.forms:
        yield "in any form", replace(rule, forms=())
    if rule.chair:
        yield "under any chair", replace(rule, chair=())
        yield "under another chair", replace(rule, chair=("ban-thuong-vu",))
    elif edition.chairs:
        yield "under the standing board only", replace(rule, chair=("thuong-truc",))
    yield (
        "whatever is carried" if rule.carries else "only if appraised",
        replace(rule, carries="" if rule.carries else "appraised"),
    )


def mutants_of_substance(rule: DeadlineRule, edition: Edition) -> Iterator[tuple[str, DeadlineRule]]:
    for actor in {one.code for one in edition.actors} - {rule.owner}:
        yield f"owed by {actor}", replace(rule, owner=actor)
    for act in {one.id for one in edition.acts} - {rule.act}:
        yield f"for {act}", replace(rule, act=act)
    if len(rule.citations) > 1:
        for place in range(len(rule.citations)):
            fewer = rule.citations[:place] + rule.citations[place + 1 :]
            yield f"without citation {place + 1}", replace(rule, citations=fewer)
    for wrong in edition.deadlines:
        if not {one.clause for one in wrong.citations} & {one.clause for one in rule.citations}:
            yield f"citing what {wrong.id} cites", replace(rule, citations=wrong.citations)
            break
    for basis in set(Basis) - {rule.basis}:
        yield f"{basis.value}", replace(rule, basis=basis)
    if rule.overrides:
        yield "overriding nothing", replace(rule, overrides=())
    if rule.not_later_than:
        yield "not pulled forward", replace(rule, not_later_than="")


def mutants_of_deadline(rule: DeadlineRule, edition: Edition) -> Iterator[tuple[str, DeadlineRule | None]]:
    yield "removed", None
    yield from mutants_of_offset(rule)
    yield from mutants_of_recommendation(rule)
    yield from mutants_of_exemption(rule)
    yield from mutants_of_scope(rule, edition)
    yield from mutants_of_substance(rule, edition)


def mutants_of_order(order: OrderRule, edition: Edition) -> Iterator[tuple[str, OrderRule | None]]:
    yield "removed", None
    yield "reversed", replace(order, first=order.second, second=order.first)
    for kind in order.kinds:
        fewer = tuple(one for one in order.kinds if one != kind)
        yield f"not for {kind}", replace(order, kinds=fewer) if fewer else None
    for form in order.forms:
        yield f"not {form.value}", replace(order, forms=tuple(one for one in order.forms if one != form))
    for act in ("dossier", "recall"):
        yield f"before {act}", replace(order, second=act)


@pytest.mark.parametrize(("edition", "rule"), DEADLINES, ids=[rule.id for _, rule in DEADLINES])
def test_no_mutant_of_a_deadline_survives(edition: str, rule: DeadlineRule):
    mutants = list(mutants_of_deadline(rule, shipped_editions()[edition]))
    alive = [
        name for name, mutant in mutants if survives(edition, partial(with_deadline, edition, rule, mutant))
    ]
    assert alive == []
    assert len(mutants) > 10


@pytest.mark.parametrize(("edition", "order"), ORDERS, ids=[order.id for _, order in ORDERS])
def test_no_mutant_of_an_order_survives(edition: str, order: OrderRule):
    alive = [
        name
        for name, mutant in mutants_of_order(order, shipped_editions()[edition])
        if survives(edition, partial(with_order, edition, order, mutant))
    ]
    assert alive == []


def test_a_changed_day_of_an_owners_name_is_noticed():
    def a_day_later(edition: Edition) -> Edition:
        moved = [
            replace(
                actor,
                since=actor.since and actor.since + timedelta(days=1),
                until=actor.until and actor.until + timedelta(days=1),
            )
            for actor in edition.actors
        ]
        return replace(edition, actors=tuple(moved))

    assert not survives("5609", lambda: with_changed("5609", a_day_later))


@pytest.mark.parametrize("edition", RULEBOOK_OF)
def test_the_rules_as_they_are_survive(edition: str):
    assert survives(edition, lambda: with_changed(edition, lambda one: one))

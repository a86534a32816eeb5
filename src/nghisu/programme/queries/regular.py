"""The regular conferences of a period as a preview: what is proposed, what stands already, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.core.law.rules import CadenceRule
from nghisu.core.planning.cadences import Regular, counting_rule, regular_conferences
from nghisu.core.planning.periods import Period
from nghisu.foundation.actors import Actor
from nghisu.programme.models import CadenceChoice, Entry
from nghisu.programme.queries.entries import held, opening_within
from nghisu.programme.queries.planned import planned_of
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of

AROUND = timedelta(days=31)
"""How far before and after a period its standing conferences are looked at: the fortnight is counted on from them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several readings of a cadence, for the office to choose."""

    rule: CadenceRule
    said: str
    chosen: bool
    chips: Sequence[Chip]


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind whose cadence the rules give in several readings, with what they differ in."""

    kind: str
    name: str
    tension: str
    readings: Sequence[Reading]


def chosen_cadences(by: Actor) -> dict[str, str]:
    """The readings the office follows, by kind."""
    rows = CadenceChoice.objects.filter(committee=by.committee_id)
    return dict(rows.values_list("kind", "rule"))


def regular_of(by: Actor, period: Period, chosen: Mapping[str, str]) -> list[Regular]:
    """What regularly meets in a period by the rules in force at its start, around what the programme holds."""
    own = held(Entry.objects.filter(committee=by.committee_id))
    rows = opening_within(own, period.since - AROUND, period.until + AROUND)
    standing = [
        planned_of(entry) for entry in rows.select_related("preparing", "room").order_by("opening", "id")
    ]
    return regular_conferences(
        rulebook_of(by, period.since),
        calendar_of(by),
        period.since,
        period.until,
        chosen=chosen,
        standing=standing,
        hours=opening_hours_of(by),
        gettext=_,
    )


def choices_between(rulebook: Rulebook, on: date, chosen: Mapping[str, str]) -> list[KindChoice]:
    """The kinds whose cadence can be read in several ways."""
    found = []
    for code, kind in rulebook.kinds.items():
        rules = [rule for rule in rulebook.cadences_for(code, on) if rule.every != "plan"]
        if len(rules) < 2:
            continue
        counting = counting_rule(rulebook, code, on, chosen.get(code, ""))
        ids = {rule.id for rule in rules}
        tension = next(
            (one for one in rulebook.tensions if ids <= {b.rpartition(":")[2] for b in one.between}), None
        )
        found.append(
            KindChoice(
                kind=code,
                name=bilingual(kind.name, kind.name_en, _),
                tension=tension.say(_) if tension else "",
                readings=[
                    Reading(rule, said_cadence(rule), rule is counting, chips_of(rule.citations))
                    for rule in rules
                ],
            )
        )
    return found


def said_cadence(rule: CadenceRule) -> str:
    """How often, in words: "hai tuần một lần, thứ Tư (26 kỳ một năm)"."""
    every = {
        "weekly": _("mỗi tuần một lần"),
        "fortnightly": _("hai tuần một lần"),
        "twice-a-month": _("mỗi tháng hai lần"),
        "monthly": _("mỗi tháng một lần"),
        "quarterly": _("mỗi quý một lần"),
    }[rule.every]
    if rule.position == "start":
        every = _("%(every)s, đầu tháng thứ %(month)s") % {
            "every": every,
            "month": rule.month_of_quarter or 1,
        }
    elif rule.position == "end":
        every = _("%(every)s, cuối tháng thứ %(month)s") % {
            "every": every,
            "month": rule.month_of_quarter or 1,
        }
    if rule.weekday:
        days = {
            "mon": _("thứ Hai"),
            "tue": _("thứ Ba"),
            "wed": _("thứ Tư"),
            "thu": _("thứ Năm"),
            "fri": _("thứ Sáu"),
            "sat": _("thứ Bảy"),
            "sun": _("Chủ nhật"),
        }
        part = {"morning": _("buổi sáng"), "afternoon": _("buổi chiều")}.get(rule.part, "")
        every = ", ".join(one for one in (every, days[rule.weekday], part) if one)
    if rule.count_per_year:
        every = _("%(every)s: %(count)s kỳ một năm") % {"every": every, "count": rule.count_per_year}
    return every

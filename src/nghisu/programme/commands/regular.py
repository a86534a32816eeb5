from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import override

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.planning.cadences import Regular
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entries
from nghisu.programme.models import CadenceChoice, Entry
from nghisu.programme.queries.frozen import OFFICIAL
from nghisu.programme.queries.regular import regular_of
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.programme.refusals import NothingChosen
from nghisu.rulebook.queries import rulebook_of


@dataclass(frozen=True, slots=True)
class Picked:
    """A turn that a person picked, by its key, on the day the person wants it."""

    key: str
    day: date


@transaction.atomic
def take_in_regular(
    by: Actor, period: Period, picked: Iterable[Picked], chosen: Mapping[str, str]
) -> list[Entry]:
    """Put the picked regular conferences of a period into the programme in one act, and keep which reading of a cadence
    was followed. A turn that meanwhile has its conference is not doubled. Raises NothingChosen."""
    must(by, "programme.edit")
    choose_cadences(by, chosen)
    with override(OFFICIAL):  # a title is an official name, whatever language the page is read in
        turns = {one.key: one for one in regular_of(by, period, chosen)}
    wanted = [(turns[one.key], one.day) for one in picked if one.key in turns]
    contents = [_content(by, turn, day) for turn, day in wanted if not turn.standing]
    if not contents:
        raise NothingChosen
    return add_entries(by, contents)


def choose_cadences(by: Actor, chosen: Mapping[str, str]) -> None:
    """Keep which of several readings of a cadence the office follows, within the transaction of who calls."""
    known = {row.kind: row for row in CadenceChoice.objects.filter(committee=by.committee_id)}
    for kind, rule in sorted(chosen.items()):
        row = known.get(kind)
        if row is not None and row.rule == rule:
            continue
        before = row.rule if row else ""
        row = row or CadenceChoice(committee_id=by.tenant, kind=kind)
        row.rule, row.at, row.by_name = rule, clock.now(), by.name
        row.save()
        remember(by, "cadence.chosen", row, before={"rule": before}, after={"rule": rule})


def _content(by: Actor, one: Regular, day: date) -> EntryContent:
    kind = rulebook_of(by, one.turn.day).kinds[one.rule.kind]
    opening = opening_hours_of(by).opening(day, PartOfDay(one.part))
    return EntryContent(
        title=f"{kind.name} {one.turn.called}",
        kind=kind.code,
        opening=opening.replace(tzinfo=clock.VIETNAM),
        part=one.part.value,
        form="",
        scale="",
    )

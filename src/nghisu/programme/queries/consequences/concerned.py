"""Whom a move concerns: who prepares, who looks after it, who sits in it, who has worked for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.models import User
from nghisu.accounts.queries import holdings_of
from nghisu.core.law import Rulebook
from nghisu.core.people.roles import Role
from nghisu.directory.models import Person
from nghisu.directory.queries import members_of
from nghisu.foundation.actors import Actor
from nghisu.programme.further_people import further_people, further_reasons
from nghisu.programme.models import Entry
from nghisu.rulebook.models import Deadline

REASONS: Mapping[str, Promise] = {
    "preparing": _("Cơ quan chuẩn bị"),
    "coordinating": _("Cơ quan phối hợp"),
    "office": _("Văn phòng"),
    "chair": _("Chủ trì"),
    "member": _("Thành viên tập thể họp"),
    "worked": _("Đã làm việc cho hội nghị này"),
}
"""Why somebody is told, in the order of a list."""

OF_A_UNIT = frozenset({Role.CONTENT_OFFICER, Role.CONTENT_HEAD})
OF_THE_OFFICE = frozenset({Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.CLERK})


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody who is to be told, why, and for which units he or she sees duties."""

    person_id: int
    name: str
    reasons: tuple[str, ...]
    unit_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class ConcernedGroup:
    """The people who are told for one reason; somebody told for two stands with the first."""

    reason: str
    names: Sequence[str]

    @property
    def name(self) -> str:
        known = REASONS.get(self.reason)
        return str(known) if known is not None else further_reasons().get(self.reason, self.reason)


def concerned_by(
    actor: Actor, entries: Iterable[Entry], rows: Iterable[Deadline], rulebook: Rulebook, on: date
) -> list[Concerned]:
    """Whom a change of these conferences concerns on a day, each once, by name. `rows` are their duties."""
    reasons: dict[int, set[str]] = defaultdict(set)
    units: dict[int, set[int]] = defaultdict(set)
    entries = list(entries)
    preparing = {one.preparing_id for one in entries if one.preparing_id}
    coordinating = {unit.pk for one in entries for unit in one.coordinating.all()}
    for person, role, unit in holdings_of(actor.tenant, OF_A_UNIT | OF_THE_OFFICE, on):
        if role in OF_THE_OFFICE:
            reasons[person].add("office")
        elif unit in preparing:
            reasons[person].add("preparing")
        elif unit in coordinating:
            reasons[person].add("coordinating")
        else:
            continue
        if unit is not None:
            units[person].add(unit)
    kinds = {rulebook.kinds[one.kind].body for one in entries if one.kind in rulebook.kinds}
    chairs = {one.chair for one in entries if one.chair}
    for code, people in members_of(actor, kinds | chairs, on).items():
        for member in people:
            reasons[member].update({"chair"} if code in chairs else (), {"member"} if code in kinds else ())
    doers = {row.done_by_id for row in rows if row.done_by_id is not None}
    if doers:
        for person in User.objects.filter(pk__in=doers, person__isnull=False).values_list(
            "person_id", flat=True
        ):
            reasons[person].add("worked")
    for reason, further in further_people(actor.tenant, [one.pk for one in entries]).items():
        for person in further:
            reasons[person].add(reason)
    named = Person.objects.filter(pk__in=reasons).order_by("sort_key", "pk").values_list("pk", "full_name")
    order = [*REASONS, *further_reasons()]
    return [
        Concerned(pk, name, tuple(sorted(reasons[pk], key=order.index)), frozenset(units[pk]))
        for pk, name in named
    ]


def grouped(people: Iterable[Concerned]) -> list[ConcernedGroup]:
    """The people by the first reason for which each is told."""
    by_reason: dict[str, list[str]] = {reason: [] for reason in [*REASONS, *further_reasons()]}
    for one in people:
        by_reason[one.reasons[0]].append(one.name)
    return [ConcernedGroup(reason, names) for reason, names in by_reason.items() if names]

"""Reminding of duties before their day, and telling on when they are late. Each step of a duty is told once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.accounts.queries import holders_of
from nghisu.core.dates import WorkCalendar
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.notices.commands.telling import Said, tell
from nghisu.notices.models import ReminderPlan, Urging
from nghisu.notices.queries.plans import plans_of
from nghisu.notices.subjects import NamedSubject, named_subjects
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import calendar_of
from nghisu.rulebook.queries.owed import act_name, owed_until

LONG_AGO = timedelta(days=45)
"""What has been late for longer is told to nobody any more: an office that begins in mid-year is not flooded."""
NAMED = 6
"""Duties that one notice names; the page it leads to has all of them."""


@dataclass(frozen=True, slots=True)
class Call:
    """That a duty is to be told at a step: `5` working days before, to its head, to the board."""

    duty: Deadline
    step: str
    act_by: date

    @property
    def is_late(self) -> bool:
        return self.step in {Urging.HEAD, Urging.BOARD}


@transaction.atomic
def urge(committee_id: int, on: date) -> int:
    """Tell whoever owes duties of a committee that their day is near, and whoever answers for them that they are late.

    Counted in working days, as the committee's plans say; nothing is told on a day off. What is done or not applicable
    is never told. Called twice, it tells nothing twice. Returns how many people were told, each conference counted.
    """
    by = system_actor(committee_id)
    calendar = calendar_of(by)
    if not calendar.is_working(on):
        return 0
    calls = _untold(committee_id, _calls(committee_id, on, calendar))
    if not calls:
        return 0
    Urging.objects.bulk_create(
        [
            Urging(
                committee_id=committee_id,
                deadline=call.duty,
                step=call.step,
                act_by=call.act_by,
                day=on,
            )
            for call in calls
        ],
        batch_size=400,
    )
    return _tell_all(by, calls, on)


def _calls(committee_id: int, on: date, calendar: WorkCalendar) -> list[Call]:
    plans = plans_of(committee_id)
    furthest = max([1, *(days for plan in plans.values() for days in plan.before)])
    calls = []
    for duty in owed_until(committee_id, on, calendar.forward(on, furthest), since=on - LONG_AGO):
        plan = plans.get(duty.act, plans[""])
        if duty.act_by is not None and duty.act_by < on:
            calls += _late(duty, duty.act_by, plan, on, calendar)
        elif duty.act_by is not None:
            near = [days for days in plan.before if duty.act_by <= calendar.forward(on, days)]
            calls += [Call(duty, str(min(near)), duty.act_by)] if near else []
    return calls


def _late(duty: Deadline, act_by: date, plan: ReminderPlan, on: date, calendar: WorkCalendar) -> list[Call]:
    steps = ((plan.to_head, Urging.HEAD), (plan.to_board, Urging.BOARD))
    return [Call(duty, step, act_by) for days, step in steps if days and act_by <= calendar.back(on, days)]


def _untold(committee_id: int, calls: Sequence[Call]) -> list[Call]:
    told = set(
        Urging.objects.filter(
            committee=committee_id, deadline__in=list({call.duty.pk for call in calls})
        ).values_list("deadline_id", "step", "act_by")
    )
    return [call for call in calls if (call.duty.pk, call.step, call.act_by) not in told]


def _tell_all(by: Actor, calls: Iterable[Call], on: date) -> int:
    """One notice a person and conference: reminders together, and what is late together."""
    people = _People(by.tenant, on)
    together: dict[tuple[int, bool, int], list[Call]] = defaultdict(list)
    for call in calls:
        for person in people.concerned(call):
            together[call.duty.subject_id, call.is_late, person].append(call)
    subjects = named_subjects(by.tenant, {subject for subject, _late, _person in together})
    alike: dict[tuple[int, bool, tuple[Call, ...]], list[int]] = defaultdict(list)
    for (subject, late, person), mine in together.items():
        alike[subject, late, tuple(mine)].append(person)
    told = 0
    for (subject, late, mine_alike), persons in alike.items():
        named = subjects.get(subject)
        duties = list({call.duty.pk: call.duty for call in mine_alike}.values())
        told += tell(
            by,
            persons,
            "late.duty" if late else "reminder.duty",
            partial(_said, duties, named, late),
            url=named.url if named is not None else "/viec/",
            key=f"urging {subject} {_digest(mine_alike)}",
        )
    return told


def _digest(calls: Iterable[Call]) -> str:
    """The occasion that these calls are, for the key of its notice."""
    named = sorted((call.duty.pk, call.step, call.act_by.isoformat()) for call in calls)
    return hashlib.sha256(repr(named).encode()).hexdigest()[:24]


class _People:
    """Who is told of a duty, asked once for each unit."""

    def __init__(self, committee_id: int, on: date) -> None:
        self._committee_id, self._on = committee_id, on
        self._known: dict[tuple[frozenset[Role], int | None], list[int]] = {}

    def concerned(self, call: Call) -> list[int]:
        unit = call.duty.organisation
        of_office = unit is None or unit.kind == Organisation.Kind.PARTY_OFFICE
        if call.step == Urging.BOARD:
            return self._holders({Role.STANDING_BOARD_MEMBER})
        if call.step == Urging.HEAD:
            heads = [] if of_office or unit is None else self._holders({Role.CONTENT_HEAD}, unit.pk)
            return sorted({*heads, *self._holders({Role.OFFICE_CHIEF})})
        if of_office or unit is None:
            return self._holders({Role.OFFICE_SPECIALIST})
        # A unit of which nobody has a role yet: the office hears of it, so that the duty is nobody's secret.
        return self._holders({Role.CONTENT_OFFICER, Role.CONTENT_HEAD}, unit.pk) or self._holders(
            {Role.OFFICE_SPECIALIST}
        )

    def _holders(self, roles: set[Role], unit: int | None = None) -> list[int]:
        key = (frozenset(roles), unit)
        if key not in self._known:
            units = None if unit is None else [unit]
            self._known[key] = holders_of(self._committee_id, roles, self._on, units)
        return self._known[key]


def _said(duties: Sequence[Deadline], named: NamedSubject | None, late: bool) -> Said:
    count = len(duties)
    title = _("không rõ hội nghị")
    if named is not None:
        title = f"{clock.local(named.opening):%d/%m} {named.title}"
    if late:
        head = ngettext("%(count)s việc quá hạn: %(title)s", "%(count)s việc quá hạn: %(title)s", count)
    else:
        head = ngettext(
            "%(count)s việc sắp đến hạn: %(title)s", "%(count)s việc sắp đến hạn: %(title)s", count
        )
    lines = [_duty_line(duty) for duty in duties[:NAMED]]
    if count > NAMED:
        more = count - NAMED
        lines.append(ngettext("… và %(count)s việc nữa", "… và %(count)s việc nữa", more) % {"count": more})
    if named is not None:
        opening = clock.local(named.opening)
        lines.append(_("Hội nghị khai mạc %(at)s.") % {"at": f"{opening:%H:%M %d/%m/%Y}"})
    return Said(head % {"count": count, "title": title}, "\n".join(lines))


def _duty_line(duty: Deadline) -> str:
    said = {"what": act_name(duty), "day": f"{duty.act_by:%d/%m/%Y}"}
    unit = duty.organisation
    if unit is None:
        return _("%(what)s: phải xong ngày %(day)s") % said
    return _("%(what)s: phải xong ngày %(day)s (%(unit)s)") % {**said, "unit": unit.short_name or unit.name}

"""What the demonstration's people have done before its clock stands: by whom, at which hour, and what was left."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django_scopes import scope

from nghisu.accounts.models import PositionRole
from nghisu.cli.demo.programme import HOUSEHOLDS, Household, person
from nghisu.core.dates import WorkCalendar, default_calendar
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import Doing, replay_past
from nghisu.rulebook.models import Deadline

SEED = 10_032_026

LEFT_LATE = frozenset(
    {
        ("quan-triet", date(2026, 3, 12), "online-documents"),
        ("ban-thuong-vu", date(2026, 3, 4), "conclusion-notice"),
        ("ban-chap-hanh", date(2026, 4, 7), "draft-programme"),
        ("ban-thuong-vu", date(2026, 3, 5), "minutes"),
        ("quan-triet", date(2026, 3, 13), "documents"),
    }
)
"""What nobody has got round to: kind, day of the opening, act."""

DONE_EARLY = frozenset(
    {
        ("ban-thuong-vu", date(2026, 3, 18), "draft-invitation"),
        ("so-tong-ket", date(2026, 3, 13), "online-request"),
    }
)
"""What is done although there was time."""

DONE_AFTER_ITS_DAY = frozenset(
    {
        ("ban-thuong-vu", date(2026, 1, 21), "documents"),
        ("thuong-truc", date(2026, 2, 9), "minutes"),
        ("ban-chap-hanh", date(2026, 1, 8), "conclusion-notice"),
    }
)

NOTHING_TO_RECALL = "Không có tài liệu mật cần thu hồi."

DESKS: Mapping[str, Role] = {
    "invitation": Role.CLERK,
    "minutes": Role.SECRETARY,
    "dossier": Role.ARCHIVIST,
    "conclusion-notice": Role.FOLLOW_UP_OFFICER,
}
"""In the office: at whose desk an act is done; all others at the specialist's."""


@dataclass(slots=True)
class Staff:
    """Who does the work of each unit in the demonstration."""

    specialist: Actor
    by_role: Mapping[Role, Actor]
    of_units: Mapping[int, list[Actor]]
    office_ids: frozenset[int] = field(default_factory=frozenset)

    def who(self, deadline: Deadline, chance: random.Random) -> Actor:
        unit = deadline.organisation_id
        if unit is not None and unit not in self.office_ids and self.of_units.get(unit):
            return chance.choice(self.of_units[unit])
        return self.by_role.get(DESKS.get(deadline.act, Role.OFFICE_SPECIALIST), self.specialist)


def record_history(committees: Mapping[str, Committee], until: datetime) -> int:
    """Record what was done up to an instant. Returns how many duties were recorded."""
    recorded = 0
    for household in HOUSEHOLDS:
        committee = committees[household.code]
        with scope(committee=committee), clock.standing(until):
            recorded += replay_past(
                person(household.specialist, committee), _doings(committee, household, until)
            )
    return recorded


def _doings(committee: Committee, household: Household, until: datetime) -> Iterator[Doing]:
    chance = random.Random(SEED)  # noqa: S311  the same history every time, nothing secret
    calendar = default_calendar()
    staff = _staff(committee, household)
    entries = {entry.subject_id: entry for entry in Entry.objects.all()}
    open_duties = Deadline.objects.filter(done_at=None, not_applicable=False).order_by(
        "subject_id", "position"
    )
    for deadline in open_duties:
        entry = entries[deadline.subject_id]
        known_as = (entry.kind, clock.local(entry.opening).date(), deadline.act)
        if known_as in LEFT_LATE:
            continue
        if deadline.act == "recall":
            if entry.opening < until:
                at = clock.local(entry.opening) + timedelta(hours=3)
                yield Doing(deadline.pk, staff.specialist, at, not_applicable=NOTHING_TO_RECALL)
            continue
        at = _instant(deadline, entry, known_as, calendar, chance)
        if at < until and (_is_past(deadline, until) or known_as in DONE_EARLY):
            yield Doing(deadline.pk, staff.who(deadline, chance), at)


def _is_past(deadline: Deadline, until: datetime) -> bool:
    """Whether its day has gone by; an act without a day of its own is past when its hour is."""
    return deadline.act_by is None or deadline.act_by < clock.local(until).date()


def _instant(
    deadline: Deadline,
    entry: Entry,
    known_as: tuple[str, date, str],
    calendar: WorkCalendar,
    chance: random.Random,
) -> datetime:
    opening = clock.local(entry.opening)
    if deadline.act == "roll-call":
        return opening - timedelta(minutes=chance.randint(4, 15))
    if deadline.act == "dossier":
        return _at_work(calendar.forward(opening.date(), chance.randint(7, 11)), chance)
    if deadline.act == "notify-units":
        return _at_work(calendar.back(opening.date(), chance.randint(7, 9)), chance)
    if deadline.act_by is None:
        return _at_work(calendar.on_or_after(opening.date()), chance)
    if known_as in DONE_AFTER_ITS_DAY:
        return _at_work(calendar.forward(deadline.act_by, 2), chance)
    if known_as in DONE_EARLY:
        return _at_work(calendar.back(deadline.act_by, 2), chance)
    early = chance.choice((0, 0, 0, 1, 1, 2))
    on = calendar.back(deadline.act_by, early) if early else deadline.act_by
    if deadline.act_by > opening.date():
        # After the close: not before the conference was over.
        on = max(on, calendar.forward(opening.date(), 1))
        on = min(on, deadline.act_by)
    return _at_work(on, chance)


def _at_work(on: date, chance: random.Random) -> datetime:
    """An hour at which an office works on that day."""
    hour = chance.choice((8, 8, 9, 9, 10, 10, 11, 14, 14, 15, 15, 16))
    return datetime.combine(on, time(hour, chance.randint(2, 28 if hour == 11 else 57)), clock.VIETNAM)


def _staff(committee: Committee, household: Household) -> Staff:
    today = clock.today()
    specialist = person(household.specialist, committee)
    of_units: dict[int, list[Actor]] = {}
    by_role: dict[Role, Actor] = {}
    roles = PositionRole.objects.filter(
        role__in=[Role.CONTENT_OFFICER, Role.CONTENT_HEAD, *DESKS.values()]
    ).select_related("position")
    holders = _holders(today)
    for row in roles.order_by("id"):
        for who in holders.get(row.position_id, []):
            role = Role(row.role)
            if role in (Role.CONTENT_OFFICER, Role.CONTENT_HEAD):
                unit = row.organisation_id or row.position.organisation_id
                if unit is not None:
                    of_units.setdefault(unit, []).append(who)
            elif (
                row.position.organisation_id in specialist.organisation_ids or not specialist.organisation_ids
            ):
                by_role.setdefault(role, who)
    return Staff(specialist, by_role, of_units, specialist.organisation_ids)


def _holders(on: date) -> dict[int, list[Actor]]:
    """Who holds each position on a day, as the actors they would be if they had acted."""
    rows = (
        Appointment.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
        .select_related("person__user")
        .order_by("id")
    )
    holders: dict[int, list[Actor]] = {}
    for row in rows:
        user = getattr(row.person, "user", None)
        holders.setdefault(row.position_id, []).append(
            Actor(
                committee_id=row.committee_id,
                name=row.person.full_name,
                user_id=user.pk if user is not None else None,
                person_id=row.person_id,
            )
        )
    return holders

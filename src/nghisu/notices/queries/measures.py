from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.conf import settings

from nghisu.accounts.models import User
from nghisu.directory.models import Person
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.enums import WAYS_AT_FIRST, Family, Way
from nghisu.notices.models import MailRule, Measure
from nghisu.notices.models.measure import QUIET_FROM, QUIET_UNTIL


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as notices reach them: address, language, and what they chose."""

    person_id: int
    name: str
    email: str
    language: str
    ways: dict[str, str] = field(default_factory=dict)
    quiet_from: time | None = QUIET_FROM
    quiet_until: time | None = QUIET_UNTIL
    urgent_in_quiet: bool = True

    def way(self, family: Family) -> Way:
        """How this person is told of a family of notices."""
        chosen = self.ways.get(family.value, "")
        return Way(chosen) if chosen in Way.values else WAYS_AT_FIRST[family]

    def not_before(self, urgent: bool) -> datetime | None:
        """Until when, by the server's clock, a letter written now is kept back; None outside the quiet hours."""
        if self.quiet_from is None or self.quiet_until is None or (urgent and self.urgent_in_quiet):
            return None
        wait = quiet_for(clock.local(clock.now()), self.quiet_from, self.quiet_until)
        return clock.server_now() + wait if wait else None


def quiet_for(at: datetime, since: time, until: time) -> timedelta:
    """How long the quiet hours still last at a moment in Viet Nam; nothing outside them. They may span midnight."""
    hour = at.time()
    within = since <= hour < until if since <= until else hour >= since or hour < until
    if not within:
        return timedelta(0)
    end = datetime.combine(at.date(), until, at.tzinfo)
    return (end if end > at else end + timedelta(days=1)) - at


def readers_of(committee_id: int, person_ids: Iterable[int]) -> list[Reader]:
    """Those of some people who have an address for letters, with what they chose: three queries for however many."""
    people = Person.objects.filter(pk__in=list(person_ids)).exclude(email="")
    rows = list(people.order_by("pk").values_list("pk", "full_name", "email"))
    ids = [pk for pk, _name, _email in rows]
    if not ids:
        return []
    measures = {one.person_id: one for one in Measure.objects.filter(committee=committee_id, person__in=ids)}
    spoken = dict(User.objects.filter(person__in=ids).values_list("person_id", "language"))
    return [reader_of(pk, name, email, measures.get(pk), spoken.get(pk, "vi")) for pk, name, email in rows]


def reader_of(person_id: int, name: str, email: str, measure: Measure | None, spoken: str) -> Reader:
    """A reader of what was asked for before; `spoken` is the language of the account."""
    if measure is None:
        return Reader(person_id, name, email, spoken)
    return Reader(
        person_id,
        name,
        email,
        measure.language or spoken,
        measure.ways,
        measure.quiet_from,
        measure.quiet_until,
        measure.urgent_in_quiet,
    )


def mail_rule(committee_id: int) -> MailRule:
    """What mail of the committee a person must release; as at first where nothing was set."""
    return MailRule.objects.filter(committee=committee_id).first() or MailRule(committee_id=committee_id)


def measure_of(by: Actor) -> Measure:
    """What the actor chose, or what counts where nothing was chosen."""
    if by.committee_id is None or by.person_id is None:
        return Measure()
    found = Measure.objects.filter(committee=by.committee_id, person=by.person_id).first()
    return found or Measure(committee_id=by.committee_id, person_id=by.person_id)


def own_address(by: Actor) -> str:
    """The actor's address for letters as the directory has it; empty where it has none."""
    if by.person_id is None:
        return ""
    return Person.objects.filter(pk=by.person_id).values_list("email", flat=True).first() or ""


def sends_mail() -> bool:
    """Whether this installation writes letters at all."""
    return bool(settings.NGHISU_SENDS_MAIL)


def writes_files() -> bool:
    """Whether its letters are put into files instead of being sent: the demonstration."""
    return bool(settings.NGHISU_DEMO)

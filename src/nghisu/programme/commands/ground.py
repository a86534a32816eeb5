"""What every act on a conference stands on: its lock, its programme, what it owes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from nghisu.core.law import LawError
from nghisu.core.law.edition import StandsFor
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.models import Entry, Programme
from nghisu.programme.queries import question_of
from nghisu.programme.queries.offices import office_on, offices_of
from nghisu.programme.refusals import EntryUnderNoRule
from nghisu.rulebook.commands import Derivation, derive_deadlines
from nghisu.rulebook.queries import calendar_of, rulebooks_on


def locked_entry(by: Actor, entry_id: int) -> Entry:
    """A conference of the committee, locked until the act is over. Raises AccessRefused where there is none."""
    entry = (
        Entry.objects.select_for_update().filter(committee=by.committee_id, pk=entry_id).order_by().first()
    )
    if entry is None:
        raise AccessRefused(str(entry_id))
    return entry


def programme_of_year(by: Actor, year: int) -> Programme:
    """The programme of a year, made where there is none yet."""
    programme, _ = Programme.objects.get_or_create(
        committee_id=by.tenant, year=year, defaults={"title": f"Chương trình công tác năm {year}"}
    )
    return programme


def touch_programmes(by: Actor, entries: Iterable[Entry]) -> None:
    """The programmes of these entries have moved on: their findings are to be made anew."""
    ids = {entry.programme_id for entry in entries if entry.programme_id is not None}
    years = {clock.local(entry.opening).year for entry in entries}
    rows = Programme.objects.filter(committee=by.committee_id)
    (rows.filter(pk__in=ids) | rows.filter(year__in=years)).update(revision=F("revision") + 1)


def derive_entries(by: Actor, entries: Iterable[Entry]) -> None:
    """Put what conferences owe to what the rules give today; one that is not held owes nothing more.

    Raises EntryUnderNoRule.
    """
    calendar = calendar_of(by)
    entries = list(entries)
    offices = offices_of(by)
    rulebooks = rulebooks_on(by, (clock.local(entry.opening).date() for entry in entries))
    derivations = []
    for entry in entries:
        rulebook = rulebooks[clock.local(entry.opening).date()]
        try:
            answer = rulebook.derive(question_of(entry), calendar)
        except LawError as error:
            raise EntryUnderNoRule(str(error)) from error
        units = {
            StandsFor.OFFICE: office_on(offices, clock.local(entry.opening).date()),
            StandsFor.PREPARING: entry.preparing_id,
            StandsFor.OTHERS: None,
        }
        owners = {one.owner.code: units[one.owner.stands_for] for one in answer.deadlines}
        derivations.append(Derivation(entry.subject, answer, owners))
    derive_deadlines(by, derivations)

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from nghisu.core.law import LawError
from nghisu.core.law.edition import StandsFor
from nghisu.directory.models import Organisation, Room
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember, remember_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.content import EntryContent, content_of
from nghisu.programme.models import Entry, Programme
from nghisu.programme.queries import question_of
from nghisu.programme.refusals import EntryChangedMeanwhile, EntryHasDoneDuties, EntryUnderNoRule
from nghisu.rulebook.commands import Derivation, derive_deadlines
from nghisu.rulebook.models import Deadline, Subject
from nghisu.rulebook.queries import calendar_of, rulebook_of, rulebooks_on


@transaction.atomic
def add_entry(by: Actor, content: EntryContent) -> Entry:
    """Put a conference into the programme of its year (or outside it, when unscheduled), with what it owes."""
    return add_entries(by, [content])[0]


@transaction.atomic
def add_entries(by: Actor, contents: Iterable[EntryContent]) -> list[Entry]:
    """Put several conferences in, all or none. Raises EntryUnderNoRule where the rulebook has none for a day."""
    must(by, "programme.edit")
    contents = list(contents)
    _must_be_own(by, contents)
    programmes = {year: _programme(by, year) for year in sorted({_year(c) for c in contents})}
    rulebooks = rulebooks_on(by, (clock.local(c.opening).date() for c in contents))
    subjects = Subject.objects.bulk_create(
        Subject(committee_id=by.tenant, rulebook=rulebooks[clock.local(c.opening).date()].code)
        for c in contents
    )
    entries = Entry.objects.bulk_create(
        (
            Entry(
                committee_id=by.tenant,
                programme=None if content.unscheduled else programmes[_year(content)],
                subject=subject,
                **content.columns(),
            )
            for content, subject in zip(contents, subjects, strict=True)
        ),
        batch_size=200,
    )
    Entry.coordinating.through.objects.bulk_create(
        [
            Entry.coordinating.through(entry_id=entry.pk, organisation_id=organisation_id)
            for content, entry in zip(contents, entries, strict=True)
            for organisation_id in content.coordinating_ids
        ],
        batch_size=400,
    )
    _derive(by, entries)
    _touch(by, entries)
    remember_each(
        by,
        "entry.added",
        (
            Act(entry, after=content_of(entry, content.coordinating_ids))
            for content, entry in zip(contents, entries, strict=True)
        ),
    )
    return entries


@transaction.atomic
def change_entry(by: Actor, entry_id: int, content: EntryContent, seen_revision: int | None = None) -> Entry:
    """Change what is stated of a conference and re-derive what it owes; what was done stays done.

    `seen_revision` is the entry's revision when the form was opened. Raises EntryChangedMeanwhile. Where nothing is
    different, nothing is written.
    """
    must(by, "programme.edit")
    entry = _locked(by, entry_id)
    if seen_revision is not None and entry.revision != seen_revision:
        raise EntryChangedMeanwhile
    before = content_of(entry, _coordinating_ids(entry))
    after = content_of(Entry(**content.columns()), content.coordinating_ids)
    if before == after:
        return entry
    _must_be_own(by, [content])
    _touch(by, [entry])  # the programme it leaves, should its year change
    for name, value in content.columns().items():
        setattr(entry, name, value)
    entry.programme = None if content.unscheduled else _programme(by, _year(content))
    entry.revision += 1
    entry.save()
    entry.coordinating.set(content.coordinating_ids)
    entry.subject.rulebook = rulebook_of(by, clock.local(entry.opening).date()).code
    entry.subject.save(update_fields=["rulebook"])
    _derive(by, [entry])
    _touch(by, [entry])
    remember(by, "entry.changed", entry, before=before, after=after)
    return entry


@transaction.atomic
def remove_entry(by: Actor, entry_id: int) -> None:
    """Take a conference out of the programme with what it owes. The audit trail keeps what it was.

    Raises EntryHasDoneDuties when something was recorded as done for it: that is history, not a slip of the pen.
    """
    must(by, "programme.edit")
    entry = _locked(by, entry_id)
    duties = Deadline.objects.filter(committee=by.committee_id, subject_id=entry.subject_id)
    # Locked before they are judged: somebody may be recording one as done at this very moment.
    done = sum(1 for duty in duties.select_for_update(of=("self",)) if duty.done_at is not None)
    if done:
        raise EntryHasDoneDuties(done)
    remember(by, "entry.removed", entry, before=content_of(entry, _coordinating_ids(entry)))
    _touch(by, [entry])
    subject = entry.subject
    entry.delete()
    subject.delete()


def _must_be_own(by: Actor, contents: Iterable[EntryContent]) -> None:
    """Refuse units and rooms of another committee, which to the actor do not exist."""
    units, rooms = set[int](), set[int]()
    for content in contents:
        units.update(content.coordinating_ids, [content.preparing_id] if content.preparing_id else [])
        rooms.update([content.room_id] if content.room_id else [])
    own = Organisation.objects.filter(committee=by.committee_id, pk__in=units).count()
    if own != len(units) or Room.objects.filter(committee=by.committee_id, pk__in=rooms).count() != len(
        rooms
    ):
        raise AccessRefused("unit or room")


def _locked(by: Actor, entry_id: int) -> Entry:
    entry = (
        Entry.objects.select_for_update().filter(committee=by.committee_id, pk=entry_id).order_by().first()
    )
    if entry is None:
        raise AccessRefused(str(entry_id))
    return entry


def _coordinating_ids(entry: Entry) -> tuple[int, ...]:
    return tuple(entry.coordinating.order_by("pk").values_list("pk", flat=True))


def _year(content: EntryContent) -> int:
    return clock.local(content.opening).year


def _programme(by: Actor, year: int) -> Programme:
    programme, _ = Programme.objects.get_or_create(
        committee_id=by.tenant, year=year, defaults={"title": f"Chương trình công tác năm {year}"}
    )
    return programme


def _touch(by: Actor, entries: Iterable[Entry]) -> None:
    """The programmes of these entries have moved on: their findings are to be made anew."""
    ids = {entry.programme_id for entry in entries if entry.programme_id is not None}
    years = {clock.local(entry.opening).year for entry in entries}
    rows = Programme.objects.filter(committee=by.committee_id)
    (rows.filter(pk__in=ids) | rows.filter(year__in=years)).update(revision=F("revision") + 1)


def _derive(by: Actor, entries: Iterable[Entry]) -> None:
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


def offices_of(by: Actor) -> list[Organisation]:
    """The offices that have served and will serve the committee (văn phòng cấp ủy), the latest first."""
    rows = Organisation.objects.filter(
        committee=by.committee_id, kind=Organisation.Kind.PARTY_OFFICE, superior=None
    )
    return list(rows.order_by("-since", "-pk"))


def office_on(offices: Iterable[Organisation], on: date) -> int | None:
    """The office that serves the committee on a day."""
    return next(
        (one.pk for one in offices if one.since <= on and (one.until is None or on <= one.until)), None
    )

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nghisu.directory.models import Organisation, Room
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember, remember_each
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.content import EntryContent, content_of
from nghisu.programme.commands.ground import derive_entries, locked_entry, programme_of_year, touch_programmes
from nghisu.programme.commands.moving.keeping import STANDS, Written, keep
from nghisu.programme.commands.moving.telling import tell_everybody
from nghisu.programme.events import EntriesAdded, EntryChanged, EntryRemoved
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import Consequences, Proposal, consequences_of
from nghisu.programme.refusals import EntryChangedMeanwhile, EntryHasDoneDuties, EntryHasHistory, EntryNotHeld
from nghisu.programme.standing_fast import must_move
from nghisu.rulebook.models import Deadline, Subject
from nghisu.rulebook.queries import rulebook_of, rulebooks_on


@transaction.atomic
def add_entry(by: Actor, content: EntryContent) -> Entry:
    """Put a conference into the programme of its year (or outside it, when unscheduled), with what it owes."""
    return add_entries(by, [content])[0]


@transaction.atomic
def add_entries(by: Actor, contents: Iterable[EntryContent]) -> list[Entry]:
    """Put several conferences in, all or none. Raises EntryUnderNoRule where the rulebook has none for a day."""
    must(by, "programme.edit")
    return put_entries(by, contents)


@transaction.atomic
def put_entries(by: Actor, contents: Iterable[EntryContent]) -> list[Entry]:
    """The same for a command that has asked for a right of its own."""
    contents = list(contents)
    _must_be_own(by, contents)
    programmes = {year: programme_of_year(by, year) for year in sorted({_year(c) for c in contents})}
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
    derive_entries(by, entries)
    touch_programmes(by, entries)
    remember_each(
        by,
        "entry.added",
        (
            Act(entry, after=content_of(entry, content.coordinating_ids))
            for content, entry in zip(contents, entries, strict=True)
        ),
    )
    if entries:
        publish(EntriesAdded(by=by, entries=tuple(entries)))
    return entries


@transaction.atomic
def change_entry(by: Actor, entry_id: int, content: EntryContent, seen_revision: int | None = None) -> Entry:
    """Change what is stated of a conference and re-derive what it owes; what was done stays done.

    `seen_revision` is the entry's revision when the form was opened. Another hour of opening is a move: kept in its
    history and told to everybody concerned. Where nothing is different, nothing is written.
    Raises EntryChangedMeanwhile, EntryNotHeld, EntryStandsFast.
    """
    must(by, "programme.edit")
    entry = locked_entry(by, entry_id)
    if seen_revision is not None and entry.revision != seen_revision:
        raise EntryChangedMeanwhile
    before = content_of(entry, _coordinating_ids(entry))
    after = content_of(Entry(**content.columns()), content.coordinating_ids)
    if before == after:
        return entry
    if not entry.is_held:
        raise EntryNotHeld(str(entry.get_state_display()))
    _must_be_own(by, [content])
    moved = _moved(by, entry, content)
    stood = {name: getattr(entry, name) for name in STANDS}
    touch_programmes(by, [entry])  # the programme it leaves, should its year change
    for name, value in content.columns().items():
        setattr(entry, name, value)
    entry.programme = None if content.unscheduled else programme_of_year(by, _year(content))
    entry.revision += 1
    entry.save()
    entry.coordinating.set(content.coordinating_ids)
    entry.subject.rulebook = rulebook_of(by, clock.local(entry.opening).date()).code
    entry.subject.save(update_fields=["rulebook"])
    derive_entries(by, [entry])
    touch_programmes(by, [entry])
    remember(by, "entry.changed", entry, before=before, after=after)
    publish(EntryChanged(by=by, entry=entry))
    if moved is not None:
        written = Written(_("Đổi ngày, giờ khi sửa hội nghị"))
        move = keep(by, entry, stood, moved.proposal, written, consequences=moved.as_json(), remembers=False)
        tell_everybody(by, entry, move, moved.people, moved.duties)
    return entry


@transaction.atomic
def remove_entry(by: Actor, entry_id: int) -> None:
    """Take a conference out of the programme with what it owes. The audit trail keeps what it was.

    Raises EntryHasDoneDuties when something was recorded as done for it, EntryHasHistory when it was moved or has taken
    another in: that is history, not a slip of the pen.
    """
    must(by, "programme.edit")
    entry = locked_entry(by, entry_id)
    duties = Deadline.objects.filter(committee=by.committee_id, subject_id=entry.subject_id)
    # Locked before they are judged: somebody may be recording one as done at this very moment.
    done = sum(1 for duty in duties.select_for_update(of=("self",)) if duty.done_at is not None)
    if done:
        raise EntryHasDoneDuties(done)
    if Move.objects.filter(Q(entry=entry) | Q(into=entry), committee=by.committee_id).exists():
        raise EntryHasHistory
    remember(by, "entry.removed", entry, before=content_of(entry, _coordinating_ids(entry)))
    touch_programmes(by, [entry])
    publish(EntryRemoved(by=by, entry_id=entry.pk))
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


def _coordinating_ids(entry: Entry) -> tuple[int, ...]:
    return tuple(entry.coordinating.order_by("pk").values_list("pk", flat=True))


def _year(content: EntryContent) -> int:
    return clock.local(content.opening).year


def _moved(by: Actor, entry: Entry, content: EntryContent) -> Consequences | None:
    """What follows from another hour of opening, for those to be told; None where the hour stays."""
    if content.opening == entry.opening:
        return None
    proposal = Proposal(
        act=Move.Act.MOVED,
        state=Entry.State.PLANNED,
        opening=content.opening,
        closing=content.closing,
        part=content.part,
        room_id=content.room_id,
        room_text=content.room_text,
    )
    must_move(by, entry, proposal)
    return consequences_of(by, entry, proposal, clock.today())

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law import Form, Question
from nghisu.foundation import clock
from nghisu.programme.models import Entry


def local_naive(at: datetime) -> datetime:
    """An instant as the core reads it: on a Vietnamese clock, without zone."""
    return clock.local(at).replace(tzinfo=None)


def question_of(entry: Entry) -> Question:
    """What the rules look at in a conference."""
    return Question(
        kind=entry.kind,
        opening=local_naive(entry.opening),
        closing=local_naive(entry.closing) if entry.closing else None,
        form=Form(entry.form) if entry.form else Form.IN_PERSON,
        unscheduled=entry.unscheduled,
        chair=entry.chair or None,
        carries_appraised=entry.carries_appraised,
    )


def planned_of(entry: Entry) -> PlannedConference:
    """The conference as the findings of a programme weigh it. `key` is the entry's number in the database."""
    return PlannedConference(
        key=str(entry.pk),
        number=str(entry.number or ""),
        title=entry.title,
        kind=entry.kind,
        opening=local_naive(entry.opening),
        closing=local_naive(entry.closing) if entry.closing else None,
        part_of_day=PartOfDay(entry.part) if entry.part else None,
        preparing=entry.preparing.name if entry.preparing else entry.preparing_text,
        coordinating=tuple(part.strip() for part in entry.coordinating_text.split(";") if part.strip()),
        chair=entry.chair or None,
        chair_text=entry.chair_text or entry.chair,
        form=Form(entry.form) if entry.form else None,
        scale=entry.scale or None,
        room=entry.room.name if entry.room else entry.room_text,
        participants=entry.participants,
        delegates=entry.delegates,
        note=entry.note,
        unscheduled=entry.unscheduled,
        carries_appraised=entry.carries_appraised,
    )


PLANNED = (
    "pk", "number", "title", "kind", "opening", "closing", "part", "preparing__name", "preparing_text",
    "coordinating_text", "chair", "chair_text", "form", "scale", "room__name", "room_text", "participants",
    "delegates", "note", "unscheduled", "carries_appraised",
)  # fmt: skip


def planned_lines(rows: QuerySet[Entry]) -> list[PlannedConference]:
    """The same as `planned_of` of each of many, without making a row an object of every table it touches."""
    return [
        PlannedConference(
            key=str(pk),
            number=str(number or ""),
            title=title,
            kind=kind,
            opening=local_naive(opening),
            closing=local_naive(closing) if closing else None,
            part_of_day=PartOfDay(part) if part else None,
            preparing=unit or unit_text,
            coordinating=tuple(one.strip() for one in coordinating.split(";") if one.strip()),
            chair=chair or None,
            chair_text=chair_text or chair,
            form=Form(form) if form else None,
            scale=scale or None,
            room=room or room_text,
            participants=participants,
            delegates=delegates,
            note=note,
            unscheduled=unscheduled,
            carries_appraised=appraised,
        )
        for (
            pk, number, title, kind, opening, closing, part, unit, unit_text, coordinating, chair, chair_text, form,
            scale, room, room_text, participants, delegates, note, unscheduled, appraised,
        ) in rows.values_list(*PLANNED)
    ]  # fmt: skip

"""The conference as its documents speak of it: name, when and where, matters, participants, days due."""

from __future__ import annotations

from datetime import date

from nghisu.conferences.enums import FRAMING
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.queries.agenda import agenda_of
from nghisu.conferences.queries.papers.units import body_name
from nghisu.core.law import load_rulebook
from nghisu.core.papers.composing.parts import Meeting
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names
from nghisu.rulebook.models import Deadline

NAMED_SO = ("hoi nghi", "hop ", "cuoc hop", "phien hop", "ky hop", "dai hoi", "buoi lam viec")
"""How a title begins that is a name by itself, folded."""


def meeting_of(by: Actor, entry: Entry) -> Meeting:
    """The conference as its documents name it."""
    chairs = chair_names(load_rulebook(entry.subject.rulebook))
    room = entry.room
    place = entry.room_text
    if room is not None:
        place = f"{room.name}, {room.place}" if room.place else room.name
    return Meeting(
        name=meeting_name(by, entry),
        opening=clock.local(entry.opening) if entry.state != Entry.State.POSTPONED else None,
        closing=clock.local(entry.closing) if entry.closing and entry.is_held else None,
        place=place,
        chair=chairs.get(entry.chair, entry.chair_text),
        form=form_names().get(entry.form, ""),
    )


def meeting_name(by: Actor, entry: Entry) -> str:
    """How a sentence names it: by its title where that is a name, else by the body that meets, else by its topic."""
    title = entry.title.strip()
    if fold(title).startswith(NAMED_SO):
        name = title.partition(":")[0].strip()
        return name[:1].upper() + name[1:]
    body = body_name(by, entry.kind)
    return f"Hội nghị {body}" if body else f"Hội nghị {title[:1].lower()}{title[1:]}"


def matters(by: Actor, conference: Conference) -> list[AgendaItem]:
    """The items that bring a matter; nothing for who may not see the agenda yet."""
    return [item for item in agenda_of(by, conference).items if item.purpose not in FRAMING]


def contents_of(by: Actor, conference: Conference) -> tuple[str, ...]:
    """What the conference is about, item by item; its title where it has no agenda yet."""
    titles = tuple(item.title for item in matters(by, conference))
    return titles or (conference.entry.title,)


def participants_of(by: Actor, entry: Entry) -> tuple[str, ...]:
    """Who takes part, as the programme states it, else the members of the body that meets."""
    if entry.participants:
        return (entry.participants,)
    body = body_name(by, entry.kind)
    return (f"Các đồng chí ủy viên {body}",) if body else ()


def due_of(conference: Conference, act: str) -> date | None:
    """Until when an act is to be done by the rules."""
    row = Deadline.objects.filter(
        committee=conference.committee_id, subject=conference.entry.subject_id, act=act
    ).first()
    return row.act_by or row.legal_date if row and not row.not_applicable else None

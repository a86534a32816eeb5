"""What would come of a choice of people before it is accepted, and what a new day would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nghisu.conferences.models import Conference
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Way
from nghisu.invitations.models import Invitee, SavedGroup, Selection
from nghisu.invitations.queries.checking import body_of
from nghisu.invitations.queries.resolving import Candidate, resolve
from nghisu.programme.models import Entry


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a choice would bring in, who is there already, who of the new ones can be sent nothing."""

    new: Sequence[Candidate]
    double: Sequence[Candidate]

    @property
    def without_way(self) -> list[Candidate]:
        return [one for one in self.new if one.way == Way.NONE]


def preview_of(by: Actor, entry: Entry, conference: Conference | None, selection: Selection) -> Preview:
    """What a choice would bring, on the day of the conference."""
    found = resolve(by, [selection], day_of(entry), body_of(entry))
    there = keys_there(by, conference)
    return Preview([one for one in found if one.key not in there], [one for one in found if one.key in there])


def keys_there(by: Actor, conference: Conference | None) -> set[str]:
    """Who is on the list already, as `Candidate.key` tells people apart."""
    if conference is None:
        return set()
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    return {key_of(one) for one in rows.only("person_id", "name", "organisation_text")}


def key_of(one: Invitee) -> str:
    """What tells one who is invited from others: see `Candidate.key`."""
    return Candidate(one.person_id, one.name, "", None, one.organisation_text, "", "", "", "", "", 0, "").key


@dataclass(frozen=True, slots=True)
class NewTitle:
    """Somebody whose title or unit is another on the new day."""

    invitee: Invitee
    now: Candidate


@dataclass(frozen=True, slots=True)
class Anew:
    """What a list would become if it were made for the day that the conference now has."""

    on: date
    since: Sequence[Candidate]
    gone: Sequence[Invitee]
    changed: Sequence[NewTitle]
    left_out: Sequence[Candidate]
    """Whom the choices mean and who was taken off by hand before: they are not brought back unasked."""

    @property
    def nothing(self) -> bool:
        return not (self.since or self.gone or self.changed)


def anew(by: Actor, entry: Entry, conference: Conference) -> Anew:
    """The choices of a conference made anew for its day, beside the list as it stands."""
    on = day_of(entry)
    lines = list(Selection.objects.filter(committee=by.committee_id, conference=conference))
    found = {one.key: one for one in resolve(by, lines, on, body_of(entry))}
    rows = list(
        Invitee.objects.filter(committee=by.committee_id, conference=conference).select_related(
            "organisation"
        )
    )
    present = {key_of(one): one for one in rows if one.removed_at is None}
    removed = {key_of(one) for one in rows if one.removed_at is not None}
    gone = [one for key, one in present.items() if key not in found and one.selection_id is not None]
    changed = [
        NewTitle(present[key], one)
        for key, one in found.items()
        if key in present
        and (one.title, one.organisation_id) != (present[key].title, present[key].organisation_id)
    ]
    new = [one for key, one in found.items() if key not in present]
    return Anew(
        on,
        [one for one in new if one.key not in removed],
        gone,
        changed,
        [one for one in new if one.key in removed],
    )


def is_of_another_day(by: Actor, entry: Entry, conference: Conference | None) -> bool:
    """Whether the list was made for another day than the one the conference now has."""
    if conference is None:
        return False
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    return rows.exclude(resolved_on=day_of(entry)).exists()


def day_of(entry: Entry) -> date:
    """The day of a conference in Viet Nam."""
    return clock.local(entry.opening).date()


def groups_of(by: Actor) -> list[tuple[int, str]]:
    """The saved groups of the committee, for a form that asks for one."""
    rows = SavedGroup.objects.filter(committee=by.committee_id).order_by("search_text", "id")
    return list(rows.values_list("id", "name"))


def selections_of(by: Actor, conference: Conference | None) -> list[Selection]:
    """The choices that a list was made of, in the order in which they were made."""
    if conference is None:
        return []
    rows = Selection.objects.filter(committee=by.committee_id, conference=conference)
    return list(rows.select_related("body", "organisation", "person", "group"))

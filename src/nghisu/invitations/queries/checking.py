"""The rules of participants held against those invited to a conference, with the waivers that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference
from nghisu.core.conferences.participants import (
    Gathering,
    Participant,
    ParticipantFinding,
    check_participants,
)
from nghisu.core.law import load_rulebook
from nghisu.core.law.question import Form
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Level
from nghisu.invitations.queries.people import invitees_of
from nghisu.programme.models import Entry
from nghisu.rulebook.queries.chips import Chip, chips_of
from nghisu.rulebook.queries.waivers import WaiverLine, waiver_of_finding, waivers_of_findings

CHECKED = (
    "name",
    "title",
    "bloc",
    "level",
    "organisation__kind",
    "member",
    "standing",
    "specialist",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding about who is invited, in the reader's language, with its clauses and the waiver that counts."""

    finding: ParticipantFinding
    chips: Sequence[Chip]
    waiver: WaiverLine | None = None

    @property
    def stands_in_the_way(self) -> bool:
        """Whether it refuses the letters: a stated rule that nobody has waived."""
        return self.finding.severity.value == "refuse" and self.waiver is None


def checked_participants(by: Actor, entry: Entry, conference: Conference | None) -> list[Checked]:
    """What the rules say of those invited: two queries for them, however many there are."""
    gathering = gathering_of(entry)
    rows = invitees_of(by, conference)
    named = rows.filter(_spoken_of(gathering)).order_by("rank", "sort_key", "id").values_list(*CHECKED)
    people = [
        Participant(name, title, bloc, level, kind or "", member, standing == "guest", specialist)
        for name, title, bloc, level, kind, member, standing, specialist in named
    ]
    others = rows.exclude(_spoken_of(gathering)).order_by().values_list("organisation__kind", "member")
    people += [
        Participant("", unit_kind=kind or "", member=member, count=count)
        for kind, member, count in others.annotate(count=Count("pk"))
    ]
    if not people:
        return []
    found = check_participants(gathering, people, load_rulebook(entry.subject.rulebook), _)
    waivers = waivers_of_findings(by, clock.local(entry.opening).year, clock.today()) if found else []
    return [
        Checked(
            one,
            chips_of(one.citations),
            waiver_of_finding(waivers, one.code.value, one.rule, [entry.subject_id]),
        )
        for one in found
    ]


def _spoken_of(gathering: Gathering) -> Q:
    """Those whom a rule may speak of by name; of the others it asks how many sit where."""
    elsewhere = Q(level__in=[Level.CENTRAL, Level.OUTSIDE])
    marked = Q(specialist=True)
    if gathering.bloc:
        marked |= ~Q(bloc__in=["", gathering.bloc])
    return elsewhere | (Q(member=False) & marked)


def gathering_of(entry: Entry) -> Gathering:
    """The conference as the rules look at it. Whose it is follows from the body that meets, which is the Party's, and
    otherwise from the unit that prepares it."""
    kind = load_rulebook(entry.subject.rulebook).kinds.get(entry.kind)
    bloc = Organisation.Bloc.PARTY.value if kind is not None and kind.body else ""
    if not bloc and entry.preparing is not None:
        bloc = entry.preparing.bloc
    return Gathering(
        kind=entry.kind,
        on=clock.local(entry.opening).date(),
        form=Form(entry.form) if entry.form else None,
        scale=entry.scale,
        bloc=bloc,
        stated=entry.delegates,
    )


def body_of(entry: Entry) -> str:
    """The code of the body that meets; empty where none does."""
    kind = load_rulebook(entry.subject.rulebook).kinds.get(entry.kind)
    return kind.body if kind is not None else ""

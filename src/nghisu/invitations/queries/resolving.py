"""Who is meant by what was chosen, on a day: bodies, units, titles, groups, people, guests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from nghisu.core.text import fold, sort_key
from nghisu.directory.models import Appointment, Body, Organisation, TitleRank
from nghisu.directory.queries import valid_on
from nghisu.directory.queries.precedence import LAST
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Level, OnPaper, Source, Standing, Way
from nghisu.invitations.models.choosing import Chosen, GroupLine, Selection
from nghisu.invitations.queries.signing import own_level

LEVELS = {
    Organisation.Tier.PROVINCE.value: Level.PROVINCE.value,
    Organisation.Tier.DISTRICT.value: Level.DISTRICT.value,
    Organisation.Tier.COMMUNE.value: Level.COMMUNE.value,
}
OVER_THE_NETWORK = frozenset(
    {
        Organisation.Kind.PARTY_COMMITTEE.value,
        Organisation.Kind.COMMUNE_COMMITTEE.value,
        Organisation.Kind.DISTRICT_COMMITTEE.value,
        Organisation.Kind.PARTY_AGENCY.value,
    }
)
"""Units that receive over the Party network and forward to their own delegates (5609 I/III/1.3/b1, III/II/2)."""
BY_POST_TOO = frozenset({Organisation.Kind.PARTY_AGENCY.value, Organisation.Kind.PARTY_COMMITTEE.value})
"""Units to which letters go by post in parallel: ban Đảng and party committees right under the committee (5609
III/II/2)."""

SPECIALIST = "chuyen vien"
"""How the folded title of a specialist begins."""

GUESTS_BEFORE, GUESTS_AFTER = 0, LAST + 1
"""The places of guests typed in: those of the level above before everybody, others after."""


@dataclass(slots=True)
class Candidate:
    """Somebody who would be invited, and by which lines. `lines` are the places of the lines that mean the person."""

    person_id: int | None
    name: str
    title: str
    organisation_id: int | None
    organisation: str
    bloc: str
    level: str
    email: str
    way: str
    also: str
    rank: int
    sort_key: str
    member: bool = False
    specialist: bool = False
    leads: bool | None = None
    lines: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells the person from others: the person's number, or a guest's name and organisation."""
        return f"p{self.person_id}" if self.person_id else f"g{fold(self.name)}|{fold(self.organisation)}"

    @property
    def search_text(self) -> str:
        return fold(f"{self.name} {self.title} {self.organisation}")[:1100]


def resolve(by: Actor, lines: Sequence[Chosen], on: date, body_code: str = "") -> list[Candidate]:
    """The people whom these lines mean on a day, each once, in the order of precedence. `body_code` is the body that
    meets, whose members are marked as such. The number of queries does not grow with the lines or the people."""
    lines = list(lines)
    flat = _flattened(by, lines)
    bodies = list(Body.objects.filter(valid_on(on), committee=by.committee_id))
    wanted, all_bodies = Q(pk__in=[]), {one.pk: one for one in bodies}
    for _place, line in flat:
        wanted |= _condition(line, bodies)
    held = Appointment.objects.filter(valid_on(on), committee=by.committee_id)
    met = {inner for one in bodies if one.code == body_code for inner in _within(one.pk, bodies)}
    found: dict[str, Candidate] = {}
    if any(line.source != Source.GUEST for _place, line in flat):
        holdings: dict[int, list[Appointment]] = defaultdict(list)
        rows = held.filter(person__in=held.filter(wanted).values("person")).select_related(
            "person", "position__committee", "position__organisation"
        )
        for row in rows.order_by("person_id", "id"):
            holdings[row.person_id].append(row)
        ranks = _ranks(by, on)
        for person_id, own in holdings.items():
            own.sort(
                key=lambda row: (ranks.get(row.position.title_code, LAST), row.position.sort_key, row.pk)
            )
            meant = list(
                dict.fromkeys(
                    place for place, line in flat if any(_is_meant(line, row, bodies) for row in own)
                )
            )
            if meant:
                one = _candidate(own, ranks, met, all_bodies)
                one.lines = meant
                found[f"p{person_id}"] = one
    for place, line in flat:
        if line.source == Source.GUEST:
            guest = _guest(line)
            found.setdefault(guest.key, guest).lines.append(place)
    return sorted(found.values(), key=lambda one: (one.rank, one.sort_key, one.person_id or 0))


def standing_of(lines: Sequence[Chosen], candidate: Candidate) -> str:
    """In what capacity the lines that mean somebody invite: summoned before guest."""
    chosen = {
        line.standing for line in (lines[place] for place in candidate.lines) if isinstance(line, Selection)
    }
    return Standing.SUMMONED if not chosen or Standing.SUMMONED in chosen else Standing.GUEST


def _flattened(by: Actor, lines: Sequence[Chosen]) -> list[tuple[int, Chosen]]:
    """The lines with those of saved groups in the place of the groups: one query for all groups."""
    groups = {line.group_id for line in lines if isinstance(line, Selection) and line.group_id}
    of_group: dict[int, list[GroupLine]] = defaultdict(list)
    if groups:
        for inner in GroupLine.objects.filter(committee=by.committee_id, group__in=groups):
            of_group[inner.group_id].append(inner)
    flat: list[tuple[int, Chosen]] = []
    for place, line in enumerate(lines):
        if line.source == Source.GROUP and isinstance(line, Selection):
            flat += [(place, inner) for inner in of_group[line.group_id or 0]]
        else:
            flat.append((place, line))
    return flat


def _condition(line: Chosen, bodies: Sequence[Body]) -> Q:
    if line.source == Source.BODY:
        return Q(position__body__in=_within(line.body_id or 0, bodies))
    if line.source == Source.PERSON:
        return Q(person=line.person_id)
    if line.source not in (Source.UNIT, Source.TITLE):
        return Q(pk__in=[])
    asked = Q()
    if line.organisation_id:
        asked &= Q(position__organisation=line.organisation_id)
    if line.title_code:
        asked &= Q(position__title_code=line.title_code)
    return asked if line.organisation_id or line.title_code else Q(pk__in=[])


def _is_meant(line: Chosen, row: Appointment, bodies: Sequence[Body]) -> bool:
    if line.source == Source.BODY:
        return row.position.body_id in _within(line.body_id or 0, bodies)
    if line.source == Source.PERSON:
        return row.person_id == line.person_id
    if line.source not in (Source.UNIT, Source.TITLE) or not (line.organisation_id or line.title_code):
        return False
    return line.organisation_id in (None, row.position.organisation_id) and line.title_code in (
        "",
        row.position.title_code,
    )


def _within(body_id: int, bodies: Iterable[Body]) -> set[int]:
    """A body and every body within it."""
    found = {body_id}
    while more := {one.pk for one in bodies if one.within_id in found} - found:
        found |= more
    return found


def _ranks(by: Actor, on: date) -> dict[str, int]:
    rows = TitleRank.objects.filter(valid_on(on), committee=by.committee_id).order_by("-rank")
    return dict(rows.values_list("title_code", "rank"))


def _candidate(
    own: Sequence[Appointment], ranks: dict[str, int], met: set[int], bodies: dict[int, Body]
) -> Candidate:
    """One person with the title that goes before the others, and the unit that the person works in. Whoever works in none
    of the directory is of the committee itself, and of its level."""
    first = own[0]
    at_work = next((row for row in own if row.position.organisation_id), None)
    unit = at_work.position.organisation if at_work is not None else None
    titles = list(dict.fromkeys(row.position.title for row in own if row is first or row is at_work))
    person = first.person
    email = person.email
    kind = unit.kind if unit is not None else ""
    level = LEVELS[unit.tier] if unit is not None else own_level(first.position.committee).value
    way = Way.NETWORK if kind in OVER_THE_NETWORK else Way.MAIL if email else Way.POST if unit else Way.NONE
    return Candidate(
        person_id=person.pk,
        name=f"{person.honorific} {person.full_name}".strip(),
        title=", ".join(titles)[:400],
        organisation_id=unit.pk if unit is not None else None,
        organisation=unit.name if unit is not None else "",
        bloc=unit.bloc if unit is not None else "",
        level=level,
        email=email,
        way=way.value,
        also=OnPaper.POST.value if kind in BY_POST_TOO else "",
        rank=ranks.get(first.position.title_code, LAST),
        sort_key=person.sort_key,
        member=any(row.position.body_id in met for row in own if row.position.body_id in bodies),
        specialist=fold(titles[0]).startswith(SPECIALIST) and len(titles) == 1,
    )


def _guest(line: Chosen) -> Candidate:
    way = Way.MAIL if line.guest_email else Way.HAND if line.guest_organisation else Way.NONE
    return Candidate(
        person_id=None,
        name=line.guest_name,
        title=line.guest_title,
        organisation_id=None,
        organisation=line.guest_organisation,
        bloc=line.guest_bloc,
        level=line.guest_level,
        email=line.guest_email,
        way=way.value,
        also="",
        rank=GUESTS_BEFORE if line.guest_level == Level.CENTRAL else GUESTS_AFTER,
        sort_key=_placed(line.guest_place, sort_key(line.guest_name)),
        specialist=fold(line.guest_title).startswith(SPECIALIST),
        leads=line.guest_leads,
    )


def _placed(place: int | None, key: str) -> str:
    """How a guest sorts among guests: who was given a place by it, before all others, who go by name."""
    return f"{place:03d} {key}"[:700] if place is not None else key[:700]

"""Where a matter was dealt with before: passed by which conference, delegated to whom, met on already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from nghisu.conferences.enums import DECIDED
from nghisu.conferences.models import (
    AgendaItem,
    Conference,
    Consultation,
    DelegatedMatter,
    PreparationSettings,
)
from nghisu.conferences.policy import HELD
from nghisu.core.law import load_rulebook
from nghisu.core.text import fold
from nghisu.directory.queries import PAGE, Page
from nghisu.directory.queries.paging import page_of
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Deadline

STANDING_BOARD, STANDING_COMMITTEE, EXECUTIVE = "thuong-truc", "ban-thuong-vu", "ban-chap-hanh"
"""The bodies of a committee, by their codes in the rulebook."""
ALIKE = 85
"""How alike two matters read, of 100, from which they may be the same one."""
FEWEST_WORDS = 3
"""A shorter name says too little to be compared by."""

SHOW_IT_WAS_HELD = ("roll-call", "minutes", "conclusion-notice", "dossier")
"""Acts of the rulebook that are done only of a conference that takes place."""

SORTS = {
    "viec": ("sort_key", "id"),
    "-viec": ("-sort_key", "-id"),
    "tu-ngay": ("since", "id"),
    "-tu-ngay": ("-since", "-id"),
    "van-ban": ("document", "id"),
    "-van-ban": ("-document", "-id"),
}


@dataclass(frozen=True, slots=True)
class DelegatedFilter:
    """What is asked of the register: words of the matter, by or to whom, the document; only those in force."""

    text: str = ""
    in_force: bool = False


def delegated_matters(actor: Actor) -> QuerySet[DelegatedMatter]:
    """The register of delegated matters of the actor's committee."""
    return DelegatedMatter.objects.filter(committee=actor.committee_id).select_related("delegated_to")


def delegated_page(
    actor: Actor, wanted: DelegatedFilter, sort: str = "", after: str = "", size: int = PAGE
) -> Page[DelegatedMatter]:
    """A page of the register, found and sorted."""
    rows = delegated_matters(actor)
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.in_force:
        rows = rows.filter(in_force_on(clock.today()))
    total = rows.count()
    found, mark = page_of(rows, SORTS.get(sort, SORTS["viec"]), after, size)
    return Page(found, total, mark)


def in_force_on(day: date) -> Q:
    """Delegations that hold on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def alike(one: str, other: str) -> bool:
    """Whether two folded texts may speak of the same matter."""
    words = min(len(one.split()), len(other.split()))
    if words < FEWEST_WORDS:
        return one == other
    return fuzz.token_sort_ratio(one, other) >= ALIKE or (
        words > FEWEST_WORDS and fuzz.token_set_ratio(one, other) >= ALIKE + 10
    )


def delegated_alike(actor: Actor, titles: Iterable[str], on: date) -> dict[str, DelegatedMatter]:
    """The delegated matter that each of some matters may be, where there is one in force on a day: one query."""
    known = [
        (fold(one.matter), one) for one in delegated_matters(actor).filter(in_force_on(on)).order_by("id")
    ]
    found = {}
    for title in titles:
        folded = fold(title)
        match = next((one for text, one in known if alike(folded, text)), None)
        if match is not None:
            found[title] = match
    return found


def met_before(actor: Actor, conference: Conference, items: Sequence[AgendaItem]) -> dict[int, AgendaItem]:
    """The item of an earlier conference of the same kind that passed the same matter, by the item here."""
    earlier = [
        (fold(one.title), one)
        for one in AgendaItem.objects.filter(
            committee=actor.committee_id,
            passed_on__isnull=False,
            conference__entry__kind=conference.entry.kind,
            conference__entry__opening__lt=conference.entry.opening,
        )
        .exclude(conference=conference)
        .select_related("conference__entry")
    ]
    found = {}
    for item in items:
        folded = fold(item.title)
        match = next((one for text, one in earlier if alike(folded, text)), None)
        if match is not None and item.follows_id != match.pk:
            found[item.pk] = match
    return found


def decided_items(actor: Actor, conference: Conference) -> list[AgendaItem]:
    """The items that put a matter before the committee: for an opinion or a vote."""
    rows = AgendaItem.objects.filter(committee=actor.committee_id, conference=conference, purpose__in=DECIDED)
    return list(rows.select_related("conference", "follows__conference__entry__subject"))


def body_of_kind(conference: Conference) -> str:
    """The body whose conference it is, by its code."""
    kind = load_rulebook(conference.entry.subject.rulebook).kinds.get(conference.entry.kind)
    return kind.body if kind is not None else ""


def was_held(actor: Actor, conference: Conference) -> bool:
    """Whether something shows that a conference took place: it was opened here or, of one from before the office kept its
    work here, the history says that the roll was called, or what was said was written down. That these show it is our
    reading."""
    if conference.stage in HELD:
        return True
    done = Deadline.objects.filter(
        committee=actor.committee_id, subject=conference.entry.subject_id, done_at__isnull=False
    )
    return done.filter(act__in=SHOW_IT_WAS_HELD, not_applicable=False).exists()


def passed_by(item: AgendaItem, body: str) -> bool:
    """Whether the matter of an item passed that body's conference before."""
    earlier = item.follows
    return earlier is not None and earlier.passed_on is not None and body_of_kind(earlier.conference) == body


def origins_of(actor: Actor, items: Sequence[AgendaItem]) -> dict[int, set[int]]:
    """By item, the item itself and those it was carried from as conferences were merged: what was done for one of them
    was done for its matter. One query for each merger on the way."""
    found = {item.pk: {item.pk} for item in items}
    ahead = {item.pk: item.carried_from_id for item in items if item.carried_from_id is not None}
    while ahead:
        for pk, origin in ahead.items():
            found[pk].add(origin)
        rows = AgendaItem.objects.filter(committee=actor.committee_id, pk__in=set(ahead.values()))
        before = {one.pk: one.carried_from_id for one in rows if one.carried_from_id is not None}
        further = {pk: before[origin] for pk, origin in ahead.items() if origin in before}
        ahead = {pk: origin for pk, origin in further.items() if origin not in found[pk]}
    return found


def passed_in_writing(actor: Actor, items: Sequence[AgendaItem], body: str) -> set[int]:
    """The items whose matter a body passed by a written consultation, about the item or about the one that it follows."""
    followed = [item.follows for item in items if item.follows is not None]
    known = origins_of(actor, [*items, *followed])
    origins = {
        item.pk: known[item.pk] | (known[item.follows_id] if item.follows_id is not None else set())
        for item in items
    }
    passed = set(
        Consultation.objects.filter(
            committee=actor.committee_id,
            item__in={pk for known in origins.values() for pk in known},
            passed_on__isnull=False,
            body__code=body,
        ).values_list("item", flat=True)
    )
    return {pk for pk, known in origins.items() if known & passed}


def asks_standing_board_first(actor: Actor) -> bool:
    """Whether the committee has every matter pass Thường trực before Ban Thường vụ."""
    return PreparationSettings.objects.filter(
        committee=actor.committee_id, standing_board_first=True
    ).exists()

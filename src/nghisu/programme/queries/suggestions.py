"""Suggestions as far as a person may see them: the office those that were sent, a unit its own, a member the own ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from nghisu.core.conferences.findings.matter import alike, matter_of
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Suggestion, SuggestionCall
from nghisu.programme.queries.listing import entries_of_year

SPEAK_FOR_UNITS = frozenset({Role.CONTENT_OFFICER, Role.CONTENT_HEAD, Role.OTHER_OFFICE_OFFICER})
SPEAK_FOR_THEMSELVES = frozenset({Role.DELEGATE, Role.STANDING_BOARD_MEMBER})
WEIGH = frozenset({Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER})

NEAR = 82
"""How alike (0–100) two matters must be, word by word, to be shown side by side where their words are few."""


def units_spoken_for(by: Actor) -> frozenset[int]:
    """The units for which the actor may write suggestions."""
    return frozenset(g.organisation_id for g in by.grants if g.role in SPEAK_FOR_UNITS and g.organisation_id)


def may_speak_for(by: Actor, organisation_id: int | None) -> bool:
    """Whether the actor may suggest for a unit, or (None) as a member, in person."""
    if organisation_id is None:
        return by.person_id is not None and by.holds(*SPEAK_FOR_THEMSELVES)
    return organisation_id in units_spoken_for(by)


def visible_suggestions(by: Actor) -> QuerySet[Suggestion]:
    """What the actor may see of the suggestions of the committee."""
    rows = Suggestion.objects.filter(committee=by.committee_id)
    if not may(by, "suggestion.view"):
        return rows.none()
    own = Q(organisation__in=units_spoken_for(by))
    if by.person_id is not None:
        own |= Q(person=by.person_id)
    return rows.filter(own | ~Q(state__in=Suggestion.OWN)) if by.holds(*WEIGH) else rows.filter(own)


def suggestion_of(by: Actor, suggestion_id: int) -> Suggestion | None:
    """One suggestion with what its page shows; None where there is none that the actor may see."""
    return (
        visible_suggestions(by)
        .select_related("call", "organisation", "person", "joined", "entry")
        .filter(pk=suggestion_id)
        .first()
    )


def calls_of(by: Actor) -> QuerySet[SuggestionCall]:
    """The calls that concern the actor: for the office all, for others those that ask a unit or a body of theirs."""
    rows = SuggestionCall.objects.filter(committee=by.committee_id)
    if not may(by, "suggestion.view"):
        return rows.none()
    if by.holds(*WEIGH):
        return rows
    asked = Q(organisations__in=units_spoken_for(by)) | Q(suggestions__in=visible_suggestions(by))
    if by.body_ids:
        asked |= Q(bodies__in=by.body_ids) | Q(bodies__inner__in=by.body_ids)
    return rows.filter(asked).distinct()


def is_late(suggestion: Suggestion) -> bool:
    """Whether it came after the last day of its call; one not sent yet is late from the day after."""
    at = suggestion.sent_at or clock.now()
    return clock.local(at).date() > suggestion.call.closes_on


@dataclass(frozen=True, slots=True)
class Alike:
    """What speaks of the same matter: other suggestions, conferences of the programme."""

    suggestions: Sequence[Suggestion]
    entries: Sequence[Entry]


def alike_to(by: Actor, suggestion: Suggestion) -> Alike:
    """What may be the same matter as a suggestion, among those of its call and the conferences of its year."""
    others = (
        visible_suggestions(by)
        .filter(call=suggestion.call_id)
        .exclude(pk=suggestion.pk)
        .exclude(state__in=Suggestion.OWN)
        .select_related("organisation", "call")
        .order_by("id")
    )
    entries = entries_of_year(by, suggestion.call.since.year).order_by("opening", "id")
    if suggestion.entry_id:
        entries = entries.exclude(pk=suggestion.entry_id)
    return Alike(
        [other for other in others if _near(suggestion.matter, other.matter)],
        [entry for entry in entries.only("pk", "title", "opening") if _near(suggestion.matter, entry.title)],
    )


def _near(first: str, second: str) -> bool:
    one, other = matter_of(first), matter_of(second)
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return False
    if one.words and other.words and alike(one.words, other.words):
        return True
    return bool(fuzz.token_sort_ratio(fold(first), fold(second)) >= NEAR)


def entry_came_of(by: Actor, entry_id: int) -> Sequence[Suggestion]:
    """The suggestions that a conference came of, as far as the actor may see them."""
    if not may(by, "suggestion.view"):
        return []
    rows = visible_suggestions(by).filter(Q(entry=entry_id) | Q(joined__entry=entry_id))
    return list(rows.select_related("organisation", "person").order_by("id"))

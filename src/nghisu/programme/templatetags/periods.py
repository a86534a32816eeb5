"""Periods and versions in the words of a page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from nghisu.core.planning.periods import Period
from nghisu.programme.models import ProgrammeVersion, Suggestion

register = template.Library()

VERSION_TONES = {
    ProgrammeVersion.State.SUBMITTED.value: "due",
    ProgrammeVersion.State.RETURNED.value: "late",
    ProgrammeVersion.State.WITHDRAWN.value: "none",
    ProgrammeVersion.State.APPROVED.value: "soon",
    ProgrammeVersion.State.ISSUED.value: "done",
    ProgrammeVersion.State.SUPERSEDED.value: "none",
}
SUGGESTION_TONES = {
    Suggestion.State.DRAFT.value: "none",
    Suggestion.State.WITH_HEAD.value: "due",
    Suggestion.State.SENT.value: "soon",
    Suggestion.State.ACCEPTED.value: "done",
    Suggestion.State.JOINED.value: "done",
    Suggestion.State.BY_OPINION.value: "done",
    Suggestion.State.DEFERRED.value: "none",
    Suggestion.State.REFUSED.value: "late",
}


@register.filter
def period_words(period: Period) -> str:
    """`{{ period|period_words }}`: quý II năm 2026."""
    return period.say(_)


@register.filter
def version_tone(state: str) -> str:
    """`{% badge version.state|version_tone … %}`: the state whose colour a version's state has."""
    return VERSION_TONES.get(state, "none")


@register.filter
def suggestion_tone(state: str) -> str:
    """The same for a suggestion."""
    return SUGGESTION_TONES.get(state, "none")

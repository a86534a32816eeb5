"""What a conference may come of: a suggestion, or a key matter of a term; with what the form of it starts from."""

from __future__ import annotations

from nghisu.foundation.actors import Actor
from nghisu.programme.models import Suggestion, Theme
from nghisu.programme.queries.suggestions import suggestion_of


def suggestion_to_take_in(by: Actor, number: str) -> Suggestion | None:
    """The suggestion of an address that can still be taken in."""
    if not (number.isdecimal() and len(number) < 19):
        return None
    found = suggestion_of(by, int(number))
    gone = (*Suggestion.OWN, Suggestion.State.ACCEPTED)
    return found if found is not None and found.state not in gone else None


def theme_to_plan(by: Actor, number: str) -> Theme | None:
    """The key matter of an address that has no conference yet."""
    if not (number.isdecimal() and len(number) < 19):
        return None
    rows = Theme.objects.filter(committee=by.committee_id, pk=int(number), entry=None)
    return rows.select_related("lead").first()


def typed_of_suggestion(one: Suggestion) -> dict[str, str]:
    """The form of a conference as a suggestion would have it."""
    return {
        "kind": one.kind,
        "title": one.matter,
        "day": f"{one.wished:%d/%m/%Y}" if one.wished else "",
        "preparing": str(one.organisation_id or ""),
        "participants": one.participants,
        "note": one.need,
    }


def typed_of_theme(one: Theme) -> dict[str, str]:
    """The form of a conference as a key matter would have it; its day is still to be found in its year."""
    return {"title": one.title, "preparing": str(one.lead_id or ""), "note": one.note}

"""Whether the data that a draft was made from have changed since, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nghisu.core.papers.kept import KIND
from nghisu.core.papers.words import moment_words
from nghisu.documents.models import Draft
from nghisu.documents.queries.drafts import version_of
from nghisu.documents.registry import gathered_again
from nghisu.foundation.actors import Actor

WITHIN = {"meeting": None, "formalities": ("signer", "recipients", "kept_by")}
"""Data that are compared part by part: all of their parts, or these. What else a head says is its issuer's."""
INSTANTS = frozenset({"meeting.opening", "meeting.closing", "closing", "sent", "closed"})


@dataclass(frozen=True, slots=True)
class Change:
    """A place whose data changed: what they said when the draft took them, what they say now. `edited`: somebody wrote
    something else there by hand meanwhile."""

    place: str
    before: str
    after: str
    edited: bool


def changes_of(by: Actor, draft: Draft) -> list[Change]:
    """The places whose data changed since the draft took them; none for one begun by hand, issued or dropped."""
    if draft.gathered is None or draft.state in {Draft.State.ISSUED, Draft.State.DROPPED}:
        return []
    now = gathered_again(by, draft)
    if now is None:
        return []
    before, after = dict(stated(draft.gathered)), dict(stated(now.to_json()))
    written = dict(stated(version_of(draft).content))
    return [
        Change(
            place,
            in_words(place, before.get(place)),
            in_words(place, value),
            edited=written.get(place) != before.get(place),
        )
        for place, value in after.items()
        if value != before.get(place) and value != written.get(place)
    ]


def stated(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each place of some data with what stands there."""
    for name, value in data.items():
        if name in WITHIN and isinstance(value, Mapping):
            wanted = WITHIN[name]
            for part, inner in value.items():
                if part != KIND and (wanted is None or part in wanted):
                    yield f"{name}.{part}", inner
        elif name != KIND:
            yield name, value


def taken_over(written: Mapping[str, Any], now: Mapping[str, Any], places: frozenset[str]) -> dict[str, Any]:
    """What a draft says, with the data of now at some places."""
    found: dict[str, Any] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in written.items()
    }
    for place, value in stated(now):
        if place in places:
            outer, _dot, part = place.partition(".")
            if part:
                found.setdefault(outer, {})[part] = value
            else:
                found[outer] = value
    return found


def in_words(place: str, value: Any) -> str:
    """Some data as a person reads them, a line for each of several."""
    if value is None or value == "":
        return ""
    if place in INSTANTS and isinstance(value, str):
        return moment_words(datetime.fromisoformat(value))
    if isinstance(value, list):
        return "\n".join(in_words("", one) for one in value)
    if isinstance(value, Mapping):
        said = (in_words("", one) for name, one in value.items() if name != KIND)
        return ", ".join(one for one in said if one)
    return str(value)

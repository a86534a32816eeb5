"""The parts of a conference's page that the storeys above bring: proposal, documents, people invited …

An app above registers its part when it is ready; the frame of the page shows the parts that the reader may open, in the
order of work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of the page of a conference, with a page of its own (phần của trang hội nghị).

    `route` is its address, which takes the `entry_id`; `position` its place among the parts (tens, in the order of work);
    `name` says its name in the language that is active; `action` opens it; `count` says how much waits in it.
    """

    key: str
    route: str
    position: int
    name: Callable[[], str]
    action: str
    count: Callable[[Actor, Entry], int] | None = None


@dataclass(frozen=True, slots=True)
class PartOnPage:
    """A part as the reader sees it above a page of one conference."""

    name: str
    url: str
    current: bool
    count: int


Steps = Callable[[Actor, Entry], list[dict[str, str]]]

_parts: dict[str, PagePart] = {}
_steps: list[Steps] = []


def steps_on_page(steps: Steps) -> Steps:
    """Register who says the stages of a conference, for the head of its pages; name and state of each (`stepper`)."""
    if steps not in _steps:
        _steps.append(steps)
    return steps


def stages_of(actor: Actor, entry: Entry) -> list[dict[str, str]]:
    """The stages of a conference as steps; none where no app above keeps any for it."""
    return [one for steps in _steps for one in steps(actor, entry)]


def page_part(part: PagePart) -> None:
    """Register a part. Raises ValueError when another of the same key stands already."""
    if _parts.get(part.key, part).route != part.route:
        raise ValueError(f"two parts of the page are called {part.key}")
    _parts[part.key] = part


def part_url(actor: Actor, entry: Entry, key: str) -> str:
    """Where a part of a conference's page is; the conference itself where the actor may not open it."""
    part = _parts.get(key)
    if part is not None and may(actor, part.action):
        return reverse(part.route, args=[entry.pk])
    return reverse("programme:entry", args=[entry.pk])


def parts_of(actor: Actor, entry: Entry, current: str) -> list[PartOnPage]:
    """The parts of a conference that the actor may open, in the order of work; `current` is the key of this page."""
    return [
        PartOnPage(
            name=part.name(),
            url=reverse(part.route, args=[entry.pk]),
            current=part.key == current,
            count=part.count(actor, entry) if part.count else 0,
        )
        for part in sorted(_parts.values(), key=lambda one: one.position)
        if may(actor, part.action)
    ]

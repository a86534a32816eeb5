"""What official documents of a conference state, gathered from what the house knows; each app registers the kinds whose
data it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nghisu.conferences.models import Conference
from nghisu.conferences.refusals import NoSuchPaper
from nghisu.core.papers.kinds import KINDS, Content, PaperKind
from nghisu.foundation.actors import Actor

Gather = Callable[[Actor, Conference, int | None], Content]
"""By whom, of which conference, for which of those invited (None: the first)."""

_gatherers: dict[str, Gather] = {}


@dataclass(frozen=True, slots=True)
class GatheredPaper:
    """A kind with its data as they are now."""

    kind: PaperKind
    content: Content

    @property
    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        return self.content.missing()


def gathers(*codes: str) -> Callable[[Callable[..., Content]], Callable[..., Content]]:
    """Register who gathers the data of some kinds. Raises ValueError for a kind that has somebody already."""

    def register(gather: Callable[..., Content]) -> Callable[..., Content]:
        for code in codes:
            known: Any = _gatherers.get(code)
            if known is not None and known.__qualname__ != gather.__qualname__:
                raise ValueError(f"two gather the data of {code}")
            _gatherers[code] = gather
        return gather

    return register


def gather(by: Actor, conference: Conference, code: str, invitee_id: int | None = None) -> GatheredPaper:
    """The data of a kind of document for a conference. Raises NoSuchPaper for a kind that is none."""
    kind = KINDS.get(code)
    if kind is None or code not in _gatherers:
        raise NoSuchPaper(code, known_codes())
    return GatheredPaper(kind, _gatherers[code](by, conference, invitee_id))


def known_codes() -> list[str]:
    """The kinds that somebody gathers the data of, in the order of work."""
    return [code for code in KINDS if code in _gatherers]


def kinds_for(conference: Conference) -> Iterable[PaperKind]:
    """The kinds that this conference needs: the drafts of Ban Chấp hành only for its own."""
    full = conference.entry.kind == "ban-chap-hanh"
    return [KINDS[code] for code in known_codes() if full or not KINDS[code].of_full_committee]

"""What official documents of a conference state, gathered from what the house knows; each app registers the kinds whose
data it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from nghisu.conferences.models import Conference, Consultation
from nghisu.conferences.refusals import NoSuchPaper, PaperOfAnotherBody, PaperOfNoSitting
from nghisu.core.papers.kinds import KINDS, Content, PaperKind
from nghisu.documents.models import Issuer
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import reading_once


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a document: for which of those invited (None: the first), under which issuer (None: the one whose
    it is by its kind and side), on which matter of the agenda (None: the first that it can be on)."""

    invitee_id: int | None = None
    issuer: Issuer | None = None
    item_id: int | None = None


Gather = Callable[[Actor, Conference, Wanted], Content]
"""By whom, of which conference, as it is wanted."""
LANGUAGE = "vi"
"""Official documents are written in Vietnamese, whatever language their drafter reads."""
CONSULTED = "bao-cao-tong-hop"
CONCLUSIONS = "thong-bao-ket-luan"
THEMATIC = "nghi-quyet-chuyen-de"
"""The kind of which a conference may need several, one on each matter that is voted on."""

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


def gather(
    by: Actor,
    conference: Conference,
    code: str,
    invitee_id: int | None = None,
    issuer: Issuer | None = None,
    item_id: int | None = None,
) -> GatheredPaper:
    """The data of a kind of document for a conference. Raises NoSuchPaper for a kind that is none, or none of this one:
    what Ban Chấp hành alone issues, what says that a conference sat which is not held, what is on no such matter."""
    kind = KINDS.get(code)
    if kind is None or code not in _gatherers:
        raise NoSuchPaper(code, known_codes())
    if kind.of_full_committee and not _is_full(conference):
        raise PaperOfAnotherBody
    if _says_it_sat(kind) and not conference.entry.is_held:
        raise PaperOfNoSitting(conference.entry.get_state_display())
    with translation.override(LANGUAGE), reading_once():
        return GatheredPaper(kind, _gatherers[code](by, conference, Wanted(invitee_id, issuer, item_id)))


def gather_for(by: Actor, conference: Conference) -> list[GatheredPaper]:
    """All the kinds that a conference needs, with their data; what several of them state is read once."""
    with reading_once():
        return [gather(by, conference, kind.code) for kind in kinds_for(conference)]


def known_codes() -> list[str]:
    """The kinds that somebody gathers the data of, in the order of work."""
    return [code for code in KINDS if code in _gatherers]


def kinds_for(conference: Conference) -> Iterable[PaperKind]:
    """The kinds that this conference needs: the drafts of Ban Chấp hành only for its own, a report on opinions only
    where some were asked, what says that it sat only where it is held."""
    full, held = _is_full(conference), conference.entry.is_held
    asked = Consultation.objects.filter(
        committee=conference.committee_id, entry=conference.entry_id, sent_at__isnull=False
    ).exists()
    return [
        KINDS[code]
        for code in known_codes()
        if (full or not KINDS[code].of_full_committee)
        and (asked or code != CONSULTED)
        and (held or not _says_it_sat(KINDS[code]))
    ]


def _is_full(conference: Conference) -> bool:
    """Whether it is a conference of Ban Chấp hành."""
    return conference.entry.kind == "ban-chap-hanh"


def _says_it_sat(kind: PaperKind) -> bool:
    """Whether a document says what was said or concluded at the sitting."""
    return kind.of_full_committee or kind.code == CONCLUSIONS


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Where a kind is drafted and issued that has a page of its own, and how it stands there, in a sentence."""

    url: str
    said: str


_own_pages: dict[str, Callable[[Actor, Conference], OwnPage]] = {}


def drafted_at(code: str, page: Callable[[Actor, Conference], OwnPage]) -> None:
    """Register the page on which a kind is drafted: the list of documents leads there."""
    _own_pages[code] = page


def own_page_of(by: Actor, conference: Conference, code: str) -> OwnPage | None:
    """The page on which a kind is drafted; None for one that is drafted as any document."""
    page = _own_pages.get(code)
    return page(by, conference) if page is not None else None

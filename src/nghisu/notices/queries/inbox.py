from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from nghisu.core.text import fold
from nghisu.foundation.actors import Actor
from nghisu.notices.enums import FAMILY_NAMES, Family, family_of, kinds_like
from nghisu.notices.models import Notice

MOST = 100
"""A navigation shows no more than this: beyond that nobody counts."""


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a person looks for among the own notices."""

    text: str = ""
    family: Family | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as a page shows it, in the reader's language."""

    row: Notice
    title: str
    body: str
    family: Family

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def at(self) -> datetime:
        return self.row.at

    @property
    def is_unread(self) -> bool:
        return self.row.read_at is None

    @property
    def family_name(self) -> str:
        return str(FAMILY_NAMES[self.family])


def own_notices(by: Actor, wanted: InboxFilter | None = None) -> QuerySet[Notice]:
    """The notices of the actor in the committee, the latest first; none for one who serves nowhere."""
    if by.person_id is None or by.committee_id is None:
        return Notice.objects.none()
    wanted = wanted or InboxFilter()
    rows = Notice.objects.filter(committee=by.committee_id, person=by.person_id).order_by("-id")
    if wanted.unread:
        rows = rows.filter(read_at=None)
    if wanted.family is not None:
        rows = rows.filter(_of_family(wanted.family))
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _of_family(family: Family) -> Q:
    if family is Family.OTHER:
        named = [word for one in Family if one is not Family.OTHER for word in kinds_like(one)]
        return ~_starts_with(named)
    return _starts_with(kinds_like(family))


def _starts_with(words: list[str]) -> Q:
    found = Q(pk__in=[])
    for word in words:
        found |= Q(kind__startswith=f"{word}.") | Q(kind=word)
    return found


def unread_count(by: Actor) -> int:
    """How many notices the actor has not read, up to a hundred."""
    return own_notices(by, InboxFilter(unread=True)).order_by()[:MOST].count()


def lines_of(notices: list[Notice]) -> list[NoticeLine]:
    """Notices in the language of the reader."""
    return [line_of(notice) for notice in notices]


def line_of(notice: Notice) -> NoticeLine:
    words = notice.words.get(get_language() or "vi") or notice.words["vi"]
    return NoticeLine(notice, words["title"], words["body"], family_of(notice.kind))

"""Who is invited to a conference: found, sorted, counted; and who may look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference
from nghisu.core.text import fold
from nghisu.directory.queries.paging import PAGE, Page, page_of
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.tables import Cell
from nghisu.invitations.enums import Level, Standing, Way, ways_said
from nghisu.invitations.models import Invitee
from nghisu.programme.models import Entry

SORTS = {
    "thu-tu": ("rank", "sort_key", "id"),
    "-thu-tu": ("-rank", "-sort_key", "-id"),
    "ten": ("sort_key", "id"),
    "-ten": ("-sort_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class InviteeFilter:
    """What is asked of the list of those invited."""

    text: str = ""
    standing: str = ""
    way: str = ""
    level: str = ""

    @property
    def asks(self) -> bool:
        return any((self.text, self.standing, self.way, self.level))


def invitees_of(
    by: Actor, conference: Conference | None, wanted: InviteeFilter | None = None
) -> QuerySet[Invitee]:
    """Those invited to a conference, of whom nobody was taken off the list; nothing for who may not look."""
    if conference is None or not may(by, "invitee.view"):
        return Invitee.objects.none()
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    wanted = wanted or InviteeFilter()
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    if wanted.way:
        rows = rows.filter(Q(way=wanted.way) | Q(also=wanted.way))
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    return rows


def page_of_invitees(rows: QuerySet[Invitee], sort: str, after: str, size: int = PAGE) -> Page[Invitee]:
    """Some of them, in the order of precedence or by name, and how many there are in all."""
    total = rows.count()
    rows = rows.select_related("organisation").prefetch_related("items")
    found, mark = page_of(rows, SORTS.get(sort, SORTS["thu-tu"]), after, size)
    return Page(found, total, mark)


def invitee_of(by: Actor, invitee_id: int) -> Invitee | None:
    """One who is or was invited, where the actor may look; None for another committee's."""
    if not may(by, "invitee.view"):
        return None
    rows = Invitee.objects.filter(committee=by.committee_id, pk=invitee_id)
    return rows.select_related("conference__entry__subject", "organisation", "person").first()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many are invited to a conference, in which capacity, and to how many nothing can be sent."""

    total: int
    summoned: int
    guests: int
    substitutes: int
    without_way: int


def numbers_of(by: Actor, conference: Conference | None) -> Numbers:
    """Counted when asked, in one query."""
    rows = invitees_of(by, conference).order_by()
    counts = {
        (standing, way): count
        for standing, way, count in rows.values_list("standing", "way").annotate(count=Count("id"))
    }

    def of(standing: str) -> int:
        return sum(count for (one, _way), count in counts.items() if one == standing)

    summoned, guests, substitutes = of(Standing.SUMMONED), of(Standing.GUEST), of(Standing.SUBSTITUTE)
    without = sum(count for (_one, way), count in counts.items() if way == Way.NONE)
    return Numbers(summoned + guests + substitutes, summoned, guests, substitutes, without)


def count_of(by: Actor, entry: Entry) -> int:
    """How many are invited who cannot be sent anything: what waits in this part of the page."""
    if not may(by, "invitee.view"):
        return 0
    rows = Invitee.objects.filter(committee=by.committee_id, conference__entry=entry, removed_at=None)
    return rows.filter(way=Way.NONE).count()


def table_of(rows: Sequence[Invitee]) -> tuple[list[str], list[list[Cell]]]:
    """The list as a table, in the order of precedence."""
    head = [
        _("Số"),
        _("Họ và tên"),
        _("Chức vụ"),
        _("Cơ quan, đơn vị"),
        _("Cấp"),
        _("Tư cách"),
        _("Cách gửi"),
        _("Thư điện tử"),
    ]
    body: list[list[Cell]] = [
        [
            place,
            one.name,
            one.title,
            unit_name(one),
            str(Level(one.level).label) if one.level else "",
            str(Standing(one.standing).label),
            ways_said(one.way, one.also),
            one.email,
        ]
        for place, one in enumerate(rows, 1)
    ]
    return head, body


def unit_name(one: Invitee) -> str:
    """The unit somebody comes from, of the directory or as it was typed."""
    return one.organisation.name if one.organisation is not None else one.organisation_text


def columns() -> list[dict[str, Any]]:
    return [
        {"key": "ten", "label": _("Họ và tên"), "sort": "ten"},
        {"key": "don-vi", "label": _("Cơ quan, đơn vị"), "sort": ""},
        {"key": "tu-cach", "label": _("Tư cách"), "sort": ""},
        {"key": "cach-gui", "label": _("Cách gửi"), "sort": ""},
    ]

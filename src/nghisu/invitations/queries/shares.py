"""Letters gathered by the unit that receives them: the list for the hall, the book of hand delivery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Case, CharField, Exists, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from nghisu.invitations.enums import Step
from nghisu.invitations.models import Delivery
from nghisu.invitations.queries.letters import came_to
from nghisu.invitations.queries.wording import LEADERS, OTHERS

RECEIVED_BY = Coalesce(
    "unit__name",
    "invitee__organisation__name",
    NullIf("invitee__organisation_text", Value("")),
    Case(When(invitee__member=True, then=Value(LEADERS)), default=Value(OTHERS)),
    output_field=CharField(),
)
"""Under what a letter stands. Those of no unit are the leaders of the committee and guests of their own: they stand
together."""


@dataclass(slots=True)
class UnitShare:
    """The letters that go to one unit together, or those of them on a page."""

    name: str
    count: int
    """All of them, on whatever page."""
    before: int
    """How many stand before the first of `rows` in the whole list, which is numbered through."""
    begins: bool
    """Whether the first of `rows` is the first of the unit."""
    handed: int = 0
    """How many of all of them were handed out at the hall."""
    rows: list[Delivery] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether all of them stand here."""
        return len(self.rows) == self.count


@dataclass(frozen=True, slots=True)
class SharePage:
    """Some letters by unit, how many there are in all, the mark after which the next come ("" at the end)."""

    shares: Sequence[UnitShare]
    total: int
    after: str = ""
    handed: int = 0


def shares_of(
    rows: QuerySet[Delivery], *, without: Exists | None = None, after: str = "", size: int | None = None
) -> SharePage:
    """Letters by unit, in the order of precedence of the first of each; at most `size` of them, after a mark.

    Those that are `without` something keep the place they have among all: whoever has it meanwhile moves nobody else,
    so that no page leaves out one who stood on none. What is read of all is little; whole letters are read of a page.
    """
    listed = rows.select_related(None).annotate(received_by=RECEIVED_BY)
    listed = listed.annotate(stays=Value(True) if without is None else ~without, handed=came_to(Step.HANDED))
    units: dict[str, list[tuple[int, bool]]] = {}
    handed: Counter[str] = Counter()
    in_order = listed.order_by("invitee__rank", "invitee__sort_key", "pk")
    for pk, name, stays, is_handed in in_order.values_list("pk", "received_by", "stays", "handed"):
        units.setdefault(name, []).append((pk, stays))
        handed[name] += stays and is_handed
    flat = [(pk, name, stays) for name, letters in units.items() for pk, stays in letters]
    begin = next((place for place, (pk, _name, _stays) in enumerate(flat, 1) if str(pk) == after), 0)
    passed = Counter(name for _pk, name, stays in flat[:begin] if stays)
    coming = [(pk, name) for pk, name, stays in flat[begin:] if stays]
    counts = passed + Counter(name for _pk, name in coming)
    shown = coming if size is None else coming[:size]
    whole = rows.in_bulk([pk for pk, _name in shown])
    shares: dict[str, UnitShare] = {}
    for place, (pk, name) in enumerate(shown, passed.total()):
        if name not in shares:
            shares[name] = UnitShare(name, counts[name], place, not passed[name], handed[name])
        shares[name].rows.append(whole[pk])
    mark = str(shown[-1][0]) if len(shown) < len(coming) else ""
    return SharePage(list(shares.values()), counts.total(), mark, handed.total())

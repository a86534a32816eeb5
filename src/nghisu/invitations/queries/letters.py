"""How the letters of a conference stand: how many are drawn, sent, confirmed, and whose are not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from nghisu.conferences.queries.papers import symbols
from nghisu.core.form.rules import Side
from nghisu.core.issuing import written_number
from nghisu.core.text import fold
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.tables import Cell
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.models import Delivery, Invitee, Mailing, Receipt
from nghisu.invitations.queries.wording import LEADERS, OTHERS
from nghisu.notices.adapters.mail import MAIL
from nghisu.programme.models import Entry

GM = "GM"
"""The symbol of letters of invitation in their numbers."""
STEPS = (Step.SENT, Step.DELIVERED, Step.OPENED, Step.CONFIRMED)


def mailing_of(by: Actor, entry: Entry) -> Mailing | None:
    """The letters of a conference; None where there are none, or the actor may not look."""
    if not may(by, "invitee.view"):
        return None
    rows = Mailing.objects.filter(committee=by.committee_id, conference__entry=entry)
    return rows.select_related(
        "committee", "issuer", "issuer_of_board", "conference__committee", "conference__entry"
    ).first()


def signs_of(mailing: Mailing) -> str:
    """The number and symbol under which letters were issued, as the register writes them; of both versions where there
    are two."""
    short = symbols(mailing.committee)
    found = []
    for number, issuer, symbol in (
        (mailing.number, mailing.issuer, short[1]),
        (mailing.number_of_board, mailing.issuer_of_board, short[0]),
    ):
        side = Side(issuer.side) if issuer is not None else Side.PARTY
        symbol = issuer.symbol if issuer is not None else symbol
        if number:
            found.append(written_number(side, int(number), GM, symbol) if number.isdecimal() else number)
    return ", ".join(found)


def deliveries_of(by: Actor, mailing: Mailing) -> QuerySet[Delivery]:
    """The letters to those who are still invited."""
    return Delivery.objects.filter(
        committee=by.committee_id, mailing=mailing, invitee__removed_at=None
    ).select_related("invitee__organisation", "unit")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the letters of a conference stand, counted when asked."""

    total: int
    drawn: int
    new: int
    """Who came onto the list after the letters were issued and has none."""
    steps: dict[str, int]
    ways: dict[str, int]
    held: int
    dead: int

    @property
    def confirmed(self) -> int:
        return self.steps.get(Step.CONFIRMED, 0)

    @property
    def unconfirmed(self) -> int:
        return self.total - self.confirmed


def standing_of(by: Actor, mailing: Mailing) -> Standing:
    """Six queries, whatever the number of letters. A letter is confirmed when the one it is for confirmed it, or, of a
    letter with one hop, whoever received it."""
    rows = deliveries_of(by, mailing).select_related(None).order_by()
    total, drawn = rows.count(), rows.filter(drawn_at__isnull=False).count()
    steps = dict(
        Receipt.objects.filter(committee=by.committee_id, delivery__in=rows.values("pk"))
        .exclude(delivery__way=Way.NETWORK, hop=1, step__in=(Step.CONFIRMED, Step.OPENED))
        .order_by()
        .values_list("step")
        .annotate(count=Count("delivery", distinct=True))
    )
    ways = dict(rows.values_list("way").annotate(count=Count("pk")))
    invited = Invitee.objects.filter(
        committee=by.committee_id, conference=mailing.conference_id, removed_at=None, delivery=None
    ).count()
    out = dict(
        Outgoing.objects.filter(
            committee=by.committee_id,
            channel=MAIL,
            bundle=f"invitation {mailing.pk}",
            state__in=["held", "dead"],
        )
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    return Standing(total, drawn, invited, steps, ways, out.get("held", 0), out.get("dead", 0))


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """What is asked of the list of letters. `without` is a step that a letter has not come to."""

    text: str = ""
    way: str = ""
    without: str = ""

    @property
    def asks(self) -> bool:
        return any((self.text, self.way, self.without))


def wanted_deliveries(by: Actor, mailing: Mailing, wanted: DeliveryFilter) -> QuerySet[Delivery]:
    """The letters that are asked for."""
    rows = deliveries_of(by, mailing)
    for word in fold(wanted.text).split():
        rows = rows.filter(invitee__search_text__contains=word)
    if wanted.way:
        rows = rows.filter(way=wanted.way)
    if wanted.without:
        there = Receipt.objects.filter(delivery=OuterRef("pk"), step=wanted.without).exclude(
            delivery__way=Way.NETWORK, hop=1, step=Step.CONFIRMED
        )
        rows = rows.exclude(Exists(there))
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A letter on a page: the furthest step of each hop, in words."""

    one: Delivery
    first: Receipt | None
    second: Receipt | None
    has_two_hops: bool


def lines_of(by: Actor, rows: Sequence[Delivery]) -> list[Line]:
    """Letters with how far they came: one query for all of them."""
    order = list(Step)
    furthest: dict[tuple[int, int], Receipt] = {}
    for one in Receipt.objects.filter(committee=by.committee_id, delivery__in=[row.pk for row in rows]):
        key = (one.delivery_id, one.hop)
        known = furthest.get(key)
        if known is None or order.index(Step(known.step)) < order.index(Step(one.step)):
            furthest[key] = one
    return [
        Line(row, furthest.get((row.pk, 1)), furthest.get((row.pk, 2)), row.way == Way.NETWORK)
        for row in rows
    ]


@dataclass(slots=True)
class UnitShare:
    """The letters that go to one unit, or by hand, together."""

    name: str
    unit_id: int | None
    rows: list[Delivery] = field(default_factory=list)
    before: int = 0
    """How many stand before its first in the whole list, which is numbered through."""


def by_unit(rows: Sequence[Delivery]) -> list[UnitShare]:
    """Letters gathered by the unit that receives them, in the order of the first of each.

    Those of no unit are the leaders of the committee and guests of their own: they stand together, in order of rank.
    """
    shares: dict[str, UnitShare] = {}
    for one in rows:
        unit = one.unit or one.invitee.organisation
        name = unit.name if unit is not None else one.invitee.organisation_text or _without_unit(one.invitee)
        shares.setdefault(name, UnitShare(name, unit.pk if unit is not None else None)).rows.append(one)
    before = 0
    for share in shares.values():
        share.before, before = before, before + len(share.rows)
    return list(shares.values())


def _without_unit(invitee: Invitee) -> str:
    """Under what somebody stands who belongs to no unit."""
    return LEADERS if invitee.member else OTHERS


def units_over_the_network(by: Actor, mailing: Mailing) -> list[tuple[int, str, int, int]]:
    """The units that receive over the Party network: number, name, letters, of them confirmed by the unit."""
    rows = deliveries_of(by, mailing).filter(way=Way.NETWORK, unit__isnull=False)
    counted = Counter(rows.values_list("unit_id", "unit__name"))
    confirmed: dict[int, int] = defaultdict(int)
    receipts = Receipt.objects.filter(
        committee=by.committee_id, delivery__in=rows.values("pk"), hop=1, step=Step.CONFIRMED
    )
    for unit in receipts.values_list("delivery__unit_id", flat=True):
        confirmed[unit or 0] += 1
    return [
        (pk or 0, name, count, confirmed[pk or 0])
        for (pk, name), count in sorted(counted.items(), key=lambda one: one[0][1] or "")
    ]


def table_of(lines: Sequence[Line]) -> tuple[list[str], list[list[Cell]]]:
    """The letters as a table."""
    head = [
        _("Số"),
        _("Họ và tên"),
        _("Chức vụ"),
        _("Cơ quan, đơn vị"),
        _("Người ký"),
        _("Cách gửi"),
        _("Đơn vị nhận"),
        _("Tình trạng"),
        _("Đại biểu của đơn vị"),
    ]
    body: list[list[Cell]] = []
    for place, line in enumerate(lines, 1):
        invitee = line.one.invitee
        unit = invitee.organisation.name if invitee.organisation is not None else invitee.organisation_text
        body.append(
            [
                place,
                invitee.name,
                invitee.title,
                unit,
                line.one.get_version_display(),
                line.one.get_way_display(),
                line.one.unit.name if line.one.unit is not None else "",
                line.first.get_step_display() if line.first is not None else _("Chưa gửi"),
                line.second.get_step_display() if line.second is not None else "",
            ]
        )
    return head, body

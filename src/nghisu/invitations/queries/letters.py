"""How the letters of a conference stand: how many are drawn, sent, confirmed, and whose are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nghisu.core.text import fold
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import stuck_in
from nghisu.foundation.tables import Cell
from nghisu.invitations.enums import MailingState, Step, Way, ways_said
from nghisu.invitations.models import Delivery, Invitee, Mailing, Receipt
from nghisu.invitations.queries.numbers import READ_WITH, in_force
from nghisu.invitations.queries.originals import may_leave
from nghisu.notices.adapters.mail import MAIL
from nghisu.programme.models import Entry

STEPS = (Step.SENT, Step.DELIVERED, Step.OPENED, Step.CONFIRMED)


def mailing_of(by: Actor, entry: Entry) -> Mailing | None:
    """The letters of a conference that are in force, before any was issued those drafted; None where there are none, or
    the actor may not look."""
    if not may(by, "invitee.view"):
        return None
    rows = Mailing.objects.filter(committee=by.committee_id, conference__entry=entry)
    return in_force(rows.select_related("conference__committee", "conference__entry"))


def drafted_of(by: Actor, mailing: Mailing | None) -> Mailing | None:
    """The letters that wait to be issued: those drafted to replace letters in force, else these themselves until they are
    issued."""
    if mailing is None:
        return None
    rows = Mailing.objects.filter(committee=by.committee_id, replaces=mailing, issued_at=None)
    replacing = rows.select_related(*READ_WITH, "conference__committee", "conference__entry").first()
    return replacing or (mailing if mailing.state != MailingState.ISSUED else None)


def deliveries_of(by: Actor, mailing: Mailing) -> QuerySet[Delivery]:
    """The letters to those who are still invited."""
    return Delivery.objects.filter(
        committee=by.committee_id, mailing=mailing, invitee__removed_at=None
    ).select_related("invitee__organisation", "unit", "mailing")


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
    """Four queries, whatever the number of letters. A letter is confirmed when the one it is for confirmed it, or, of a
    letter with one hop, whoever received it."""
    rows = deliveries_of(by, mailing).select_related(None).order_by()
    ways, drawn = {}, 0
    for way, count, there in rows.values_list("way").annotate(count=Count("pk"), there=Count("drawn_at")):
        ways[way], drawn = count, drawn + there
    total = sum(ways.values())
    steps = dict(
        Receipt.objects.filter(committee=by.committee_id, delivery__in=rows.values("pk"))
        .exclude(delivery__way=Way.NETWORK, hop=1, step__in=(Step.CONFIRMED, Step.OPENED))
        .order_by()
        .values_list("step")
        .annotate(count=Count("delivery", distinct=True))
    )
    invited = Invitee.objects.filter(
        committee=by.committee_id, conference=mailing.conference_id, removed_at=None
    ).count()
    stuck = stuck_in(by.committee_id, MAIL, f"invitation {mailing.pk}")
    return Standing(total, drawn, invited - total, steps, ways, stuck.held, stuck.dead)


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
        rows = rows.filter(goes_by(Way(wanted.way)))
    if wanted.without:
        rows = rows.exclude(came_to(wanted.without))
    return rows


def goes_by(*ways: Way) -> Q:
    """The letters that go by one of some ways, as the only letter or as the second one on paper."""
    return Q(way__in=ways) | Q(also__in=ways)


def came_to(step: str) -> Exists:
    """Whether a letter came to a step: one over the network is confirmed by whoever it is for, not by their unit."""
    there = Receipt.objects.filter(delivery=OuterRef("pk"), step=step)
    return Exists(there.exclude(delivery__way=Way.NETWORK, hop=1, step=Step.CONFIRMED))


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


def address_of(one: Delivery) -> str:
    """Where a letter by post goes: the address said of the one it is for, else that of the unit it goes to, else that of
    their own; "" where none is known."""
    units = (one.unit, one.invitee.organisation)
    return one.invitee.address or next(
        (unit.address for unit in units if unit is not None and unit.address), ""
    )


def units_over_the_network(by: Actor, mailing: Mailing) -> list[tuple[int, str, int, int]]:
    """The units that receive over the Party network: number, name, letters, of them confirmed by the unit."""
    rows = (
        may_leave(deliveries_of(by, mailing).filter(way=Way.NETWORK, unit__isnull=False))
        .select_related(None)
        .order_by()
    )
    confirmed = Receipt.objects.filter(delivery=OuterRef("pk"), hop=1, step=Step.CONFIRMED)
    there = Count("pk", filter=Exists(confirmed))
    counted = rows.values_list("unit_id", "unit__name").annotate(count=Count("pk"), there=there)
    return [(pk, name, count, there) for pk, name, count, there in counted.order_by("unit__name", "unit_id")]


def table_of(lines: Sequence[Line]) -> tuple[list[str], list[list[Cell]]]:
    """The letters as a table."""
    head = [
        _("Số"),
        _("Họ và tên"),
        _("Chức vụ"),
        _("Cơ quan, đơn vị"),
        _("Người ký"),
        _("Cách gửi"),
        _("Địa chỉ nhận thư"),
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
                ways_said(line.one.way, line.one.also),
                address_of(line.one),
                line.one.unit.name if line.one.unit is not None else "",
                line.first.get_step_display() if line.first is not None else _("Chưa gửi"),
                line.second.get_step_display() if line.second is not None else "",
            ]
        )
    return head, body

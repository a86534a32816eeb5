"""How far an issued document came to those it was sent to, and what came to the actor or the actor's unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nghisu.core.text import fold
from nghisu.documents.enums import DispatchStep, Level
from nghisu.documents.models import Dispatch, DispatchReceipt, IssuedDocument, Recipient
from nghisu.documents.registry import is_delivered_otherwise
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import stuck_in
from nghisu.foundation.tables import Cell
from nghisu.notices.adapters.mail import MAIL

FORWARDED = "forwarded"
"""The step that is a unit's alone: it sent the document on to its own people."""


def recipients_of(by: Actor, row: IssuedDocument) -> QuerySet[Recipient]:
    """To whom a document was sent."""
    return Recipient.objects.filter(committee=by.committee_id, issued=row)


def may_be_sent(row: IssuedDocument) -> bool:
    """Whether a document goes out here: none that is secret or cancelled, none that a storey above delivers."""
    stands = row.level == Level.NORMAL and row.state == IssuedDocument.State.ISSUED
    return stands and not is_delivered_otherwise(row.about_kind)


def bundle_of(issued_id: int) -> str:
    """What holds together the letters by which a document goes."""
    return f"issued-document {issued_id}"


@dataclass(frozen=True, slots=True)
class DispatchStanding:
    """How far a document came, counted when asked."""

    total: int
    units: int
    steps: dict[str, int]
    forwarded: int
    held: int
    dead: int

    @property
    def confirmed(self) -> int:
        return self.steps.get(DispatchStep.CONFIRMED, 0)

    @property
    def unconfirmed(self) -> int:
        return self.total - self.confirmed


def dispatch_standing(by: Actor, row: IssuedDocument) -> DispatchStanding:
    """Three queries, whatever the number of recipients."""
    rows = recipients_of(by, row).order_by()
    counted = rows.aggregate(total=Count("pk"), units=Count("pk", filter=Q(unit__isnull=False)))
    receipts = DispatchReceipt.objects.filter(recipient__issued=row).order_by()
    steps = receipts.aggregate(
        forwarded=Count("recipient", filter=Q(hop=2, step=DispatchStep.SENT), distinct=True),
        **{
            step.value: Count("recipient", filter=Q(hop=1, step__in=_come_to(step)), distinct=True)
            for step in DispatchStep
        },
    )
    forwarded = steps.pop(FORWARDED)
    stuck = stuck_in(by.committee_id, MAIL, bundle_of(row.pk))
    return DispatchStanding(
        counted["total"],
        counted["units"],
        steps,
        forwarded,
        stuck.held,
        stuck.dead,
    )


@dataclass(frozen=True, slots=True)
class RecipientFilter:
    """What is asked of the list of recipients. `without` is a step that a document has not come to."""

    text: str = ""
    way: str = ""
    without: str = ""

    @property
    def asks(self) -> bool:
        return any((self.text, self.way, self.without))


def wanted_recipients(by: Actor, row: IssuedDocument, wanted: RecipientFilter) -> QuerySet[Recipient]:
    """The recipients that are asked for."""
    rows = recipients_of(by, row)
    for word in fold(wanted.text).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.way:
        rows = rows.filter(Exists(Dispatch.objects.filter(recipient=OuterRef("pk"), way=wanted.way)))
    if wanted.without == FORWARDED:
        rows = rows.filter(unit__isnull=False).exclude(came_to(DispatchStep.SENT, hop=2))
    elif wanted.without:
        rows = rows.exclude(came_to(wanted.without))
    return rows


def came_to(step: str, hop: int = 1) -> Exists:
    """Whether a document came to a step with a recipient: what arrived had left, whoever wrote down only that."""
    steps = _come_to(DispatchStep(step)) if hop == 1 else [step]
    return Exists(DispatchReceipt.objects.filter(recipient=OuterRef("pk"), hop=hop, step__in=steps))


def _come_to(step: DispatchStep) -> list[str]:
    """The steps that say that a document came so far. Confirming says nothing of opening: it is done by telephone."""
    implied = step in (DispatchStep.SENT, DispatchStep.DELIVERED)
    steps = [one.value for one in DispatchStep]
    return steps[steps.index(step.value) :] if implied else [step.value]


@dataclass(slots=True)
class RecipientLine:
    """A recipient on a page: the ways, each with whether it left, the furthest step, the unit's own forwarding."""

    one: Recipient
    ways: list[tuple[str, str]] = field(default_factory=list)
    """The way, and the furthest step by it, in words."""
    codes: list[str] = field(default_factory=list)
    furthest: DispatchReceipt | None = None
    receipts: list[DispatchReceipt] = field(default_factory=list)
    forwarded: DispatchReceipt | None = None
    passed_on: DispatchReceipt | None = None

    @property
    def confirmed(self) -> bool:
        return self.furthest is not None and self.furthest.step == DispatchStep.CONFIRMED

    @property
    def said_ways(self) -> str:
        return "; ".join(f"{way}: {step}" if step else way for way, step in self.ways)


def recipient_lines(by: Actor, rows: Sequence[Recipient]) -> list[RecipientLine]:
    """Recipients with how far the document came: two queries for all of them."""
    order = [step.value for step in DispatchStep]
    lines = {one.pk: RecipientLine(one) for one in rows}
    by_way: dict[tuple[int, str], DispatchReceipt] = {}
    receipts = DispatchReceipt.objects.filter(committee=by.committee_id, recipient__in=list(lines))
    for said in receipts.order_by("id"):
        line = lines[said.recipient_id]
        line.receipts.append(said)
        if said.hop == 2:
            if said.step == DispatchStep.SENT:
                line.forwarded = said
            else:
                line.passed_on = said
            continue
        if line.furthest is None or order.index(line.furthest.step) < order.index(said.step):
            line.furthest = said
        known = by_way.get((said.recipient_id, said.way))
        if known is None or order.index(known.step) < order.index(said.step):
            by_way[said.recipient_id, said.way] = said
    for sent in Dispatch.objects.filter(committee=by.committee_id, recipient__in=list(lines)).order_by("id"):
        step = by_way.get((sent.recipient_id, sent.way))
        line = lines[sent.recipient_id]
        line.codes.append(sent.way)
        line.ways.append((sent.get_way_display(), step.get_step_display().lower() if step else ""))
    return list(lines.values())


def dispatch_table(lines: Sequence[RecipientLine]) -> tuple[list[str], list[list[Cell]]]:
    """The recipients as a table."""
    head = [
        _("Số"),
        _("Nơi nhận"),
        _("Chức vụ"),
        _("Cách gửi"),
        _("Tình trạng"),
        _("Lúc"),
        _("Ai ghi nhận"),
        _("Đơn vị chuyển tiếp"),
    ]
    body: list[list[Cell]] = []
    for place, line in enumerate(lines, 1):
        last = line.furthest
        body.append(
            [
                place,
                line.one.name,
                line.one.title,
                line.said_ways,
                last.get_step_display() if last is not None else _("Chưa gửi"),
                f"{clock.local(last.at):%d/%m/%Y %H:%M}" if last is not None else "",
                last.by_name if last is not None else "",
                said_forwarded(line),
            ]
        )
    return head, body


def said_forwarded(line: RecipientLine) -> str:
    """How a unit sent the document on, in words; "" where it did not say."""
    if line.forwarded is None:
        return ""
    said = _("%(people)s người: %(whom)s") % {"people": line.forwarded.people, "whom": line.forwarded.how}
    return f"{said} ({_('đã nhận đủ')})" if line.passed_on is not None else said


def own_recipients(by: Actor) -> QuerySet[Recipient]:
    """What came to the actor: documents sent to a unit the actor acts for, or to the actor by name."""
    mine = Q(unit__in=by.organisation_ids)
    if by.person_id is not None:
        mine |= Q(person=by.person_id)
    return Recipient.objects.filter(mine, committee=by.committee_id)


def own_documents(by: Actor) -> QuerySet[IssuedDocument]:
    """The documents that came to the actor or the actor's unit, the latest first."""
    mine = own_recipients(by).filter(issued=OuterRef("pk"))
    confirmed = mine.exclude(came_to(DispatchStep.CONFIRMED))
    rows = IssuedDocument.objects.filter(Exists(mine), committee=by.committee_id)
    return rows.select_related("issuer").annotate(waits=Exists(confirmed)).order_by("-issued_on", "-id")

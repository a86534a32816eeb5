"""Writing down how far an issued document came: by the house itself, by the clerk, by the recipient's own people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from nghisu.core.text import legible, nfc
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.models import Dispatch, DispatchReceipt, Recipient
from nghisu.documents.queries.dispatches import own_recipients
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

Step = DispatchStep
OF_A_WAY = (Step.SENT, Step.DELIVERED)
"""Steps that a document takes by each of its ways; opening and confirming are of the recipient."""
BY_CLERK = (DispatchWay.NETWORK, DispatchWay.POST, DispatchWay.HAND)
"""Ways of which the clerk alone knows that a document left or arrived; of the others the house itself does."""


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How a unit sent a document on to its own people: to how many, to whom; whether all of them have it."""

    people: int
    whom: str
    all_have_it: bool = False


@transaction.atomic
def note_dispatch(
    by: Actor, recipient_ids: Iterable[int], step: DispatchStep, *, ways: Collection[str] = (), how: str = ""
) -> int:
    """Note a step of some recipients, for commands that have asked already; noted twice, it stands once. Of what left or
    arrived the ways are named, or all of a recipient's are meant. Who opens or confirms a document has it. Returns how
    many recipients had not come so far."""
    ids = list(dict.fromkeys(recipient_ids))
    known = set(
        DispatchReceipt.objects.filter(recipient__in=ids, hop=1, step=step).values_list(
            "recipient", flat=True
        )
    )
    if step in OF_A_WAY:
        sent = Dispatch.objects.filter(committee=by.committee_id, recipient__in=ids)
        if ways:
            sent = sent.filter(way__in=list(ways))
        noted = [(pk, step, way) for pk, way in sent.order_by("id").values_list("recipient", "way")]
    else:
        arrived = set(
            DispatchReceipt.objects.filter(recipient__in=ids, hop=1, step=Step.DELIVERED).values_list(
                "recipient", flat=True
            )
        )
        noted = [(pk, Step.DELIVERED, "") for pk in ids if pk not in arrived]
        noted += [(pk, step, "") for pk in ids]
    now = clock.now()
    DispatchReceipt.objects.bulk_create(
        [
            DispatchReceipt(
                committee_id=by.tenant,
                recipient_id=pk,
                step=each,
                way=way,
                at=now,
                by_name=by.name[:200],
                how=_line(how)[:500],
            )
            for pk, each, way in noted
        ],
        ignore_conflicts=True,
        batch_size=400,
    )
    return len({pk for pk, _each, _way in noted} - known)


@transaction.atomic
def record_dispatch(
    by: Actor, issued_id: int, recipient_ids: Iterable[int], step: DispatchStep, way: str = "", how: str = ""
) -> int:
    """The clerk writes down that a document left, arrived or was confirmed. Returns for how many that was new."""
    must(by, "dispatch.send")
    rows = Recipient.objects.filter(committee=by.committee_id, issued=issued_id, pk__in=list(recipient_ids))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    if not ids or step == Step.OPENED or (way and way not in BY_CLERK):
        raise AccessRefused("no recipients")
    count = note_dispatch(by, ids, step, ways={way} if way else {one.value for one in BY_CLERK}, how=how)
    issued = rows.select_related("issued")[0].issued
    remember(
        by,
        "document.receipts_recorded",
        issued,
        after={"step": step.value, "way": way, "recipients_count": count, "how": how},
    )
    return count


@transaction.atomic
def open_own(by: Actor, issued_id: int) -> None:
    """Whoever acts for a recipient opened the document."""
    ids = list(own_recipients(by).filter(issued=issued_id).values_list("pk", flat=True))
    opened = DispatchReceipt.objects.filter(recipient__in=ids, hop=1, step=Step.OPENED)
    note_dispatch(by, set(ids) - set(opened.values_list("recipient", flat=True)), Step.OPENED)


@transaction.atomic
def confirm_own(by: Actor, recipient_id: int) -> None:
    """Whoever acts for a recipient confirms that the document came. Raises AccessRefused for what is not theirs."""
    one = _own(by, recipient_id)
    if note_dispatch(by, [one.pk], Step.CONFIRMED):
        remember(by, "document.receipt_confirmed", one.issued, after={"recipient": one.name})


@transaction.atomic
def forward_own(by: Actor, recipient_id: int, forwarding: Forwarding) -> None:
    """A unit states to whom it sent the document on, once, and then or later that all of them have it; it is confirmed
    with that. Raises AccessRefused for a person, who forwards nothing, and for what did not come to the actor's unit."""
    one = _own(by, recipient_id)
    if one.unit_id is None:
        raise AccessRefused(f"recipient {recipient_id} is no unit")
    _forward(by, [one], forwarding)


@transaction.atomic
def record_forwarding(by: Actor, issued_id: int, recipient_ids: Iterable[int], forwarding: Forwarding) -> int:
    """The clerk writes down to whom units said they sent a document on; a person, who forwards nothing, is passed over.
    Returns for how many units that was new."""
    must(by, "dispatch.send")
    rows = Recipient.objects.filter(committee=by.committee_id, issued=issued_id, pk__in=list(recipient_ids))
    return _forward(by, list(rows.filter(unit__isnull=False).select_related("issued")), forwarding)


def _forward(by: Actor, units: Sequence[Recipient], forwarding: Forwarding) -> int:
    """Keep what was said of the forwarding of some units, which have confirmed with that."""
    ids = [one.pk for one in units]
    note_dispatch(by, ids, Step.CONFIRMED)
    second = DispatchReceipt.objects.filter(recipient__in=ids, hop=2, step=Step.SENT)
    stated = set(second.values_list("recipient", flat=True))
    whom, rows = _line(forwarding.whom)[:500], []
    for one in units:
        after: dict[str, object] = {"recipient": one.name, "all_have_it": forwarding.all_have_it}
        if one.pk not in stated:
            rows.append(_second(by, one, Step.SENT, people=forwarding.people, how=whom))
            after |= {"forwarded_to": whom, "count": forwarding.people}
        if forwarding.all_have_it:
            rows.append(_second(by, one, Step.CONFIRMED))
        remember(by, "document.forwarded", one.issued, after=after)
    DispatchReceipt.objects.bulk_create(rows, ignore_conflicts=True)
    return len(set(ids) - stated)


def _second(
    by: Actor, one: Recipient, step: DispatchStep, people: int | None = None, how: str = ""
) -> DispatchReceipt:
    return DispatchReceipt(
        committee_id=by.tenant,
        recipient=one,
        hop=2,
        step=step,
        people=people,
        at=clock.now(),
        by_name=by.name[:200],
        how=how,
    )


def _own(by: Actor, recipient_id: int) -> Recipient:
    must(by, "dispatch.own")
    row = own_recipients(by).select_related("issued").filter(pk=recipient_id).first()
    if row is None:
        raise AccessRefused(f"recipient {recipient_id}")
    return row


def _line(text: str) -> str:
    return " ".join(legible(nfc(text)).split())

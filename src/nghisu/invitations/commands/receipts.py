"""Writing down how far letters came: by the house itself, by the clerk, by the one they are for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.models import Delivery, Receipt
from nghisu.invitations.queries.originals import let_go, may_leave
from nghisu.invitations.queries.units import OfUnit
from nghisu.invitations.refusals import LettersNotReady
from nghisu.programme.models import Entry

BEFORE = {
    Step.CONFIRMED: (Step.DELIVERED,),
    Step.OPENED: (Step.DELIVERED,),
    Step.HANDED: (Step.DELIVERED,),
}
"""What a step says besides: who opened a letter, was handed or confirmed it, has it."""


@transaction.atomic
def note_receipt(by: Actor, delivery_ids: Iterable[int], step: Step, *, hop: int = 1, how: str = "") -> int:
    """Note a step of some letters, for commands that have asked already; noted twice, it stands once. Returns how many
    letters had not come so far."""
    ids = list(delivery_ids)
    known = set(
        Receipt.objects.filter(committee=by.committee_id, delivery__in=ids, hop=hop, step=step).values_list(
            "delivery_id", flat=True
        )
    )
    now = clock.now()
    steps = (*BEFORE.get(step, ()), step)
    Receipt.objects.bulk_create(
        [
            Receipt(
                committee_id=by.tenant,
                delivery_id=pk,
                hop=hop,
                step=each,
                at=now,
                by_name=by.name[:200],
                how=nfc(how)[:300],
            )
            for pk in ids
            for each in steps
        ],
        ignore_conflicts=True,
        batch_size=400,
    )
    return len(set(ids) - known)


@transaction.atomic
def record_receipts(
    by: Actor, entry: Entry, delivery_ids: Iterable[int], step: Step, hop: int, how: str
) -> int:
    """The clerk writes down that letters left, arrived or were confirmed. Returns how many that was new for. Raises
    LettersNotReady where one of them waits for the signature on its original."""
    must(by, "invitation.deliver")
    rows = Delivery.objects.filter(
        committee=by.committee_id, mailing__conference__entry=entry, pk__in=list(delivery_ids)
    )
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        raise AccessRefused("no letters")
    if let_go(rows).count() < len(ids):
        raise LettersNotReady(_("Giấy mời này chờ ký bản gốc, chưa được gửi nên chưa ghi nhận được."))
    count = note_receipt(by, ids, step, hop=hop, how=how)
    remember(
        by,
        "mailing.receipts_recorded",
        entry,
        after={"step": step.value, "hop": hop, "count": count, "how": how},
        label=entry.title,
    )
    return count


@transaction.atomic
def hand_out_at_hall(by: Actor, entry: Entry, delivery_ids: Iterable[int], how: str = "") -> int:
    """The clerk writes down that letters and documents were handed out at the hall, whoever else received them before;
    written down twice, it stands once. Letters that wait for a signature, or whose number was cancelled, are handed to
    nobody. Returns for how many that is new."""
    must(by, "invitation.deliver")
    rows = may_leave(
        Delivery.objects.filter(
            committee=by.committee_id,
            mailing__conference__entry=entry,
            replaced_at=None,
            pk__in=list(delivery_ids),
        )
    )
    hops: dict[int, list[int]] = {1: [], 2: []}
    for pk, way in rows.order_by().values_list("pk", "way"):
        hops[2 if way == Way.NETWORK else 1].append(pk)
    if not any(hops.values()):
        raise AccessRefused("no letters")
    count = sum(note_receipt(by, ids, Step.HANDED, hop=hop, how=how) for hop, ids in hops.items())
    remember(
        by,
        "mailing.handed_out",
        entry,
        after={"count": count, "how": how},
        label=entry.title,
    )
    return count


@transaction.atomic
def confirm_package(by: Actor, found: OfUnit, sent_on: Iterable[int] = ()) -> int:
    """A unit says itself, by the link in its package, that its letters came, and which of them it sent on to its people.
    Returns for how many that is new."""
    own = {line.one.pk for line in found.lines}
    forwarded = sorted(own & set(sent_on))
    count = note_receipt(by, sorted(own), Step.CONFIRMED, hop=1, how="link")
    if forwarded:
        count += note_receipt(by, forwarded, Step.SENT, hop=2, how="link")
    if count:
        names = [line.one.invitee.name for line in found.lines if line.one.pk in forwarded]
        after = {"recipient": found.unit.name, "count": len(own), "forwarded_to": names}
        remember(by, "mailing.confirmed_by_unit", found.entry, after=after, label=found.entry.title)
    return count

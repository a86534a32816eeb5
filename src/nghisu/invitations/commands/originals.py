"""The original of each version of the letters: drawn at the issue, waited for, and what its signature sets off."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nghisu.approvals.queries import says_what_was_granted
from nghisu.core.papers.composing.invitation import compose_invitation
from nghisu.documents.commands.filing import keep_drawn
from nghisu.documents.models import IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import MailingState, Version
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.originals import cancelled_lines, unsigned_versions
from nghisu.invitations.queries.wording import letter_to_all


def draw_original(by: Actor, mailing: Mailing, version: Version, row: IssuedDocument) -> None:
    """Draw the original of a version beside its line of the register, in the transaction that gave it its number: no
    number leaves without its document (decision 0023). Raises DrawingFailed."""
    said = letter_to_all(by, mailing, version)
    signer = said.formalities.signer
    keep_drawn(by, row, compose_invitation(said), signer.name if signer is not None else "")


def hold_or_let_go(by: Actor, mailing: Mailing) -> None:
    """Before letters are written: those of the batches to come wait where an original is unsigned and somebody chose to
    wait for it. Otherwise nothing waits any more."""
    if not mailing.waits_for_signature or not unsigned_versions(mailing):
        _let_go(by, mailing)
        return
    if mailing.held_from is None:
        last = Delivery.objects.filter(mailing=mailing).aggregate(most=Max("batch"))["most"]
        mailing.held_from = (last or 0) + 1
        mailing.save(update_fields=["held_from"])


@transaction.atomic
def release_when_signed(by: Actor, document: IssuedDocument) -> Mailing | None:
    """A signature came to a document: where it is an original that letters wait for, and none is unsigned any more, they
    go, once, in the transaction that keeps the signature. They stay where a number was cancelled, other letters replaced
    them, the conference is off, or it stands otherwise than they say: then letters that replace them are drafted. Returns
    whose letters went."""
    mailing = (
        Mailing.objects.select_for_update(of=("self",))
        .filter(
            Q(original=document) | Q(original_of_board=document),
            committee=by.committee_id,
            state=MailingState.ISSUED,
            held_from__isnull=False,
        )
        .select_related("conference__entry")
        .order_by()
        .first()
    )
    if mailing is None or unsigned_versions(mailing) or cancelled_lines(mailing):
        return None
    replaced = Mailing.objects.filter(replaces=mailing, issued_at__isnull=False).exists()
    entry = mailing.conference.entry
    if replaced or not entry.is_held or not says_what_was_granted(by, "invitation", mailing.pk):
        return None
    count = _let_go(by, mailing)
    remember(
        by, "mailing.released", mailing, after={"number": document.sign, "count": count}, label=entry.title
    )
    return mailing


def _let_go(by: Actor, mailing: Mailing) -> int:
    """Nothing of a mailing waits any more; what was drawn meanwhile is sent by a job for each batch. Returns how many
    letters that sets free."""
    begin = mailing.held_from
    if begin is None:
        return 0
    mailing.held_from, mailing.released_at = None, clock.now()
    mailing.save(update_fields=["held_from", "released_at"])
    freed = list(
        Delivery.objects.filter(mailing=mailing, batch__gte=begin, replaced_at=None)
        .order_by()
        .values_list("batch", flat=True)
    )
    title = mailing.conference.entry.title
    put_out_each(
        by,
        LETTERS,
        [
            Item(
                payload={"mailing": mailing.pk, "batch": batch, "send": True},
                key=f"letters-signed {mailing.pk} {batch}",
                label=_("Gửi giấy mời đã ký bản gốc, tập %(batch)s: %(title)s")
                % {"batch": batch, "title": title},
            )
            for batch in sorted(set(freed))
        ],
    )
    return len(freed)

"""Personal links: made anew, ended."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.approvals.queries import says_what_was_granted
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import MailingState
from nghisu.invitations.links import address_of_nonce, digest_of_nonce
from nghisu.invitations.models import Delivery, Invitee, PersonalLink


@transaction.atomic
def renew_link(by: Actor, invitee_id: int) -> str:
    """End the link of somebody and make another; returns its address, which is shown once. A copy of the letter that
    bears the old one opens nothing any more; the letter is drawn anew with the new one."""
    must(by, "invitation.deliver")
    one = _locked(by, invitee_id)
    _end(by, one)
    nonce = uuid4()
    link = PersonalLink.objects.create(
        committee_id=by.tenant, invitee=one, nonce=nonce, digest=digest_of_nonce(nonce), made_at=clock.now()
    )
    _draw_anew(by, one, link)
    remember(by, "invitation.link_renewed", link, label=one.name)
    return address_of_nonce(nonce)


def _draw_anew(by: Actor, one: Invitee, link: PersonalLink) -> None:
    """Put out a job that draws the letter that counts with the code of its new link; nobody is sent it by that. It stays
    as it was where it would come to say something else than was approved: then letters that replace it are drafted."""
    rows = Delivery.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id,
        invitee=one,
        replaced_at=None,
        drawn_at__isnull=False,
        mailing__state=MailingState.ISSUED,
    )
    letter = rows.order_by().first()
    if letter is None or not says_what_was_granted(by, "invitation", letter.mailing_id):
        return
    letter.stored, letter.offset, letter.size, letter.sha256, letter.drawn_at = "", 0, 0, "", None
    letter.save(update_fields=["stored", "offset", "size", "sha256", "drawn_at"])
    put_out_each(
        by,
        LETTERS,
        [
            Item(
                payload={"mailing": letter.mailing_id, "batch": letter.batch},
                key=f"letters-anew {letter.pk} {link.pk}",
                label=_("Lập lại giấy mời với mã mới: %(name)s") % {"name": one.name},
            )
        ],
    )


@transaction.atomic
def end_link(by: Actor, invitee_id: int) -> None:
    """End the link of somebody: it was passed on, or fell into other hands."""
    must(by, "invitation.deliver")
    one = _locked(by, invitee_id)
    _end(by, one)
    remember(by, "invitation.link_ended", one)


def _end(by: Actor, one: Invitee) -> None:
    PersonalLink.objects.filter(committee=by.committee_id, invitee=one, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by_name=by.name[:200]
    )


def _locked(by: Actor, invitee_id: int) -> Invitee:
    rows = Invitee.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=invitee_id, removed_at=None
    )
    one = rows.first()
    if one is None:
        raise AccessRefused(str(invitee_id))
    return one

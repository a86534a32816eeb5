"""Personal links: made anew, ended."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.links import address_of_nonce, digest_of_nonce
from nghisu.invitations.models import Invitee, PersonalLink


@transaction.atomic
def renew_link(by: Actor, invitee_id: int) -> str:
    """End the link of somebody and make another; returns its address, which is shown once. The letter that bears the old
    one opens nothing any more."""
    must(by, "invitation.deliver")
    one = _locked(by, invitee_id)
    _end(by, one)
    nonce = uuid4()
    link = PersonalLink.objects.create(
        committee_id=by.tenant, invitee=one, nonce=nonce, digest=digest_of_nonce(nonce), made_at=clock.now()
    )
    remember(by, "invitation.link_renewed", link, label=one.name)
    return address_of_nonce(nonce)


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

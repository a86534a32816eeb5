"""Whom no letter over a wire reaches when a conference is moved: they get a second entry where they get their post."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from nghisu.accounts.models import User
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Way
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.letters import deliveries_of
from nghisu.invitations.queries.originals import let_go
from nghisu.programme.models import Move


def move_since(by: Actor, mailing: Mailing) -> Move | None:
    """The last thing that happened to the conference since its letters were issued, which they do not say."""
    if mailing.issued_at is None:
        return None
    rows = Move.objects.filter(
        committee=by.committee_id, entry=mailing.conference.entry_id, at__gt=mailing.issued_at
    )
    return rows.select_related("entry__subject", "into", "to_room").order_by("-id").first()


def untold(by: Actor, mailing: Mailing, move: Move) -> QuerySet[Delivery]:
    """The letters, drawn before a conference was moved, of those who are neither written to by mail nor read the notice
    in the programme: guests without an address, people of the directory with neither an address nor an account. Who was
    written to afterwards has read the new day in the letter itself."""
    account = User.objects.filter(person=OuterRef("invitee__person"), is_active=True)
    by_mail = Q(pk__in=[])
    if settings.NGHISU_SENDS_MAIL:
        guests = Q(invitee__person=None, way=Way.MAIL) & ~Q(invitee__email="")
        by_mail = guests | (Q(invitee__person__isnull=False) & ~Q(invitee__person__email=""))
    return let_go(deliveries_of(by, mailing)).filter(drawn_at__lte=move.at).exclude(by_mail | Exists(account))

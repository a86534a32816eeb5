"""The job that draws letters and hands those that go by mail to the mail channel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django_scopes import scope

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.kept_files import keep_file
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Item, channel, put_out_each
from nghisu.invitations.adapters.drawing import Drawers, Letters, drawers
from nghisu.invitations.commands.mailing import LETTERS
from nghisu.invitations.enums import Way
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Mailing, PersonalLink
from nghisu.invitations.queries.wording import addressed_as, letter
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule

CHUNK = 100
"""Letters that are kept and counted together: what the page shows grows by so many."""


@channel(LETTERS, lease=timedelta(minutes=3), tries=6, batch=1)
def draw_letters(row: Outgoing) -> None:
    """Draw the letters of a batch that are not drawn yet. Killed in the middle, another worker goes on where it stood:
    what was kept stays, and no letter is kept or put out twice."""
    with scope(committee=row.committee_id):
        rows = Mailing.objects.filter(pk=row.payload["mailing"], committee=row.committee_id)
        mailing = rows.select_related(
            "committee",
            "issuer",
            "issuer_of_board",
            "conference__committee",
            "conference__entry__subject",
            "conference__entry__room",
        ).first()
        if mailing is None:
            return
        waiting = list(
            Delivery.objects.filter(mailing=mailing, batch=row.payload["batch"], drawn_at=None).values_list(
                "pk", flat=True
            )
        )
        if not waiting:
            return
        by = system_actor(row.committee_id)
        with drawers() as hands:
            for place in range(0, len(waiting), CHUNK):
                _draw(by, mailing, waiting[place : place + CHUNK], hands)


def _draw(by: Actor, mailing: Mailing, ids: Sequence[int], hands: Drawers) -> None:
    """Draw some letters, keep them in one file, note where each lies, put out those that go by mail."""
    rows = list(
        Delivery.objects.filter(pk__in=ids, drawn_at=None)
        .select_related("invitee__organisation")
        .prefetch_related("invitee__items")
        .order_by("pk")
    )
    if not rows:
        return
    nonces = dict(
        PersonalLink.objects.filter(
            invitee__in=[one.invitee_id for one in rows], revoked_at=None
        ).values_list("invitee_id", "nonce")
    )
    letters: dict[tuple[str, tuple[str, ...]], Letters] = {}
    orders = []
    for one in rows:
        own = tuple(item.title for item in one.invitee.items.all())
        if (one.version, own) not in letters:
            said = letter(by, mailing.conference, one.version, mailing)
            letters[one.version, own] = Letters(replace(said, contents=own or said.contents))
        nonce = nonces.get(one.invitee_id)
        address = address_of_nonce(nonce) if nonce is not None else ""
        orders.append(letters[one.version, own].to(addressed_as(one.invitee), address))
    drawn = hands.draw(orders)
    stored = keep_file(b"".join(drawn))
    with transaction.atomic():
        still = set(
            Delivery.objects.select_for_update(of=("self",))
            .filter(pk__in=[one.pk for one in rows], drawn_at=None)
            .values_list("pk", flat=True)
        )
        now, offset, kept = clock.now(), 0, []
        for one, content in zip(rows, drawn, strict=True):
            if one.pk in still:
                one.stored, one.offset, one.size = stored, offset, len(content)
                one.sha256, one.drawn_at = hashlib.sha256(content).hexdigest(), now
                kept.append(one)
            offset += len(content)
        Delivery.objects.bulk_update(
            kept, ["stored", "offset", "size", "sha256", "drawn_at"], batch_size=CHUNK
        )
        put_in_mail(by, mailing, kept)


def put_in_mail(by: Actor, mailing: Mailing, rows: Sequence[Delivery]) -> None:
    """Put out the letters that go by mail. What is many at once, or leaves the office, waits for a person."""
    letters = [one for one in rows if one.way == Way.MAIL and one.invitee.email]
    if not letters or not settings.NGHISU_SENDS_MAIL:
        return
    everybody = Delivery.objects.filter(mailing=mailing, way=Way.MAIL).values_list(
        "invitee__email", flat=True
    )
    held = needs_release(mail_rule(by.tenant), list(everybody))
    title = mailing.conference.entry.title
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": f"Giấy mời: {title}"[:200],
                    "text": "",
                    "language": "vi",
                    "completed_by": "invitation",
                    "delivery": one.pk,
                },
                key=f"invitation {one.pk}",
                label=f"Giấy mời: {title} → {one.invitee.name}"[:300],
                bundle=f"invitation {mailing.pk}",
                held=held,
            )
            for one in letters
        ],
    )

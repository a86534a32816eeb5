"""A letter to each who is invited, at the issue and for whoever comes later; the end of those that others replace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import Item, drop_unsent, put_out_each
from nghisu.foundation.rows import insert_rows
from nghisu.invitations.enums import Way
from nghisu.invitations.links import digest_of_nonce
from nghisu.invitations.models import Delivery, Invitee, Mailing, PersonalLink
from nghisu.invitations.queries.numbers import number_of
from nghisu.invitations.queries.originals import cancelled_lines
from nghisu.invitations.queries.signing import signed_by
from nghisu.notices.adapters.mail import MAIL

LETTERS = "letters"
"""The channel on which letters are drawn."""
BATCH = 2_000
"""Letters that one job draws: some seconds of work. Where a worker is killed, little of it is done again."""


def write_to_all(by: Actor, mailing: Mailing, conference: Conference) -> int:
    """Make a letter of a mailing for each who is invited and has none of it, and a personal link for who has none, and
    put out the jobs that draw them. Whoever has a letter of another mailing has one from now on that counts: this. No
    letter leaves without a number, or under one that was cancelled: whoever gets such a version waits."""
    has_one = Delivery.objects.filter(mailing=mailing, invitee=OuterRef("pk"))
    invited = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    waiting = invited.exclude(Exists(has_one)).order_by("rank", "sort_key", "id")
    versions = [(one, signed_by(one, mailing.committee).version) for one in waiting]
    cancelled = cancelled_lines(mailing)
    rows = [
        (one, version)
        for one, version in versions
        if number_of(mailing, version) and version not in cancelled
    ]
    before = _replaced(by, mailing)
    have_link = set(
        PersonalLink.objects.filter(
            committee=by.committee_id, invitee__conference=conference, revoked_at=None
        ).values_list("invitee_id", flat=True)
    )
    last = Delivery.objects.filter(mailing=mailing).aggregate(most=Max("batch"))["most"]
    first = (last or 0) + 1
    now = clock.now()
    deliveries, links = [], []
    for place, (one, version) in enumerate(rows):
        deliveries.append(
            Delivery(
                committee_id=by.tenant,
                mailing=mailing,
                invitee=one,
                replaces_id=before.get(one.pk),
                version=version,
                way=one.way,
                also=one.also,
                unit_id=one.organisation_id if {one.way, one.also} & {Way.NETWORK, Way.POST} else None,
                batch=first + place // BATCH,
            )
        )
        if one.pk not in have_link:
            links.append(new_link(by, one, now))
    insert_rows(Delivery, deliveries)
    insert_rows(PersonalLink, links)
    batches = sorted({one.batch for one in deliveries})
    title = conference.entry.title
    put_out_each(
        by,
        LETTERS,
        [
            Item(
                payload={"mailing": mailing.pk, "batch": batch},
                key=f"letters {mailing.pk} {batch}",
                label=_("Lập giấy mời, tập %(batch)s: %(title)s") % {"batch": batch, "title": title},
            )
            for batch in batches
        ],
    )
    return len(deliveries)


def _replaced(by: Actor, mailing: Mailing) -> Mapping[int, int]:
    """End the letters of the mailing that another one replaces; returns them by whoever they are for. What waits to be
    sent of them is not sent: two letters on one day that say different things help nobody."""
    if mailing.replaces_id is None:
        return {}
    rows = Delivery.objects.filter(committee=by.committee_id, mailing=mailing.replaces_id, replaced_at=None)
    before = dict(rows.values_list("invitee", "pk"))
    rows.update(replaced_at=clock.now())
    why = _("Giấy mời khác thay thế trước khi thư này được gửi.")
    drop_unsent(by.committee_id, MAIL, f"invitation {mailing.replaces_id}", why)
    return before


def new_link(by: Actor, one: Invitee, now: datetime) -> PersonalLink:
    """A personal link of somebody, not kept yet."""
    nonce = uuid4()
    return PersonalLink(
        committee_id=by.tenant, invitee=one, nonce=nonce, digest=digest_of_nonce(nonce), made_at=now
    )

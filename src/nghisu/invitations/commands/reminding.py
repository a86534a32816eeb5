"""Reminding those who were sent a letter and have not answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.invitations.enums import MailingState, Way
from nghisu.invitations.models import Delivery, Mailing, Reply
from nghisu.invitations.queries.originals import let_go
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands import Said, tell
from nghisu.programme.models import Entry

BEFORE = (3, 1)
"""So many days before the conference an answer is reminded of."""


@transaction.atomic
def remind(committee_id: int, day: date) -> int:
    """Remind of the answers to letters for conferences so many days away; each person once for each of the days. Returns
    how many were reminded."""
    by, count = system_actor(committee_id), 0
    for days in BEFORE:
        on = day + timedelta(days=days)
        mailings = Mailing.objects.filter(
            committee=committee_id,
            state=MailingState.ISSUED,
            conference__entry__state=Entry.State.PLANNED,
            conference__entry__opening__gte=clock.beginning_of(on),
            conference__entry__opening__lt=clock.end_of(on),
        ).select_related("conference__entry")
        for mailing in mailings:
            count += _remind(by, mailing, days)
    return count


def _remind(by: Actor, mailing: Mailing, days: int) -> int:
    answered = Reply.objects.filter(invitee=OuterRef("invitee"), is_current=True)
    silent = list(
        let_go(
            Delivery.objects.filter(
                committee=by.committee_id, mailing=mailing, replaced_at=None, invitee__removed_at=None
            )
        )
        .exclude(Exists(answered))
        .select_related("invitee")
        .order_by("pk")
    )
    entry = mailing.conference.entry
    opening = clock.local(entry.opening)

    def said() -> Said:
        return Said(
            _("Xin trả lời giấy mời: %(title)s") % {"title": entry.title},
            _("Hội nghị họp lúc %(hour)s ngày %(day)s.")
            % {"hour": f"{opening:%H:%M}", "day": f"{opening:%d/%m/%Y}"},
        )

    people = [one.invitee.person_id for one in silent if one.invitee.person_id is not None]
    tell(
        by,
        people,
        "conference.answer_awaited",
        said,
        url=reverse("invitations:own_list"),
        thing=entry,
        key=f"answer-awaited:{mailing.pk}:{days}",
    )
    guests = [
        one for one in silent if one.invitee.person_id is None and one.way == Way.MAIL and one.invitee.email
    ]
    _write(by, mailing, guests, days)
    return len(people) + len(guests)


def _write(by: Actor, mailing: Mailing, rows: Sequence[Delivery], days: int) -> None:
    """Guests who are not in the directory get the letter with their link once more."""
    if not rows or not settings.NGHISU_SENDS_MAIL:
        return
    title = mailing.conference.entry.title
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": f"Xin trả lời giấy mời: {title}"[:200],
                    "text": "",
                    "language": "vi",
                    "completed_by": "invitation",
                    "delivery": one.pk,
                },
                key=f"invitation-reminder {one.pk} {days}",
                label=f"Xin trả lời giấy mời: {title} → {one.invitee.name}"[:300],
                bundle=f"invitation-reminder {mailing.pk} {days}",
            )
            for one in rows
        ],
    )

"""Reminding those who were sent a letter and have not answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.invitations.enums import MailingState
from nghisu.invitations.models import Delivery, Mailing, Receipt, Reply
from nghisu.invitations.queries.originals import may_leave
from nghisu.invitations.queries.reached import reached_by
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands import Said, tell
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule
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
    """Remind those who have their letter and said nothing: with an account in its notices, without one by mail, with the
    personal link. Who has neither account nor address stands among the replies that are missing."""
    answered = Reply.objects.filter(invitee=OuterRef("invitee"), is_current=True)
    silent = may_leave(
        Delivery.objects.filter(
            committee=by.committee_id,
            mailing=mailing,
            replaced_at=None,
            drawn_at__isnull=False,
            invitee__removed_at=None,
        )
    ).exclude(Exists(answered))
    found = reached_by(silent.select_related("invitee").order_by("pk"))
    entry = mailing.conference.entry
    opening = clock.local(entry.opening)

    def said() -> Said:
        return Said(
            _("Xin trả lời giấy mời: %(title)s") % {"title": entry.title},
            _("Hội nghị họp lúc %(hour)s ngày %(day)s.")
            % {"hour": f"{opening:%H:%M}", "day": f"{opening:%d/%m/%Y}"},
        )

    tell(
        by,
        found.people,
        "conference.answer_awaited",
        said,
        url=reverse("invitations:own_list"),
        thing=entry,
        key=f"answer-awaited:{mailing.pk}:{days}",
    )
    left = set(
        Receipt.objects.filter(committee=by.committee_id, delivery__mailing=mailing)
        .values_list("delivery", flat=True)
        .distinct()
    )
    written_to = [one for one in found.by_mail if one.pk in left]  # no link comes before its letter
    _write(by, mailing, written_to, days)
    return len(found.people) + len(written_to)


def _write(by: Actor, mailing: Mailing, rows: Sequence[Delivery], days: int) -> None:
    """Who has no account gets the personal link once more, completed when the letter leaves."""
    if not rows or not settings.NGHISU_SENDS_MAIL:
        return
    title = mailing.conference.entry.title
    with override("vi"):
        subject = _("Xin trả lời giấy mời: %(title)s") % {"title": title}
    held = needs_release(mail_rule(by.tenant), [one.invitee.email for one in rows])
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": subject[:200],
                    "text": "",
                    "language": "vi",
                    "completed_by": "invitation-reminder",
                    "delivery": one.pk,
                },
                key=f"invitation-reminder {one.pk} {days}",
                label=f"{subject} → {one.invitee.name}"[:300],
                bundle=f"invitation-reminder {mailing.pk} {days}",
                held=held,
            )
            for one in rows
        ],
    )

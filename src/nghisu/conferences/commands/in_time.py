"""What happens to a written consultation by the clock: it is closed in time, and who has not answered is reminded."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nghisu.conferences.commands.asking import tell_asked, unanswered
from nghisu.conferences.commands.closing import close_now
from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import Consultation
from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor

State = Consultation.State
REMINDED = (2, 0)
"""So many days before the closing day those who have not answered are reminded."""


def close_due(committee_id: int) -> int:
    """Close the consultations of a committee whose time is over. Returns how many."""
    by = system_actor(committee_id)
    closed = 0
    for pk in Consultation.objects.filter(
        committee=committee_id, state=State.SENT, closes_at__lte=clock.now()
    ).values_list("pk", flat=True):
        with transaction.atomic():
            row = locked_consultation(by, pk)
            if row.state == State.SENT and clock.now() >= row.closes_at:
                close_now(by, row)
                closed += 1
    return closed


@transaction.atomic
def remind_unanswered(committee_id: int, on: date) -> int:
    """Remind those who have not answered, two days before the closing day and on it. Returns how many were told."""
    by = system_actor(committee_id)
    told = 0
    for row in Consultation.objects.filter(committee=committee_id, state=State.SENT).order_by("id"):
        left = (clock.local(row.closes_at).date() - on).days
        if left in REMINDED and clock.now() < row.closes_at:
            key = f"consultation-{row.pk}-left-{left}-{row.closes_at:%Y%m%d%H%M}"
            told += tell_asked(by, row, unanswered(by, row), "consultation.reminded", key, urgent=left == 0)
    return told

"""Who was written to is told of a move once, and reminded while no answer came."""

from __future__ import annotations

from datetime import date

from django.core import mail

from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import release
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.mailing import (
    issue_mailing,
)
from nghisu.invitations.commands.reminding import remind
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.models import Invitee, Mailing
from nghisu.invitations.queries.letters import (
    standing_of,
)
from nghisu.notices.models import Notice
from nghisu.programme.commands import accept_move
from nghisu.programme.models import Entry
from nghisu.programme.queries.consequences import moved_to_day
from tests.invitations.letters import NUMBERS, approved


def test_a_postponed_conference_tells_everybody_once_with_the_changed_line_for_the_calendar(
    specialist, clerk, invited, drawn, settings
):
    settings.NGHISU_SENDS_MAIL = True
    choose(
        specialist,
        invited,
        Choice("guest", guest_name="Ông Khách", guest_email="khach@example.vn", guest_level="province"),
    )
    approved(specialist, invited)
    issue_mailing(clerk, invited, NUMBERS)
    drawn()
    mail.outbox.clear()
    proposal = moved_to_day(specialist, Entry.objects.get(pk=invited.pk), date(2026, 3, 25))
    accept_move(specialist, invited.pk, proposal, "Bí thư đi công tác")
    release(clerk, Outgoing.objects.filter(state="held").values_list("pk", flat=True))
    drawn()
    told = [one.to[0].split("<")[-1].rstrip(">") for one in mail.outbox]
    assert sorted(told) == ["an@example.vn", "binh@example.vn", "khach@example.vn"]
    for one in mail.outbox:
        line = one.attachments[0][1]
        assert "20260325" in (line if isinstance(line, str) else line.decode())
    assert standing_of(specialist, Mailing.objects.get()).total == 3


def test_whoever_has_not_answered_is_reminded_once_for_each_day(specialist, clerk, invited, settings):
    settings.NGHISU_SENDS_MAIL = True
    choose(
        specialist,
        invited,
        Choice("guest", guest_name="Ông Khách", guest_email="khach@example.vn", guest_level="province"),
    )
    approved(specialist, invited)
    issue_mailing(clerk, invited, NUMBERS)
    one = Invitee.objects.get(name="Lê Thị Bình")
    record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "x")
    for _again in range(2):
        remind(invited.committee_id, date(2026, 3, 15))
    assert Notice.objects.filter(kind="conference.answer_awaited").count() == 1
    assert Outgoing.objects.filter(key__startswith="invitation-reminder").count() == 1
    assert remind(invited.committee_id, date(2026, 3, 14)) == 0

"""Letters of notices: in the person's measure, at a quiet hour later, held where a person must release them."""

from __future__ import annotations

from datetime import datetime, time

import pytest
import time_machine
from django.core import mail
from django.utils.translation import get_language

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.notices.commands import Said, tell
from nghisu.notices.models import MailRule, Measure, Notice
from nghisu.notices.queries.measures import quiet_for

pytestmark = pytest.mark.usefixtures("sends_mail", "bound")


def said() -> Said:
    return (
        Said("Hội nghị dời ngày", "Sang thứ Năm") if get_language() == "vi" else Said("Moved", "To Thursday")
    )


def told(by, *users, kind="entry.moved", **more) -> None:
    tell(by, [user.person_id for user in users], kind, said, url="/hoi-nghi/7/", **more)


def test_a_notice_comes_as_a_letter_too_with_the_address_of_the_thing(specialist, reachable, send, settings):
    settings.NGHISU_ADDRESS = "https://nghisu.vensong.vn"
    told(specialist, reachable(Role.CLERK))
    assert send() == 1
    [letter] = mail.outbox
    assert letter.subject == "Hội nghị dời ngày"
    assert "https://nghisu.vensong.vn/hoi-nghi/7/" in letter.body
    assert "clerk@vensong.vn" in letter.to[0]


def test_the_message_id_follows_from_the_row_so_that_a_copy_is_known(specialist, reachable, send):
    told(specialist, reachable(Role.CLERK))
    send()
    row = Outgoing.objects.get()
    Outgoing.objects.update(state=Outgoing.State.WAITING)
    send()
    first, second = (letter.message()["Message-ID"] for letter in mail.outbox)
    assert first == second
    assert str(row.ref) in first


def test_vietnamese_headers_are_readable_and_nothing_typed_makes_a_header(specialist, reachable, send):
    clerk = reachable(Role.CLERK)
    tell(specialist, [clerk.person_id], "entry.moved", lambda: Said("Dời họp\nBcc: ai@do.vn", "…"))
    send()
    head, _, _body = mail.outbox[0].message().as_bytes().partition(b"\n\n")
    assert b"\nBcc" not in head
    assert b"=?utf-8?" in head.lower()


def test_a_person_reads_letters_in_the_own_language(specialist, reachable, send):
    clerk = reachable(Role.CLERK)
    clerk.language = "en"
    clerk.save(update_fields=["language"])
    told(specialist, clerk)
    send()
    assert mail.outbox[0].subject == "Moved"


def test_who_chose_the_inbox_only_gets_no_letter(specialist, reachable, send, bound):
    clerk = reachable(Role.CLERK)
    Measure.objects.create(committee=bound.committee, person=clerk.person, ways={"programme": "inbox"})
    told(specialist, clerk)
    assert send() == 0
    assert Notice.objects.get().person_id == clerk.person_id


def test_who_has_no_address_is_told_in_the_inbox_all_the_same(specialist, ground, send):
    told(specialist, ground.user(Role.CLERK))
    assert send() == 0
    assert Notice.objects.count() == 1


def test_an_office_without_a_mail_server_puts_out_no_letters(specialist, reachable, settings):
    settings.NGHISU_SENDS_MAIL = False
    told(specialist, reachable(Role.CLERK))
    assert not Outgoing.objects.exists()


def test_quiet_hours_keep_a_letter_until_the_morning_and_let_an_urgent_one_through(
    specialist, reachable, send
):
    clerk = reachable(Role.CLERK)
    with time_machine.travel("2026-03-10T22:30:00+07:00", tick=False) as traveller, clock.standing(None):
        told(specialist, clerk)
        told(specialist, clerk, urgent=True)
        assert send() == 1
        traveller.move_to("2026-03-11T05:59:00+07:00")
        assert send() == 0
        traveller.move_to("2026-03-11T06:00:01+07:00")
        assert send() == 1


@pytest.mark.parametrize(
    ("hour", "since", "until", "hours"),
    [("22:00", "21:00", "06:00", 8), ("05:00", "21:00", "06:00", 1), ("12:00", "21:00", "06:00", 0),
     ("12:30", "12:00", "13:00", 0.5), ("13:00", "12:00", "13:00", 0), ("06:00", "21:00", "06:00", 0)],
)  # fmt: skip
def test_quiet_hours_may_span_midnight(hour, since, until, hours):
    at = datetime.fromisoformat(f"2026-03-10T{hour}+07:00")
    assert quiet_for(at, time.fromisoformat(since), time.fromisoformat(until)).total_seconds() == hours * 3600


def test_letters_to_many_at_once_wait_for_a_person(specialist, reachable, send, bound):
    MailRule.objects.create(committee=bound.committee, most_at_once=1)
    told(specialist, reachable(Role.CLERK), reachable(Role.OFFICE_CHIEF))
    assert send() == 0
    assert set(Outgoing.objects.values_list("state", flat=True)) == {Outgoing.State.HELD}
    assert len(set(Outgoing.objects.values_list("bundle", flat=True))) == 1


def test_a_letter_outside_the_office_waits_for_a_person(specialist, reachable, send, bound):
    rule = MailRule.objects.create(committee=bound.committee, own_domains=["coquan.vn"])
    told(specialist, reachable(Role.CLERK))
    assert send() == 0
    rule.own_domains = ["VenSong.vn"]
    rule.save()
    told(specialist, reachable(Role.CLERK))
    assert send() == 1

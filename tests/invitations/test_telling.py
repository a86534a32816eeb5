"""Who was written to is told of a move once, and reminded while no answer came."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from email.utils import parseaddr

import pytest
from django.core import mail

from nghisu.core.people.roles import Role
from nghisu.documents.commands import cancel_issued
from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import release
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.mailing import write_to_new
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.commands.reminding import remind
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.commands.substitutes import decide_substitute
from nghisu.invitations.enums import Step
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Invitee, Mailing, PersonalLink, Receipt, Reply, Substitution
from nghisu.invitations.queries.letters import (
    standing_of,
)
from nghisu.notices.models import MailRule, Notice
from nghisu.programme.commands import accept_move, merge_entry, undo_move
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import moved_to_day, not_held
from tests.factories import make_user
from tests.invitations.letters import approved, issue


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
    issue(clerk, invited)
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


@pytest.fixture
def recorded(specialist, clerk, invited, chair, drawn, settings):
    """Letters are out; one comes, one is absent with a substitute who was agreed to, a guest's letter was confirmed."""
    settings.NGHISU_SENDS_MAIL = True
    guest = Choice("guest", guest_name="Ông Khách", guest_email="khach@example.vn", guest_level="province")
    choose(specialist, invited, guest)
    approved(specialist, invited)
    issue(clerk, invited)
    there, absent = (Invitee.objects.get(name=name) for name in ("Trần Văn An", "Lê Thị Bình"))
    record_answer(clerk, there.pk, ReplyContent("in-person"), "phone", "Đồng chí An")
    ill = ReplyContent("absent", reason="Ốm", substitute_name="Phạm Thu Em", substitute_email="em@example.vn")
    record_answer(clerk, absent.pk, ill, "phone", "Anh Hoa")
    decide_substitute(chair, Substitution.objects.get().pk, True)
    letters = Delivery.objects.filter(invitee__name="Ông Khách").values_list("pk", flat=True)
    record_receipts(clerk, invited, letters, Step.CONFIRMED, 1, "Gọi điện")
    drawn()
    mail.outbox.clear()
    return invited


def kept():
    """What was answered, who comes in whose place, how far letters came."""
    return [
        list(rows.order_by("pk").values())
        for rows in (Reply.objects, Substitution.objects, Receipt.objects, Delivery.objects, Invitee.objects)
    ]


@pytest.mark.once
@pytest.mark.parametrize("act", [Move.Act.POSTPONED, Move.Act.CANCELLED, Move.Act.MERGED, Move.Act.WRITTEN])
def test_whatever_takes_a_conference_off_keeps_what_was_recorded_and_tells_each_of_those_concerned_once(
    act, specialist, clerk, recorded, add, house, drawn
):
    before = kept()
    assert all(before)
    entry = Entry.objects.get(pk=recorded.pk)

    def told(does):
        """The move that an act makes; each is told of it once, with the line for the calendar as it stands now."""
        mail.outbox.clear()
        move = does()
        release(clerk, Outgoing.objects.filter(state="held").values_list("pk", flat=True))
        drawn()
        written_to = Counter(parseaddr(one.to[0])[1] for one in mail.outbox)
        everybody = ("an@example.vn", "binh@example.vn", "khach@example.vn", "em@example.vn")
        assert written_to == dict.fromkeys(everybody, 1)
        members = Notice.objects.filter(key=f"move-{move.pk}")
        assert {house.secretary.pk, house.director.pk} <= set(members.values_list("person", flat=True))
        assert members.count() == move.told == members.values("person").distinct().count()
        lines = [str(one.attachments[0][1]) for one in mail.outbox]
        off = not Entry.objects.get(pk=entry.pk).is_held
        assert [("STATUS:CANCELLED" in line) for line in lines] == [off] * len(everybody)
        assert kept() == before
        return move

    if act == Move.Act.MERGED:
        into = add(title="Họp bàn việc đê", opening=entry.opening + timedelta(days=14))
        move = told(lambda: merge_entry(specialist, entry.pk, into.pk, "Họp bàn cảng, đê", "Cùng thành phần"))
    else:
        move = told(
            lambda: accept_move(specialist, entry.pk, not_held(entry, act), "Chưa đủ tài liệu", "TB 3-TB/TU")
        )
    told(lambda: undo_move(specialist, move.pk))


def test_whom_no_mail_reaches_gets_a_second_entry_where_they_get_their_post_until_another_letter_tells_it(
    specialist, clerk, client_of, invited, drawn, settings
):
    settings.NGHISU_SENDS_MAIL = True
    for name, way, address in (
        ("Ông Bưu", "post", ""),
        ("Bà Tay", "hand", ""),
        ("Cô Mạng", "network", ""),
        ("Ông Thư", "mail", "thu@example.vn"),
    ):
        choose(
            specialist,
            invited,
            Choice("guest", guest_name=name, guest_email=address, guest_level="province"),
        )
        Invitee.objects.filter(name=name).update(way=way)
    Invitee.objects.filter(name="Lê Thị Bình").update(way="post")  # she reads mail, wherever her letter went
    approved(specialist, invited)
    issue(clerk, invited)
    drawn()
    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{invited.pk}/giay-moi/"

    def entries(page):
        text = browser.get(f"{at}{page}").content.decode()
        names = ("Trần Văn An", "Lê Thị Bình", "Ông Bưu", "Bà Tay", "Cô Mạng", "Ông Thư")
        return {name: text.count(name) for name in names if name in text}

    assert entries("nhan/") == {"Lê Thị Bình": 1, "Ông Bưu": 1}
    assert entries("so-giao/") == {"Bà Tay": 1}
    mail.outbox.clear()
    with clock.standing(clock.now() + timedelta(hours=1)):
        proposal = moved_to_day(specialist, Entry.objects.get(pk=invited.pk), date(2026, 3, 25))
        accept_move(specialist, invited.pk, proposal, "Bí thư đi công tác")
    release(clerk, Outgoing.objects.filter(state="held").values_list("pk", flat=True))
    drawn()
    told = Counter(parseaddr(one.to[0])[1] for one in mail.outbox)
    assert told == {"an@example.vn": 1, "binh@example.vn": 1, "thu@example.vn": 1}
    assert entries("nhan/") == {"Lê Thị Bình": 1, "Ông Bưu": 2}
    assert entries("so-giao/") == {"Bà Tay": 2, "Cô Mạng": 1}
    assert entries("nhan/?thu=thong-bao") == {"Ông Bưu": 1}
    assert entries("so-giao/?thu=thong-bao") == {"Bà Tay": 1, "Cô Mạng": 1}
    assert "25/03/2026" in browser.get(f"{at}so-giao/").content.decode()
    with clock.standing(clock.now() + timedelta(hours=1, minutes=30)):
        late = Choice("guest", guest_name="Ông Muộn", guest_level="province")
        choose(specialist, Entry.objects.get(pk=invited.pk), late)
        Invitee.objects.filter(name="Ông Muộn").update(way="post")
        assert write_to_new(clerk, Entry.objects.get(pk=invited.pk)) == 1
        drawn()
    assert "Ông Muộn" in browser.get(f"{at}nhan/").content.decode()
    assert (
        "Ông Muộn" not in browser.get(f"{at}nhan/?thu=thong-bao").content.decode()
    )  # the letter says the new day
    moved = Entry.objects.get(pk=invited.pk)
    with clock.standing(clock.now() + timedelta(hours=2)):
        approved(specialist, moved)
        issue(clerk, moved)
    assert entries("nhan/") == {"Lê Thị Bình": 1, "Ông Bưu": 1}
    assert entries("so-giao/") == {"Bà Tay": 1}


def test_whoever_has_not_answered_is_reminded_once_for_each_day_with_a_link_that_opens_without_an_account(
    specialist, clerk, invited, house, drawn, settings, client
):
    settings.NGHISU_SENDS_MAIL = True
    for name, way, address in (
        ("Ông Khách", "mail", "khach@example.vn"),
        ("Bà Bưu", "post", "buu@example.vn"),
        ("Ông Chờ", "post", "cho@example.vn"),
        ("Cô Tay", "hand", ""),
    ):
        guest = Choice("guest", guest_name=name, guest_email=address, guest_level="province")
        choose(specialist, invited, guest)
        Invitee.objects.filter(name=name).update(way=way)
    make_user("bi-thu", house.secretary)
    approved(specialist, invited)
    issue(clerk, invited)
    assert remind(invited.committee_id, date(2026, 3, 15)) == 0  # nobody has a letter yet
    drawn()
    record_answer(clerk, Invitee.objects.get(name="Lê Thị Bình").pk, ReplyContent("in-person"), "phone", "x")
    posted = Delivery.objects.filter(invitee__name__in=["Bà Bưu", "Cô Tay"]).values_list("pk", flat=True)
    record_receipts(clerk, invited, posted, Step.SENT, 1, "Bưu điện")
    MailRule.objects.create(committee_id=invited.committee_id, own_domains=["thanhuy.example.vn"])
    mail.outbox.clear()
    assert [remind(invited.committee_id, date(2026, 3, 15)) for _again in range(2)] == [3, 3]
    (told,) = Notice.objects.filter(kind="conference.answer_awaited")
    assert told.person_id == house.secretary.pk
    reminders = Outgoing.objects.filter(key__startswith="invitation-reminder")
    assert list(reminders.values_list("state", flat=True)) == ["held", "held"]
    release(clerk, Outgoing.objects.filter(state="held").values_list("pk", flat=True))
    drawn()
    letters = {parseaddr(one.to[0])[1]: one for one in mail.outbox}
    assert set(letters) == {"an@example.vn", "khach@example.vn", "buu@example.vn"}
    for address, enclosed in (
        ("khach@example.vn", ["giay-moi.pdf", "lich-hop.ics"]),
        ("buu@example.vn", ["lich-hop.ics"]),
    ):
        (link,) = re.findall(r"/thu-moi/\S+", str(letters[address].body))
        assert client.get(link).status_code == 200
        assert "chưa nhận được trả lời" in letters[address].body
        assert [one[0] for one in letters[address].attachments] == enclosed
    assert remind(invited.committee_id, date(2026, 3, 14)) == 0


@pytest.mark.once
def test_a_cancelled_number_sends_nothing_more_and_whoever_has_such_a_letter_is_told_with_the_way_out(
    specialist, clerk, client_of, invited, house, chair, drawn, settings, client
):
    settings.NGHISU_SENDS_MAIL = True
    for name, way, address in (("Ông Khách", "mail", "khach@example.vn"), ("Ông Bưu", "post", "")):
        guest = Choice("guest", guest_name=name, guest_email=address, guest_level="province")
        choose(specialist, invited, guest)
        Invitee.objects.filter(name=name).update(way=way)
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    drawn()
    (waits,) = Outgoing.objects.filter(key__startswith="invitation ", label__endswith="Lê Thị Bình")
    Outgoing.objects.filter(pk=waits.pk).update(state="waiting", ended_at=None)  # as if it had not left yet
    mail.outbox.clear()
    assert mailing.original_id is not None
    cancel_issued(clerk, mailing.original_id, "Ghi nhầm người ký")
    drawn()
    waits.refresh_from_db()
    assert (waits.state, "đã hủy" in waits.why) == ("dropped", True)
    letters = {parseaddr(one.to[0])[1]: one.body for one in mail.outbox}
    assert set(letters) == {"an@example.vn", "khach@example.vn"}  # not who has none: hers was dropped
    assert all("số 01-GM/VPTU đã hủy" in body and "Ghi nhầm người ký" in body for body in letters.values())
    assert Notice.objects.get(kind="conference.letter_cancelled").person_id == house.secretary.pk
    link = address_of_nonce(PersonalLink.objects.get(invitee__name="Ông Bưu").nonce)
    assert "Giấy mời số 01-GM/VPTU đã hủy" in client.get("/" + link.split("/", 3)[3]).content.decode()

    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{invited.pk}/giay-moi/"
    choose(specialist, invited, Choice("guest", guest_name="Ông Muộn", guest_level="province"))
    ill = ReplyContent("absent", reason="Ốm", substitute_name="Phạm Thu Em")
    record_answer(clerk, Invitee.objects.get(name="Lê Thị Bình").pk, ill, "phone", "Anh Hoa")
    decide_substitute(chair, Substitution.objects.get().pk, True)
    assert not Delivery.objects.filter(invitee__name="Phạm Thu Em").exists()  # nor whoever comes in her place
    page = browser.get(at).content.decode()
    assert "1 người không có cả hai: hãy gọi điện." in page
    assert "Gửi giấy mời cho họ" not in page
    refused = browser.post(f"{at}gui-tiep/")
    assert (refused.status_code, "Hãy soạn giấy mời thay thế" in refused.content.decode()) == (409, True)
    assert "Ông Bưu" not in browser.get(f"{at}nhan/").content.decode()
    assert remind(invited.committee_id, date(2026, 3, 15)) == 0
    mailing.conference.refresh_from_db()
    approved(specialist, invited)
    again = issue(clerk, invited)
    assert (again.replaces, again.number, again.deliveries.count()) == (mailing, "2", 6)
    assert "đã hủy, không gửi thêm" not in browser.get(at).content.decode()

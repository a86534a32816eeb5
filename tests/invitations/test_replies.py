"""Answers by a personal link without an account, by one's account, by telephone: the same answer twice is one; nobody
sees anybody else; what opens nothing is answered alike."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.linking import end_link, renew_link
from nghisu.invitations.commands.replying import ReplyContent, answer_own, record_answer
from nghisu.invitations.commands.substitutes import decide_substitute
from nghisu.invitations.enums import Agreed, Step
from nghisu.invitations.links import secret_of
from nghisu.invitations.models import Delivery, Invitee, PersonalLink, Receipt, Reply, Substitution
from nghisu.invitations.queries.replies import tallies_of
from nghisu.invitations.refusals import MailingNotThere, RepliesClosed
from nghisu.invitations.views import personal
from nghisu.notices.models import Notice
from nghisu.programme.models import Entry
from tests.invitations.letters import approved, issue


@pytest.fixture(autouse=True)
def _fresh_allowances():
    personal.UNKNOWN.forget()
    personal.OF_A_LINK.forget()


@pytest.fixture
def issued(specialist, clerk, invited):
    approved(specialist, invited)
    issue(clerk, invited)
    return invited


def address(name):
    return f"/thu-moi/{secret_of(PersonalLink.objects.get(invitee__name=name, revoked_at=None).nonce)}/"


ABSENT = {
    "answer": "absent",
    "reason": "Đi công tác nước ngoài",
    "substitute_name": "Phạm Thu Em",
    "substitute_title": "Phó Giám đốc sở",
    "substitute_email": "em@example.vn",
}


def test_a_guest_answers_without_an_account_and_twice_is_once(issued):
    guest, page = Client(), address("Lê Thị Bình")
    assert guest.get(page).status_code == 200
    for command in (uuid4(), uuid4()):
        assert guest.post(page, ABSENT | {"command_id": str(command)}).status_code == 303
    assert Reply.objects.count() == 1
    assert Substitution.objects.count() == 1
    steps = set(Receipt.objects.filter(delivery__invitee__name="Lê Thị Bình").values_list("step", flat=True))
    assert steps == {Step.DELIVERED, Step.OPENED, Step.CONFIRMED}
    guest.post(page, {"answer": "in-person", "command_id": str(uuid4())})
    assert Reply.objects.filter(is_current=True).get().answer == "in-person"
    assert Substitution.objects.get().state == Agreed.WITHDRAWN


def test_an_absence_asks_why_and_keeps_what_was_typed(issued):
    answer = Client().post(address("Lê Thị Bình"), {"answer": "absent", "substitute_name": "Phạm Thu Em"})
    assert answer.status_code == 422
    assert "Phạm Thu Em" in answer.content.decode()
    assert not Reply.objects.exists()


def test_the_page_names_nobody_else_and_leaves_no_trace(issued):
    answer = Client().get(address("Lê Thị Bình"))
    said = answer.content.decode()
    assert "Lê Thị Bình" in said
    assert "Trần Văn An" not in said
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert "no-store" in answer["Cache-Control"]


def test_stolen_foreign_ended_and_late_links_are_answered_alike(issued, clerk, standing_clock):
    page = address("Lê Thị Bình")
    one = Invitee.objects.get(name="Lê Thị Bình")
    unknown = Client().get(f"/thu-moi/{'x' * 43}/")
    end_link(clerk, one.pk)
    ended = Client().get(page)
    renewed = renew_link(clerk, one.pk)
    assert Client().get("/" + renewed.split("/", 3)[3]).status_code == 200
    with clock.standing(datetime(2026, 3, 25, 8, 0, tzinfo=clock.VIETNAM)):
        late = Client().get("/" + renewed.split("/", 3)[3])
    bodies = {one.content for one in (unknown, ended, late)}
    assert {one.status_code for one in (unknown, ended, late)} == {404}
    assert len(bodies) == 1


def test_nothing_is_answered_once_the_conference_began(issued):
    page = address("Lê Thị Bình")
    began = issued.opening + timedelta(minutes=1)
    with clock.standing(began):
        assert Client().get(page).status_code == 200
        assert Client().post(page, {"answer": "in-person"}).status_code == 409
    assert not Reply.objects.exists()


def test_who_tries_links_is_slowed_down_and_those_who_have_one_are_not(issued):
    guest = Client()
    codes = [guest.get(f"/thu-moi/{'y' * 42}{place % 10}/").status_code for place in range(70)]
    assert 429 in codes
    assert guest.get(address("Lê Thị Bình")).status_code == 200


def test_the_digest_alone_opens_nothing(issued):
    link = PersonalLink.objects.earliest("pk")
    assert Client().get(f"/thu-moi/{link.digest}/").status_code == 404
    assert Client().get(f"/thu-moi/{link.nonce.hex}/").status_code == 404


def test_a_substitute_is_agreed_by_the_chair_then_invited_and_confirms_having_read(issued, specialist, chair):
    Client().post(address("Lê Thị Bình"), ABSENT)
    row = Substitution.objects.get()
    assert Notice.objects.filter(person=chair.person_id, kind="conference.substitute_named").count() == 1
    with pytest.raises(AccessRefused):
        decide_substitute(specialist, row.pk, True)
    decide_substitute(chair, row.pk, True)
    with pytest.raises(MailingNotThere):
        decide_substitute(chair, row.pk, False)
    made = Invitee.objects.get(name="Phạm Thu Em")
    assert (made.standing, made.way, Delivery.objects.filter(invitee=made).count()) == (
        "substitute",
        "mail",
        1,
    )
    page = address("Phạm Thu Em")
    assert "dự thay Lê Thị Bình" in Client().get(page).content.decode()
    Client().post(page, {"viec": "da-doc"})
    assert Receipt.objects.filter(delivery__invitee=made, step=Step.READ).exists()
    Client().post(address("Lê Thị Bình"), {"answer": "in-person"})
    made.refresh_from_db()
    assert made.removed_at is not None
    assert Client().get(page).status_code == 404


def test_the_clerk_writes_down_who_said_so_and_a_delegate_answers_only_the_own_invitation(
    issued, clerk, content_officer, actor_of
):
    one = Invitee.objects.get(name="Lê Thị Bình")
    record_answer(clerk, one.pk, ReplyContent("online", site="Sở Bến Cảng"), "phone", "Đồng chí Hoa gọi điện")
    assert Reply.objects.get().said_by == "Đồng chí Hoa gọi điện"
    with pytest.raises(AccessRefused):
        record_answer(content_officer, one.pk, ReplyContent("in-person"), "phone", "x")
    with pytest.raises(AccessRefused):
        answer_own(content_officer, one.pk, ReplyContent("in-person"))
    Entry.objects.filter(pk=issued.pk).update(state="cancelled", state_reason="Thôi họp")
    with pytest.raises(RepliesClosed):
        record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "x")


def test_numbers_are_counted_by_unit(issued, clerk, bound):
    one = Invitee.objects.get(name="Lê Thị Bình")
    record_answer(clerk, one.pk, ReplyContent("absent", reason="Ốm"), "phone", "x")
    whole, units = tallies_of(clerk, one.conference)
    assert (whole.present, whole.absent, whole.silent) == (0, 1, 1)
    assert {unit.name: unit.absent for unit in units}[bound.department.name] == 1


def test_the_account_sees_the_own_invitation_and_no_other(issued, client_of, ground, specialist):
    user = ground.user(Role.DELEGATE)
    one = Invitee.objects.get(name="Lê Thị Bình")
    page = f"/giay-moi-cua-toi/{one.pk}/"
    assert client_of(Role.DELEGATE).get(page).status_code == 404
    Invitee.objects.filter(pk=one.pk).update(person=user.person)
    assert client_of(Role.DELEGATE).get(page).status_code == 200
    assert client_of(Role.DELEGATE).post(page, ABSENT).status_code == 303
    assert Reply.objects.get().channel == "account"


def test_an_answer_from_a_site_names_which_by_link_and_by_account_and_the_list_shows_it(
    issued, client_of, ground
):
    Entry.objects.filter(pk=issued.pk).update(form="online")
    user = ground.user(Role.DELEGATE)
    Invitee.objects.filter(name="Trần Văn An").update(person=user.person)
    own = Invitee.objects.get(name="Trần Văn An")
    by_link = (Client(), address("Lê Thị Bình"), "Nhà văn hóa Bến Cảng")
    by_account = (client_of(Role.DELEGATE), f"/giay-moi-cua-toi/{own.pk}/", "Trụ sở phường Ven Sông")
    for browser, page, site in (by_link, by_account):
        assert 'value="online"' in browser.get(page).content.decode()
        without = browser.post(page, {"answer": "online", "site": " "})
        assert without.status_code == 422
        assert "Hãy ghi dự ở điểm cầu nào." in without.content.decode()
        assert browser.post(page, {"answer": "online", "site": site}).status_code == 303
    assert list(Reply.objects.order_by("pk").values_list("answer", "site", "channel")) == [
        ("online", "Nhà văn hóa Bến Cảng", "link"),
        ("online", "Trụ sở phường Ven Sông", "account"),
    ]
    listed = client_of(Role.OFFICE_CHIEF).get(f"/hoi-nghi/{issued.pk}/tra-loi/?tra_loi=online")
    assert by_link[2] in listed.content.decode()
    assert by_account[2] in listed.content.decode()


def test_the_page_of_answers_asks_the_database_no_more_for_more_people(
    client_of, issued, django_assert_max_num_queries
):
    with django_assert_max_num_queries(55):
        assert client_of(Role.OFFICE_CHIEF).get(f"/hoi-nghi/{issued.pk}/tra-loi/").status_code == 200


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invitations_reply SET answer = 'in-person', reason = ''",
        "UPDATE invitations_reply SET is_current = true WHERE NOT is_current",
        "DELETE FROM invitations_reply",
    ],
)
def test_the_database_keeps_what_was_answered(issued, clerk, statement):
    one = Invitee.objects.get(name="Lê Thị Bình")
    record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "x")
    record_answer(clerk, one.pk, ReplyContent("absent", reason="Ốm"), "phone", "x")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert set(Reply.objects.values_list("answer", "is_current")) == {("in-person", False), ("absent", True)}

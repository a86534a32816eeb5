"""Letters that were issued are never written again: others replace them, each told once, receipts begun anew."""

from __future__ import annotations

import io
from collections import Counter
from email.utils import parseaddr

import pypdf
import pytest
from django.core import mail

from nghisu.core.people.roles import Role
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Worker
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.mailing import draft_mailing, drop_replacement, write_to_new
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.commands.substitutes import decide_substitute
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import Step
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Invitee, Mailing, PersonalLink, Receipt, Substitution
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.letters import mailing_of, standing_of
from nghisu.invitations.refusals import MailingNotThere
from tests.invitations.letters import CONTENT, approved, issue

ELSEWHERE = CONTENT | {"place": "Hội trường Bến Nghé"}


@pytest.fixture
def issued(specialist, clerk, invited, settings):
    """Letters under number 01: two by mail, one by post, one by hand."""
    settings.NGHISU_SENDS_MAIL = True
    for name, way in (("Ông Bưu", "post"), ("Bà Tay", "hand")):
        choose(specialist, invited, Choice("guest", guest_name=name, guest_level="province"))
        Invitee.objects.filter(name=name).update(way=way)
    approved(specialist, invited)
    return issue(clerk, invited)


def read(letter):
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(letter)).pages
    )


def replaced(specialist, clerk, entry):
    approved(specialist, entry, ELSEWHERE)
    return issue(clerk, entry)


def test_everybody_is_sent_the_new_letter_once_by_their_own_way_and_confirms_anew(
    specialist, clerk, invited, issued, drawn, client_of
):
    drawn()
    old = {one.invitee_id: one for one in Delivery.objects.select_related("invitee")}
    record_receipts(clerk, invited, [one.pk for one in old.values()], Step.CONFIRMED, 1, "Gọi điện")
    mail.outbox.clear()
    issued_again = replaced(specialist, clerk, invited)
    assert mailing_of(clerk, invited) == issued_again
    assert (issued_again.number, issued_again.replaces, Mailing.objects.get(number="1").content) == (
        "2",
        issued,
        CONTENT | issued.content,
    )
    drawn()
    drawn()
    assert Counter(parseaddr(one.to[0])[1] for one in mail.outbox) == {
        "an@example.vn": 1,
        "binh@example.vn": 1,
    }
    assert all(
        one.subject.startswith("Giấy mời thay thế") and "01-GM/VPTU" in one.body for one in mail.outbox
    )
    new = {one.invitee_id: one for one in Delivery.objects.filter(replaced_at=None)}
    assert {pk: one.replaces_id for pk, one in new.items()} == {pk: one.pk for pk, one in old.items()}
    assert {one.mailing_id for one in new.values()} == {issued_again.pk}
    for pk, one in new.items():
        assert "Hội trường Bến Nghé" in read(letter_file(one))
        assert "thay thế Giấy mời số 01-GM/VPTU" in read(letter_file(one))
        assert "Phòng họp tầng hai" in read(letter_file(old[pk]))
    standing = standing_of(clerk, issued_again)
    assert (standing.total, standing.drawn, standing.confirmed, standing.new) == (4, 4, 0, 0)
    assert Receipt.objects.filter(delivery__replaced_at__isnull=False, step=Step.CONFIRMED).count() == 4
    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{invited.pk}/giay-moi/"
    assert browser.get(f"{at}nhan/").content.decode().count("Ông Bưu") == 1
    assert browser.get(f"{at}so-giao/").content.decode().count("Bà Tay") == 1
    listed = [
        row.one.invitee.name
        for share in browser.get(f"{at}hoi-truong/").context["shares"]
        for row in share.rows
    ]
    assert (listed.count("Lê Thị Bình"), len(listed)) == (1, 4)
    page = browser.get(at).content.decode()
    assert f"{at}{old[next(iter(old))].pk}/tep/" in page


def test_the_personal_link_stays_and_shows_the_new_letter(specialist, clerk, invited, issued, drawn, client):
    drawn()
    link = PersonalLink.objects.get(invitee__name="Ông Bưu")
    address = "/" + address_of_nonce(link.nonce).split("/", 3)[3]
    assert "Phòng họp tầng hai" in read(client.get(f"{address}giay-moi/").content)
    draft_mailing(specialist, invited, ELSEWHERE)
    assert "Phòng họp tầng hai" in read(client.get(f"{address}giay-moi/").content)
    replaced(specialist, clerk, invited)
    drawn()
    assert "Hội trường Bến Nghé" in read(client.get(f"{address}giay-moi/").content)
    assert PersonalLink.objects.count() == 4


def test_who_comes_instead_of_a_delegate_is_sent_the_letter_in_force(
    specialist, clerk, invited, issued, chair
):
    issued_again = replaced(specialist, clerk, invited)
    absent = ReplyContent("absent", reason="Đi công tác", substitute_name="Phạm Thu Em")
    record_answer(clerk, Invitee.objects.get(name="Lê Thị Bình").pk, absent, "phone", "Anh Hoa")
    decide_substitute(chair, Substitution.objects.get().pk, True)
    assert Delivery.objects.get(invitee__name="Phạm Thu Em").mailing == issued_again


def test_a_letter_that_waits_when_another_replaces_it_is_neither_drawn_nor_sent(
    specialist, clerk, invited, issued, drawn
):
    Worker(frozenset({LETTERS})).drain()
    Delivery.objects.filter(invitee__name="Bà Tay").update(stored="", drawn_at=None)
    replaced(specialist, clerk, invited)
    drawn()
    assert Delivery.objects.get(invitee__name="Bà Tay", mailing=issued).drawn_at is None
    waited = Outgoing.objects.filter(bundle=f"invitation {issued.pk}")
    assert [one.state for one in waited] == [Outgoing.State.DROPPED, Outgoing.State.DROPPED]
    assert sorted(parseaddr(one.to[0])[1] for one in mail.outbox) == ["an@example.vn", "binh@example.vn"]


def test_letters_that_were_to_replace_others_can_be_given_up_and_those_in_force_go_on(
    specialist, clerk, invited, issued
):
    with pytest.raises(MailingNotThere):
        drop_replacement(specialist, invited)
    draft_mailing(specialist, invited, ELSEWHERE)
    choose(specialist, invited, Choice("guest", guest_name="Ông Muộn", guest_level="province"))
    assert write_to_new(clerk, invited) == 1
    assert mailing_of(clerk, invited) == issued
    drop_replacement(specialist, invited)
    assert list(Mailing.objects.all()) == [issued]
    assert Delivery.objects.filter(mailing=issued, replaced_at=None).count() == 5

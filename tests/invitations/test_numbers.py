"""A letter's number is the next one of the series of whoever issues that version, in the outgoing register: each version
has its own, one of a paper book must be that very number, and nobody is sent a letter without one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from nghisu.conferences.commands.stages import step
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.core.people.roles import Role
from nghisu.documents.models import IssuedDocument, Issuer
from nghisu.documents.refusals import NumberLeaps, NumberTaken
from nghisu.foundation import clock
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.mailing import NumberFrom, Numbers, issue_mailing, write_to_new
from nghisu.invitations.enums import Version
from nghisu.invitations.models import Delivery, Invitee, Mailing
from nghisu.invitations.queries.numbers import sign_of, signs_of
from nghisu.invitations.queries.wording import letter
from nghisu.invitations.refusals import LettersNotReady
from nghisu.programme.models import Entry
from nghisu.rulebook.models import LastNumber
from tests.invitations.letters import GUEST, approved, from_series, issue

pytestmark = pytest.mark.once

OFFICE, BOARD = Version.OFFICE, Version.BOARD


def registered():
    """What the outgoing register holds of letters of invitation, as it was entered."""
    return list(IssuedDocument.objects.filter(kind="GM").order_by("id").values_list("sign", flat=True))


def heads(by, mailing):
    """The number, the symbol and the day of each version as its letter shows them."""
    said = {one: letter(by, mailing.conference, one, mailing).formalities for one in Version}
    return {one: (head.number, head.unit, head.day) for one, head in said.items()}


@pytest.fixture
def issuers(clerk):
    """The office's and the committee's, by symbol."""
    return dict(Issuer.objects.values_list("symbol", "pk"))


def test_each_version_takes_the_next_number_of_its_own_series(specialist, clerk, invited, bound):
    LastNumber.objects.create(
        committee=bound.committee, kind="GM", symbol="VPTU", per="term", period="XVIII", number=11
    )
    choose(specialist, invited, GUEST)
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    assert registered() == ["12-GM/VPTU", "01-GM/TU"]
    assert set(IssuedDocument.objects.values_list("about_kind", "about_id")) == {
        ("invitations.mailing", mailing.pk)
    }
    assert signs_of(mailing) == "12-GM/VPTU, 01-GM/TU"
    today = clock.today()
    assert heads(clerk, mailing) == {OFFICE: ("12", "VPTU", today), BOARD: ("1", "TU", today)}


def test_where_only_board_letters_go_the_offices_series_gives_no_number_and_the_board_needs_one(
    specialist, clerk, invited, issuers, client_of
):
    Invitee.objects.update(level="central", leads=True)
    approved(specialist, invited)
    office_alone = Numbers({OFFICE: NumberFrom(issuers["VPTU"])})
    with pytest.raises(LettersNotReady, match="Thường trực ký"):
        issue_mailing(clerk, invited, office_alone)
    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{invited.pk}/giay-moi/"
    page = browser.get(at).content.decode()
    assert 'name="issuer_of_board"' in page
    assert 'name="issuer"' not in page
    refused = browser.post(f"{at}phat-hanh/", {"issuer": issuers["VPTU"]})
    assert (refused.status_code, registered(), Delivery.objects.count()) == (422, [], 0)
    assert Conference.objects.get(entry=invited).stage == Stage.PREPARING
    assert browser.post(f"{at}phat-hanh/", {"issuer_of_board": issuers["TU"]}).status_code == 303
    mailing = Mailing.objects.get()
    assert (mailing.number, mailing.number_of_board, registered()) == ("", "1", ["01-GM/TU"])
    assert {version: head[0] for version, head in heads(clerk, mailing).items()} == {OFFICE: "", BOARD: "1"}
    assert sign_of(mailing, OFFICE) == ""


def test_a_number_of_a_paper_book_enters_the_register_once_and_leaves_no_gap(
    specialist, clerk, invited, bound, issuers, add, client_of
):
    before = LastNumber.objects.create(
        committee=bound.committee, kind="GM", symbol="VPTU", per="term", period="XVIII", number=90
    )
    approved(specialist, invited)
    for known in (7, 90):
        with pytest.raises(NumberTaken):
            issue_mailing(clerk, invited, from_series(clerk, office=known))
    assert issue_mailing(clerk, invited, from_series(clerk, office=91)).number == "91"
    other = add(title="Họp bàn đê biển", opening=invited.opening + timedelta(days=7))
    choose(specialist, other, Choice("body", body_id=bound.standing_committee.pk))
    approved(specialist, other)
    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{other.pk}/giay-moi/phat-hanh/"

    def typed(number):
        return browser.post(at, {"issuer": issuers["VPTU"], "number": number})

    taken = typed("91")
    assert taken.status_code == 409
    assert "Số 91-GM/VPTU đã cấp rồi" in taken.content.decode()
    assert 'value="91"' in taken.content.decode()
    leap = typed("95")
    assert leap.status_code == 409
    assert "Sổ giấy đã cấp đến số 94" in leap.content.decode()
    assert typed("91b").status_code == 422
    with pytest.raises(NumberLeaps):
        issue_mailing(clerk, Entry.objects.get(pk=other.pk), from_series(clerk, office=95))
    assert registered() == ["91-GM/VPTU"]
    before.number = 94
    before.save()
    assert typed("95").status_code == 303
    assert registered() == ["91-GM/VPTU", "95-GM/VPTU"]


def test_who_comes_later_and_gets_a_version_nobody_was_sent_waits_for_its_number(
    specialist, clerk, invited, issuers, client_of
):
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    first = clock.today()
    choose(specialist, invited, GUEST)
    with pytest.raises(LettersNotReady, match="Thường trực ký"):
        write_to_new(clerk, invited)
    browser, at = client_of(Role.CLERK), f"/hoi-nghi/{invited.pk}/giay-moi/"
    with clock.standing(clock.now() + timedelta(days=1)):
        page = browser.get(at).content.decode()
        assert 'name="issuer_of_board"' in page
        assert 'name="issuer"' not in page
        assert browser.post(f"{at}gui-tiep/").status_code == 422
        assert browser.post(f"{at}gui-tiep/", {"issuer_of_board": issuers["TU"]}).status_code == 303
    mailing.refresh_from_db()
    assert registered() == ["01-GM/VPTU", "01-GM/TU"]
    assert Delivery.objects.get(version=BOARD).invitee.name == "Nguyễn Văn Dũng"
    assert heads(clerk, mailing) == {
        OFFICE: ("1", "VPTU", first),
        BOARD: ("1", "TU", first + timedelta(days=1)),
    }
    assert list(IssuedDocument.objects.order_by("id").values_list("issued_on", flat=True)) == [
        first,
        first + timedelta(days=1),
    ]


def test_letters_issued_again_after_the_preparation_keep_their_number(specialist, clerk, invited):
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    with transaction.atomic():
        step(clerk, Conference.objects.get(entry=invited), Stage.PREPARING)
    again = issue(clerk, Entry.objects.get(pk=invited.pk))
    assert (again.pk, again.number, registered()) == (mailing.pk, "1", ["01-GM/VPTU"])
    assert Delivery.objects.count() == 2

"""Nobody sits on two chairs: who is invited comes in nobody's place, and no substitute's end takes a delegate off the
list; none is agreed to for a chair that is not free any more."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused, Refused
from nghisu.invitations.commands.choosing import remove_invitees
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.commands.substitutes import Written, decide_substitute
from nghisu.invitations.enums import Agreed, Decides
from nghisu.invitations.models import Invitee, Reply, Substitution
from nghisu.invitations.queries.chairing import decides
from nghisu.invitations.queries.replies import decision_of
from nghisu.invitations.refusals import MailingNotThere, PaperNeeded, RepliesClosed, SubstituteInvited
from nghisu.programme.models import Entry
from tests import racing
from tests.invitations.letters import approved, issue


@pytest.fixture
def issued(specialist, clerk, invited):
    approved(specialist, invited)
    issue(clerk, invited)
    return invited


def absent(clerk, name, **substitute):
    one = Invitee.objects.get(name=name)
    record_answer(
        clerk, one.pk, ReplyContent("absent", reason="Đi công tác", **substitute), "phone", "Anh Hoa"
    )
    return one


def test_whoever_is_invited_comes_in_nobodys_place(issued, clerk, house, chair):
    with pytest.raises(SubstituteInvited):
        absent(clerk, "Lê Thị Bình", substitute_person=house.secretary.pk)
    assert not Reply.objects.exists()
    for name in ("Lê Thị Bình", "Trần Văn An"):
        absent(clerk, name, substitute_person=house.officer.pk)
    first, second = Substitution.objects.order_by("pk")
    decide_substitute(chair, first.pk, True)
    with pytest.raises(SubstituteInvited):
        decide_substitute(chair, second.pk, True)
    decide_substitute(chair, second.pk, False)
    assert Invitee.objects.filter(person=house.officer, removed_at=None).count() == 1


def test_the_end_of_a_substitute_takes_no_delegate_off_the_list(issued, clerk, house):
    one = absent(clerk, "Lê Thị Bình")
    delegate = Invitee.objects.get(name="Trần Văn An")
    Substitution.objects.create(  # as rows from before may stand
        committee=one.committee,
        invitee=one,
        person=house.secretary,
        name=delegate.name,
        state=Agreed.AGREED,
        asked_at=clock.now(),
        decided_at=clock.now(),
        decided_by_name="Chủ trì",
        substitute=delegate,
    )
    record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "Anh Hoa")
    delegate.refresh_from_db()
    assert delegate.removed_at is None
    assert Substitution.objects.get().state == Agreed.WITHDRAWN


def test_none_is_agreed_to_once_the_chair_is_not_free_any_more(issued, clerk, specialist, chair):
    one = absent(clerk, "Lê Thị Bình", substitute_name="Phạm Thu Em")
    row = Substitution.objects.get()
    with clock.standing(issued.opening + timedelta(days=3)), pytest.raises(RepliesClosed):
        decide_substitute(chair, row.pk, True)
    remove_invitees(specialist, issued, [one.pk], "Không mời nữa")
    with pytest.raises(MailingNotThere):
        decide_substitute(chair, row.pk, True)
    assert not Invitee.objects.filter(name="Phạm Thu Em").exists()
    row.refresh_from_db()
    assert row.state == Agreed.WITHDRAWN


def test_whoever_was_agreed_to_leaves_the_list_with_the_delegate(issued, clerk, specialist, chair):
    one = absent(clerk, "Lê Thị Bình", substitute_name="Phạm Thu Em")
    decide_substitute(chair, Substitution.objects.get().pk, True)
    remove_invitees(specialist, issued, [one.pk], "Không mời nữa")
    assert Invitee.objects.get(name="Phạm Thu Em").removed_at is not None
    assert Substitution.objects.get().state == Agreed.WITHDRAWN
    assert Invitee.objects.filter(removed_at=None).count() == 1


def test_the_chair_of_that_conference_agrees_and_the_office_writes_down_what_a_paper_says(
    issued, clerk, chair, actor_of, bound
):
    absent(clerk, "Lê Thị Bình", substitute_name="Phạm Thu Em")
    row, paper = Substitution.objects.get(), Written("12-CV/TU", date(2026, 3, 9))
    elsewhere, chief = actor_of(Role.CHAIR), actor_of(Role.OFFICE_CHIEF)
    with pytest.raises(AccessRefused):
        decide_substitute(
            elsewhere, row.pk, True, written=paper
        )  # chairs, but sits in no body that chairs this one
    for lacking in (None, Written(" ", paper.on), Written("12-CV/TU", clock.today() + timedelta(days=1))):
        with pytest.raises(PaperNeeded):
            decide_substitute(chief, row.pk, True, written=lacking)
    row = decide_substitute(chief, row.pk, True, written=paper)
    assert decision_of(row) == "Chủ trì đồng ý, theo văn bản 12-CV/TU ngày 09/03/2026"
    absent(clerk, "Lê Thị Bình", substitute_name="Đỗ Văn Khác")
    row = decide_substitute(chair, Substitution.objects.get(state=Agreed.ASKED).pk, True, written=paper)
    assert (row.paper, row.paper_on) == ("", None)  # the act of the chair is the writing
    assert decision_of(row) == "Chủ trì đồng ý trên hệ thống: Trần Văn An, 07:30 10/03/2026"
    for written, part in ((str(bound.standing_board.name), Decides.CHAIR), ("Đồng chí Bí thư", Decides.NOT)):
        Entry.objects.filter(pk=issued.pk).update(chair="", chair_text=written)
        assert decides(chair, Entry.objects.get(pk=issued.pk)) is part


@pytest.mark.once
def test_the_page_asks_the_office_for_the_paper_and_no_other_chair_at_all(issued, clerk, chair, client_of):
    absent(clerk, "Lê Thị Bình", substitute_name="Phạm Thu Em")
    page = reverse("invitations:replies", args=[issued.pk])
    send = reverse("invitations:deciding", args=[issued.pk, Substitution.objects.get().pk])
    office, other = client_of(Role.OFFICE_CHIEF), client_of(Role.CHAIR)
    sent = {"viec": "dong-y", "note": "Theo bút phê", "paper_on": "9/3/2026"}
    assert 'name="viec"' not in other.get(page).content.decode()
    assert other.post(send, sent | {"command_id": uuid4()}).status_code == 404
    assert 'name="paper"' in office.get(page).content.decode()
    again = office.post(send, sent | {"command_id": uuid4()})
    assert again.status_code == 422
    assert "Theo bút phê" in again.content.decode()
    assert not Invitee.objects.filter(name="Phạm Thu Em").exists()
    office.post(send, sent | {"paper": "12-CV/TU", "command_id": uuid4()})
    assert "theo văn bản 12-CV/TU ngày 09/03/2026" in office.get(page).content.decode()


class TestAtOnce:
    pytestmark = racing.MARKS

    def test_who_comes_after_all_and_the_chair_who_agrees_leave_one_on_the_chair(
        self, bound, issued, clerk, chair
    ):
        one = absent(clerk, "Lê Thị Bình", substitute_name="Phạm Thu Em")
        row = Substitution.objects.get()

        def act(number):
            if number:
                decide_substitute(chair, row.pk, True)
            else:
                record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "Anh Hoa")

        assert all(isinstance(each, MailingNotThere) for each in racing.at_once(bound, act, refusals=Refused))
        row.refresh_from_db()
        assert row.state == Agreed.WITHDRAWN
        assert not Invitee.objects.filter(name="Phạm Thu Em", removed_at=None).exists()

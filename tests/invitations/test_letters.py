"""Letters leave after Thường trực approved them, once each, by the way of each; what happened to them is only added."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from email import message_from_bytes, policy

import pypdf
import pytest
import segno
from django.core import mail
from django.utils.translation import override

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.conferences.commands import ItemContent, add_item
from nghisu.conferences.commands.stages import override_gate
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.gathering import gather
from nghisu.conferences.models import Conference, Confirmation
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import GatesNotPassed
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.core.people.roles import Role
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.typesetting.child import BORDER
from nghisu.foundation.models import Outgoing
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands import drawing
from nghisu.invitations.commands.choosing import Choice, choose, remove_invitees
from nghisu.invitations.commands.mailing import (
    draft_mailing,
    submit_mailing,
    write_to_new,
)
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import MailingState, Step
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Invitee, PersonalLink, Receipt
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.letters import (
    standing_of,
)
from nghisu.invitations.refusals import LettersNotReady, MailingNotThere
from nghisu.programme.models import Entry
from tests.invitations.letters import CONTENT, GUEST, approved, confirmed, from_series, issue, prepare


def squares_in(page):
    """The squares of the code that a page shows, rows of dark and light, without the white edge."""
    (picture,) = page.images
    grey = picture.image.convert("L")
    edge, dark = grey.width, [shade < 128 for shade in grey.tobytes()]
    rows = [tuple(dark[start : start + edge]) for start in range(0, edge * edge, edge)]
    return tuple(row[BORDER:-BORDER] for row in rows[BORDER:-BORDER])


def squares_of(address):
    """Those of the code of an address."""
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=2)
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def test_letters_are_issued_only_after_thuong_truc_approved_the_draft(
    specialist, clerk, actor_of, invited, ground
):
    board = actor_of(Role.STANDING_BOARD_MEMBER)
    prepare(specialist, invited)
    draft_mailing(specialist, invited, CONTENT)
    with pytest.raises(MailingNotThere):
        issue(clerk, invited)
    submit_mailing(specialist, invited)
    with pytest.raises(MailingNotThere):
        issue(clerk, invited)
    approval = Approval.objects.get(kind="invitation")
    decide(board, approval.pk, Outcome.GRANTED, approval.digest)
    with pytest.raises(AccessRefused):
        issue(specialist, invited)
    with pytest.raises(GatesNotPassed, match="226 p11"):  # nobody said that these are the right people
        issue(clerk, invited)
    assert set(confirmed(specialist, invited)) == {"own-competence", "budget-norms"}
    kept = {one.gate: one.clauses for one in Confirmation.objects.all()}
    assert kept == {"own-competence": ["226 p11", "226 p12"], "budget-norms": ["226 p22"]}
    choose(specialist, invited, Choice("guest", guest_name="Ông Muộn", guest_level="province"))
    assert confirmed(specialist, invited) == ["own-competence"]  # of another list it is said anew
    remove_invitees(specialist, invited, [Invitee.objects.get(name="Ông Muộn").pk], "Không mời nữa")
    issued = issue(clerk, invited)
    assert (issued.state, issued.number) == (MailingState.ISSUED, "1")
    assert Conference.objects.get(entry=invited).stage == "invited"
    assert Delivery.objects.count() == 2
    assert Outgoing.objects.filter(channel=LETTERS).count() == 1


def test_letters_that_say_something_else_than_was_approved_wait_for_another_approval(
    specialist, clerk, invited
):
    approved(specialist, invited)
    hour = invited.opening
    Entry.objects.filter(pk=invited.pk).update(opening=hour + timedelta(hours=2))
    with pytest.raises(MailingNotThere):
        issue(clerk, Entry.objects.get(pk=invited.pk))
    assert not Delivery.objects.exists()
    Entry.objects.filter(pk=invited.pk).update(opening=hour)
    with override("en"):  # the words the clerk reads are not what was approved
        issue(clerk, Entry.objects.get(pk=invited.pk))
    assert Delivery.objects.count() == 2


def test_a_draft_that_does_not_say_what_a_letter_must_is_not_put_forward(specialist, invited):
    draft_mailing(specialist, invited, CONTENT | {"place": ""})
    with pytest.raises(LettersNotReady, match="địa điểm"):
        submit_mailing(specialist, invited)


def test_two_versions_by_who_signs_each_with_its_own_code_and_mail_with_the_letter_and_a_calendar_line(
    specialist, clerk, client_of, invited, drawn, settings, client
):
    settings.NGHISU_SENDS_MAIL = True
    choose(specialist, invited, GUEST)
    approved(specialist, invited)
    issue(clerk, invited)
    page, part = f"/hoi-nghi/{invited.pk}/giay-moi/", {"HX-Request": "true", "HX-Target": "dang-lap"}
    waiting = client_of(Role.CLERK).get(page, headers=part)
    assert ("0/3" in waiting.content.decode(), "HX-Refresh" in waiting.headers) == (True, False)
    drawn()
    assert client_of(Role.CLERK).get(page, headers=part).headers["HX-Refresh"] == "true"
    texts, codes = {}, set()
    for one in Delivery.objects.select_related("invitee"):
        pages = pypdf.PdfReader(io.BytesIO(letter_file(one))).pages
        texts[one.invitee.name] = "".join(page.extract_text() for page in pages)
        own = address_of_nonce(PersonalLink.objects.get(invitee=one.invitee).nonce)
        codes.add(squares_in(pages[-1]))
        assert squares_in(pages[-1]) == squares_of(own)
        assert one.invitee.name in client.get("/" + own.split("/", 3)[3]).content.decode()
    assert len(codes) == 3
    assert "T/L" in texts["Trần Văn An"]
    assert "Phạm Văn Phòng" in texts["Trần Văn An"]
    assert "T/M" in texts["Nguyễn Văn Dũng"]
    assert "Phạm Văn Phòng" not in texts["Nguyễn Văn Dũng"]
    assert len(mail.outbox) == 2
    letter = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert {part.get_content_type() for part in letter.iter_attachments()} == {
        "application/pdf",
        "text/calendar",
    }
    link = PersonalLink.objects.get(invitee__email=mail.outbox[0].to[0].split("<")[-1].rstrip(">"))
    assert address_of_nonce(link.nonce) in mail.outbox[0].body
    assert link.digest not in mail.outbox[0].body
    assert "secret" not in json.dumps(list(Outgoing.objects.values_list("payload", flat=True)))
    assert Receipt.objects.filter(step=Step.SENT).count() == 2


@pytest.mark.once
def test_with_a_new_link_the_letter_is_drawn_anew_with_its_code_and_sent_to_nobody_again(
    specialist, clerk, client_of, invited, drawn, settings
):
    settings.NGHISU_SENDS_MAIL = True
    approved(specialist, invited)
    issue(clerk, invited)
    drawn()
    one, other = Delivery.objects.select_related("invitee")
    before, untouched, sent = letter_file(one), letter_file(other), len(mail.outbox)
    at = f"/hoi-nghi/{invited.pk}/tra-loi/{one.invitee_id}/duong-dan/"
    assert "đang được lập lại với mã mới" in client_of(Role.CLERK).post(at).content.decode()
    drawn()
    one.refresh_from_db()
    other.refresh_from_db()
    (page,) = pypdf.PdfReader(io.BytesIO(letter_file(one))).pages
    link = PersonalLink.objects.get(invitee=one.invitee, revoked_at=None)
    assert squares_in(page) == squares_of(address_of_nonce(link.nonce))
    old = pypdf.PdfReader(io.BytesIO(before)).pages[0]
    assert page.extract_text() == old.extract_text()
    assert (letter_file(other), len(mail.outbox)) == (untouched, sent)
    Entry.objects.filter(pk=invited.pk).update(
        title="Họp bàn việc khác"
    )  # what was approved is not written anew
    kept = letter_file(one)
    assert "không lập lại được" in client_of(Role.CLERK).post(at).content.decode()
    drawn()
    one.refresh_from_db()
    assert letter_file(one) == kept


def test_a_letter_asked_for_alone_says_what_the_one_that_was_sent_says_with_the_items_of_whoever_is_invited(
    specialist, clerk, invited, drawn
):
    choose(specialist, invited, GUEST)
    prepare(specialist, invited)
    guest = Invitee.objects.get(name="Nguyễn Văn Dũng")
    other = add_item(specialist, invited.pk, ItemContent(title="Việc riêng", purpose=Purpose.REPORT))
    guest.items.add(other)
    approved(specialist, invited)
    issue(clerk, invited)
    drawn()
    conference = Conference.objects.get(entry=invited)
    for one in Delivery.objects.filter(invitee__name__in=[guest.name, "Trần Văn An"]):
        asked = gather(specialist, conference, "giay-moi", one.invitee_id)
        texts = [
            " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
            for content in (letter_file(one), draw_pdf(asked.kind.compose(asked.content)))
        ]
        assert texts[0] == texts[1]
        assert ("Việc bến cảng" in texts[0]) is (one.invitee_id != guest.pk)
        assert isinstance(asked.content, Invitation)
        assert asked.content.code == address_of_nonce(PersonalLink.objects.get(invitee=one.invitee).nonce)


@pytest.mark.once  # a real kill, on both databases: tests/faults/test_letters_go_out.py
def test_killed_in_the_middle_the_next_worker_goes_on_and_no_letter_is_made_or_sent_twice(
    specialist, clerk, invited, drawn, settings, monkeypatch
):
    settings.NGHISU_SENDS_MAIL = True
    for place in range(4):
        choose(
            specialist,
            invited,
            Choice(
                "guest",
                guest_name=f"Khách {place}",
                guest_email=f"k{place}@example.vn",
                guest_level="province",
            ),
        )
    approved(specialist, invited)
    issue(clerk, invited)
    monkeypatch.setattr(drawing, "CHUNK", 2)
    row = Outgoing.objects.get(channel=LETTERS)
    true_keep, calls = drawing._keep, []

    def killed(issue, drawn):
        calls.append(len(drawn))
        if sum(calls) == 2:
            raise KeyboardInterrupt
        return true_keep(issue, drawn)

    monkeypatch.setattr(drawing, "_keep", killed)
    with pytest.raises(KeyboardInterrupt):
        drawing.draw_letters(row)
    kept = dict(Delivery.objects.filter(drawn_at__isnull=False).values_list("pk", "sha256"))
    assert len(kept) == 2
    monkeypatch.setattr(drawing, "_keep", true_keep)
    drawing.draw_letters(row)
    drawing.draw_letters(row)
    drawn()
    assert not Delivery.objects.filter(drawn_at=None).exists()
    assert dict(Delivery.objects.filter(pk__in=kept).values_list("pk", "sha256")) == kept
    assert sorted(one.to[0] for one in mail.outbox) == sorted({one.to[0] for one in mail.outbox})
    assert len(mail.outbox) == 6


def test_who_comes_later_gets_a_letter_too_and_the_others_no_second_one(specialist, clerk, invited):
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    choose(specialist, invited, GUEST)
    assert standing_of(specialist, mailing).new == 1
    assert write_to_new(clerk, invited, from_series(clerk)) == 1
    assert write_to_new(clerk, invited) == 0
    assert Outgoing.objects.filter(channel=LETTERS).count() == 2


def test_the_form_of_issue_asks_for_the_boards_number_only_where_somebody_gets_its_letter(
    client_of, specialist, clerk, invited
):
    approved(specialist, invited)
    page = client_of(Role.CLERK)
    assert b'name="number_of_board"' not in page.get(f"/hoi-nghi/{invited.pk}/giay-moi/").content
    Invitee.objects.filter(name="Lê Thị Bình").update(level="central")
    assert b'name="number_of_board"' in page.get(f"/hoi-nghi/{invited.pk}/giay-moi/").content


@pytest.mark.parametrize("page", ["giay-moi/", "giay-moi/nhan/", "giay-moi/so-giao/", "giay-moi/hoi-truong/"])
def test_the_pages_of_letters_open(client_of, specialist, clerk, invited, page):
    Invitee.objects.filter(name="Lê Thị Bình").update(way="post")
    approved(specialist, invited)
    issue(clerk, invited)
    answer = client_of(Role.CLERK).get(f"/hoi-nghi/{invited.pk}/{page}")
    assert answer.status_code == 200


def test_a_stated_rule_that_is_broken_stands_in_the_way_until_somebody_passes_over_it(
    specialist, clerk, actor_of, bound, add, house
):
    entry = add(form="online")
    people = [Choice("guest", guest_name=f"Người {place}", guest_level="province") for place in range(3)]
    for choice in people:
        choose(specialist, entry, choice)
    approved(specialist, entry)
    conference = Conference.objects.get(entry=entry)
    Invitee.objects.bulk_create(
        Invitee(
            committee=bound.committee,
            conference=conference,
            name=f"Đại biểu {place}",
            organisation=bound.department,
            rank=9,
            resolved_on=entry.opening.date(),
        )
        for place in range(201)
    )
    confirmed(specialist, entry)
    with pytest.raises(GatesNotPassed, match="200"):
        issue(clerk, entry)
    missing = may_advance(clerk, conference, Stage.INVITED)
    assert [one.missing.key.rsplit("-", 1)[0] for one in missing] == ["centre-full"]
    override_gate(
        actor_of(Role.OFFICE_CHIEF),
        conference.pk,
        Stage.INVITED,
        missing[0].gate,
        missing[0].missing.key,
        "Hội trường lớn đủ chỗ",
        "Thông báo 5",
    )
    assert issue(clerk, entry).state == MailingState.ISSUED

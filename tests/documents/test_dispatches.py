"""An issued document goes to units and people, each by its ways and never twice by one; how far it came is kept, in two
hops; a secret line goes to nobody."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.documents.commands import Made, cancel_issued, register_issued
from nghisu.documents.commands.dispatch_receipts import Forwarding, confirm_own, forward_own, record_dispatch
from nghisu.documents.commands.dispatching import dispatch, remind_recipients
from nghisu.documents.enums import DispatchStep, FileRole
from nghisu.documents.models import Dispatch, DispatchReceipt, Recipient
from nghisu.documents.queries.dispatches import (
    FORWARDED,
    RecipientFilter,
    dispatch_standing,
    recipient_lines,
    wanted_recipients,
)
from nghisu.documents.queries.reaching import Chosen
from nghisu.documents.refusals import NobodyToSend, NotToBeSent
from nghisu.foundation import clock
from nghisu.foundation.files import FileKind
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Worker
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.conftest import DEMO_MORNING
from tests.documents.conftest import stated

SIGNED = b"%PDF-1.7 signed"


@pytest.fixture
def officer(at_work):
    """Who acts for the department."""
    return actor_for(at_work.user(Role.CONTENT_OFFICER), at_work.committee.pk, date(2026, 3, 10))


@pytest.fixture
def issued(clerk, party):
    files = [
        Made(FileRole.PDF, "ban.pdf", FileKind.PDF, b"%PDF-1.7 plain"),
        Made(FileRole.SIGNED, "ban-ky.pdf", FileKind.PDF, SIGNED),
    ]
    return register_issued(clerk, stated(party), files)


def to_units(ground, *ways: str) -> Chosen:
    return Chosen(frozenset({ground.department.pk}), ways=frozenset(ways))


def test_nobody_is_sent_a_document_twice_by_one_way_nor_one_that_is_secret_or_cancelled(
    clerk, party, at_work, issued, officer
):
    both = Chosen(
        frozenset({at_work.department.pk}), frozenset({officer.person_id}), frozenset({"account", "hand"})
    )
    assert dispatch(clerk, issued.pk, both) == 2
    unit, person = Recipient.objects.get(unit=at_work.department), Recipient.objects.get(unit=None)
    assert sorted(unit.ways.values_list("way", flat=True)) == ["account", "hand"]
    with pytest.raises(NobodyToSend):
        dispatch(clerk, issued.pk, both)
    assert dispatch(clerk, issued.pk, to_units(at_work, "hand", "post")) == 1
    assert (Recipient.objects.count(), Dispatch.objects.count()) == (2, 5)
    twice = [
        lambda: Dispatch.objects.create(
            committee=at_work.committee, recipient=unit, way="hand", at=clock.now(), by_name="A"
        ),
        lambda: Recipient.objects.create(
            committee=at_work.committee, issued=issued, unit=at_work.department, name="A"
        ),
        lambda: DispatchReceipt.objects.create(
            committee=at_work.committee,
            recipient=person,
            hop=2,
            step="sent",
            people=1,
            how="ai đó",
            at=clock.now(),
            by_name="A",
        ),
        lambda: Dispatch.objects.update(way="mail"),
        lambda: Recipient.objects.all().delete(),
        lambda: DispatchReceipt.objects.update(step="opened"),
    ]
    secret = register_issued(clerk, stated(party, level="secret"))
    letter = register_issued(clerk, stated(party, kind="GM", about=("invitations.mailing", 1)))
    for row in (secret, letter):
        with pytest.raises(NotToBeSent):
            dispatch(clerk, row.pk, both)
    cancel_issued(clerk, issued.pk, "nhầm")
    with pytest.raises(NotToBeSent):
        dispatch(clerk, issued.pk, to_units(at_work, "network"))
    for act in twice:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    for row in (secret, issued):
        with pytest.raises(DatabaseError), transaction.atomic():
            Recipient.objects.create(committee=at_work.committee, issued=row, unit=at_work.office, name="A")


@pytest.mark.once
def test_a_unit_opens_confirms_and_says_to_whom_it_forwarded(
    clerk, at_work, issued, officer, client_of, other_ground
):
    chosen = Chosen(frozenset({at_work.department.pk, at_work.office.pk}), ways=frozenset({"hand"}))
    dispatch(clerk, issued.pk, chosen)
    one = Recipient.objects.get(unit=at_work.department)
    assert record_dispatch(clerk, issued.pk, [one.pk], DispatchStep.SENT, "hand", "liên lạc viên") == 1
    theirs = client_of(Role.CONTENT_OFFICER)
    address = f"/van-ban/gui-den/{issued.pk}/"
    page = theirs.get(address).content.decode()
    assert "Đã nhận văn bản" in page
    assert address in theirs.get("/van-ban/gui-den/").content.decode()
    assert [kept.role for kept in theirs.get(address).context["files"]] == ["signed"]
    file = issued.files.get(role="signed")
    assert b"".join(theirs.get(f"{address}tep/{file.pk}/").streaming_content) == SIGNED
    plain = issued.files.get(role="pdf")
    assert theirs.get(f"{address}tep/{plain.pk}/").status_code == 404
    assert set(one.receipts.values_list("step", "way")) == {
        ("sent", "hand"),
        ("delivered", ""),
        ("opened", ""),
    }
    theirs.post(address, {"noi-nhan": one.pk, "viec": "da-nhan"})
    wrong = theirs.post(address, {"noi-nhan": one.pk, "viec": "chuyen", "people": "0", "whom": ""})
    assert wrong.status_code == 422
    theirs.post(address, {"noi-nhan": one.pk, "viec": "chuyen", "people": "3", "whom": "Lãnh đạo sở"})
    theirs.post(address, {"noi-nhan": one.pk, "viec": "chuyen", "all_have_it": "on"})
    standing = dispatch_standing(clerk, issued)
    assert (standing.total, standing.confirmed, standing.units, standing.forwarded) == (2, 1, 2, 1)
    for without in (DispatchStep.CONFIRMED, FORWARDED):
        silent = wanted_recipients(clerk, issued, RecipientFilter(without=without))
        assert [row.unit for row in silent] == [at_work.office]
    (line,) = recipient_lines(clerk, [one])
    assert line.forwarded is not None
    assert (line.forwarded.people, line.forwarded.how, line.passed_on is not None) == (3, "Lãnh đạo sở", True)
    office = Recipient.objects.get(unit=at_work.office)
    for act in (lambda: confirm_own(officer, office.pk), lambda: forward_own(clerk, 0, Forwarding(1, "A"))):
        with pytest.raises(AccessRefused):
            act()
    assert theirs.post(address, {"noi-nhan": office.pk, "viec": "da-nhan"}).status_code == 404
    assert client_of(Role.CONTENT_OFFICER, other_ground).get(address).status_code == 404
    sheet = client_of(Role.CLERK).get(f"/van-ban/di/{issued.pk}/noi-nhan.xlsx?chua=confirmed")
    book = load_workbook(io.BytesIO(sheet.content)).worksheets[0]
    assert [row[1] for row in list(book.iter_rows(values_only=True))[1:]] == [at_work.office.name]
    record_dispatch(clerk, issued.pk, [office.pk], DispatchStep.CONFIRMED)  # by telephone; it had left, then
    assert dispatch_standing(clerk, issued).steps == {"sent": 2, "delivered": 2, "opened": 1, "confirmed": 2}


@pytest.mark.once
def test_mail_takes_the_signed_file_and_whoever_is_silent_is_reminded_once_a_day_and_told_once_of_the_end(
    clerk, at_work, issued, officer, settings
):
    settings.NGHISU_SENDS_MAIL = True
    person = at_work.user(Role.CONTENT_OFFICER).person
    person.email = "so@example.test"
    person.save()
    dispatch(clerk, issued.pk, to_units(at_work, "account", "mail"))
    assert Notice.objects.filter(kind="document.sent", person=person).count() == 1
    Worker().drain()
    (letter,) = [one for one in mail.outbox if one.attachments]
    assert [(name, content) for name, content, _kind in letter.attachments] == [("ban-ky.pdf", SIGNED)]
    (one,) = Recipient.objects.all()
    assert set(one.receipts.values_list("step", "way")) == {("sent", "account"), ("sent", "mail")}

    def told() -> int:
        remind_recipients(clerk, issued.pk)
        return Notice.objects.filter(kind="reminder.dispatch").count()

    assert (told(), told()) == (1, 1)
    with clock.standing(DEMO_MORNING + timedelta(days=1)):
        assert told() == 2
        confirm_own(officer, one.pk)
    with clock.standing(DEMO_MORNING + timedelta(days=2)):
        assert told() == 2
    assert dispatch(clerk, issued.pk, Chosen(frozenset({at_work.office.pk}), ways=frozenset({"hand"}))) == 1
    dispatch(clerk, issued.pk, Chosen(person_ids=frozenset({person.pk}), ways=frozenset({"mail"})))
    cancel_issued(clerk, issued.pk, "ban hành nhầm")
    Worker().drain()
    assert Notice.objects.filter(kind="document.cancelled", person=person).count() == 1
    assert [one for one in mail.outbox if one.attachments] == [letter]
    assert Outgoing.objects.filter(state="dropped").count() == 1


@pytest.mark.once
def test_what_was_seen_is_what_is_sent_and_the_page_asks_as_much_for_three_as_for_one(
    clerk, at_work, issued, client_of, django_assert_num_queries
):
    browser = client_of(Role.CLERK)
    address = f"/van-ban/di/{issued.pk}/"
    typed = {"units": at_work.department.name.lower(), "ways": ["account", "hand"], "viec": "gui"}
    seen = browser.post(f"{address}gui/", typed)
    assert not Recipient.objects.exists()
    digest = seen.context["plan"].digest
    assert browser.post(f"{address}gui/", typed | {"units": at_work.office.name, "xem": digest}).context[
        "plan"
    ]
    assert not Recipient.objects.exists()
    assert browser.post(f"{address}gui/", typed | {"xem": digest}).url == address
    unknown = browser.post(f"{address}gui/", typed | {"units": "Sở Không Có"})
    assert unknown.status_code == 422
    with CaptureQueriesContext(connection) as one:
        assert at_work.department.name in browser.get(address).content.decode()
    people = frozenset({at_work.user(Role.DELEGATE).person_id, at_work.user(Role.CONTENT_OFFICER).person_id})
    dispatch(clerk, issued.pk, Chosen(person_ids=people, ways=frozenset({"account", "hand"})))
    with django_assert_num_queries(len(one)):
        browser.get(address)
    ticked = {"noi-nhan": list(Recipient.objects.values_list("pk", flat=True)), "step": "confirmed"}
    browser.post(f"{address}ghi-nhan/", ticked)
    assert dispatch_standing(clerk, issued).unconfirmed == 0
    browser.post(f"{address}ghi-nhan/", ticked | {"step": "forwarded", "how": "các phòng"})
    assert dispatch_standing(clerk, issued).forwarded == 0
    browser.post(f"{address}ghi-nhan/", ticked | {"step": "forwarded", "how": "các phòng", "people": "4"})
    assert dispatch_standing(clerk, issued).forwarded == 1
    Organisation.objects.filter(pk=at_work.department.pk).update(address="2 Phố Đê")
    dispatch(clerk, issued.pk, to_units(at_work, "post"))
    for paper, said in (("nhan", "<div>2 Phố Đê</div>"), ("so-giao", "SỔ GIAO VĂN BẢN")):
        assert said in browser.get(f"{address}{paper}/").content.decode()
    dispatch(clerk, issued.pk, to_units(at_work, "network"))
    unit = Recipient.objects.get(unit=at_work.department)
    content = browser.get(f"{address}goi/{unit.pk}/").content
    assert content == browser.get(f"{address}goi/{unit.pk}/").content
    package = zipfile.ZipFile(io.BytesIO(content))
    manifest = json.loads(package.read("manifest.json"))
    (said,) = manifest["documents"]
    assert (manifest["to"], said["number"], said["role"]) == (unit.name, issued.sign, "signed")
    assert package.read(said["file"]) == SIGNED
    other = Recipient.objects.exclude(pk=unit.pk)[0]
    assert browser.get(f"{address}goi/{other.pk}/").status_code == 404

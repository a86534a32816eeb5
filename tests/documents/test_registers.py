"""The registers as pages: searched without marks, narrowed, sorted, exported, printed; entered and cancelled by forms."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from nghisu.core.people.roles import Role
from nghisu.documents.commands import Handing, cancel_issued, hand_on, register_incoming, register_issued
from nghisu.documents.commands.incoming import IncomingContent
from nghisu.documents.models import IncomingDocument, IssuedDocument
from nghisu.foundation.models.audit import AuditRecord
from tests.documents.conftest import received, stated

pytestmark = pytest.mark.once

PDF = b"%PDF-1.7\n%thu\n"


@pytest.fixture
def browser(client_of, at_work):
    return client_of(Role.CLERK)


def signs(page) -> list[str]:
    return [row.sign for row in page.context["rows"]]


def test_the_outgoing_register_is_searched_without_marks_narrowed_and_sorted(clerk, party, state, browser):
    register_issued(clerk, stated(party, title="Nghị quyết về đê biển", kind="NQ"))
    register_issued(clerk, stated(state, title="Lịch tiếp công dân"))
    cancelled = register_issued(clerk, stated(party, title="Ban hành nhầm"))
    cancel_issued(clerk, cancelled.pk, "nhầm loại")
    assert signs(browser.get("/van-ban/di/")) == ["01-TB/TU", "01/TB-VPUB", "01-NQ/TU"]
    assert signs(browser.get("/van-ban/di/?q=de bien")) == ["01-NQ/TU"]
    assert signs(browser.get("/van-ban/di/?q=05-nq")) == []
    assert signs(browser.get("/van-ban/di/?tinh_trang=cancelled")) == ["01-TB/TU"]
    assert signs(browser.get(f"/van-ban/di/?noi={state.pk}")) == ["01/TB-VPUB"]
    assert signs(browser.get("/van-ban/di/?loai=NQ&nam=2026")) == ["01-NQ/TU"]
    assert signs(browser.get("/van-ban/di/?sort=ngay")) == ["01-NQ/TU", "01/TB-VPUB", "01-TB/TU"]
    book = browser.get("/van-ban/di/so/2026/")
    assert signs(book) == ["01-NQ/TU", "01/TB-VPUB", "01-TB/TU"]
    assert "Đã hủy: nhầm loại" in book.content.decode()


def test_the_file_holds_what_was_asked_for(clerk, party, browser):
    register_issued(clerk, stated(party, title="Đê biển"))
    register_issued(clerk, stated(party, title="Cảng cá"))
    answer = browser.get("/van-ban/di/so.xlsx?q=de bien")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[3] for row in rows[1:]] == ["Đê biển"]


def test_a_clerk_gives_a_number_with_a_form_and_twice_the_same_form_gives_one(party, browser):
    typed = {
        "command_id": "5f0c4fe5-8f3c-4f3e-9f65-4c1f6d1b2a10",
        "issuer": party.pk,
        "kind": "TB",
        "level": "normal",
        "title": "Thông báo",
        "signer_name": "Người Ký",
    }
    first, second = browser.post("/van-ban/di/cap-so/", typed), browser.post("/van-ban/di/cap-so/", typed)
    row = IssuedDocument.objects.get()
    assert first.url == second.url == f"/van-ban/di/{row.pk}/"
    assert "01-TB/TU" in browser.get(first.url).content.decode()
    cancelled = browser.post(f"/van-ban/di/{row.pk}/huy/", {"why": ""})
    assert cancelled.status_code == 422
    browser.post(f"/van-ban/di/{row.pk}/huy/", {"why": "ban hành nhầm"})
    assert "ban hành nhầm" in browser.get(first.url).content.decode()


def test_what_is_refused_is_said_at_its_field_and_what_was_typed_is_kept(party, browser):
    typed = {"issuer": party.pk, "kind": "TB", "level": "top-secret", "title": "Đừng ghi", "signer_name": "A"}
    answer = browser.post("/van-ban/di/cap-so/", typed)
    assert answer.status_code == 422
    assert "không ghi trích yếu" in answer.content.decode()
    assert "Đừng ghi" in answer.content.decode()
    assert not IssuedDocument.objects.exists()


def test_an_incoming_document_is_handed_on_answered_and_late_until_then(clerk, party, browser):
    row = register_incoming(clerk, received(handing=Handing(answer_by=date(2026, 3, 9))))
    assert [one.pk for one in browser.get("/van-ban/den/?tinh_trang=late").context["rows"]] == [row.pk]
    answer = register_issued(clerk, stated(party, kind="CV", title="Trả lời"))
    hand_on(clerk, row.pk, Handing(answer_by=date(2026, 3, 9), answer_id=answer.pk))
    row.refresh_from_db()
    assert row.answered_on == date(2026, 3, 10)
    assert not browser.get("/van-ban/den/?tinh_trang=late").context["rows"]
    assert "01-CV/TU" in browser.get("/van-ban/den/?q=lui han").content.decode()
    assert "Ký nhận" in browser.get("/van-ban/den/so/2026/").content.decode()


def test_what_came_on_a_day_before_is_entered_with_that_day_and_impossible_days_are_said(at_work, browser):
    said = {"sender": "Sở Muối", "title": "Xin ý kiến", "level": "normal", "received_on": "09/03/2026"}
    page = browser.post("/van-ban/den/ghi-so/", said | {"their_date": "10/03/2026"})
    assert "không thể ghi ngày sau ngày đến" in page.content.decode()
    assert browser.post("/van-ban/den/ghi-so/", said | {"received_on": "11/03/2026"}).status_code == 422
    late = browser.post("/van-ban/den/ghi-so/", said | {"answer_by": "08/03/2026"})
    assert "không thể trước ngày đến" in late.content.decode()
    answer = browser.post("/van-ban/den/ghi-so/", said | {"their_date": "05/03/2026"})
    row = IncomingDocument.objects.get()
    assert answer.url == f"/van-ban/den/{row.pk}/"
    assert (row.number, row.sender, row.received_on) == (1, "Sở Muối", date(2026, 3, 9))


def test_a_list_asks_as_much_for_three_as_for_one(clerk, party, browser, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    register_issued(clerk, stated(party))
    register_incoming(clerk, received())
    for address in ("/van-ban/di/", "/van-ban/den/", "/van-ban/di/so/2026/"):
        with CaptureQueriesContext(
            connection,
        ) as one:
            browser.get(address)
        for _ in range(2):
            register_issued(clerk, stated(party))
            register_incoming(clerk, received())
        with django_assert_num_queries(len(one)):
            browser.get(address)


@pytest.mark.once
def test_what_a_secret_line_is_about_is_read_by_those_who_may_read_the_secret_register(
    clerk, party, client_of
):
    row = register_issued(clerk, stated(party, level="secret", title="Về chuyện kín", recipients="Nơi kín"))
    came = register_incoming(clerk, IncomingContent("Sở Muối", "Thư kín", level="secret"))
    cancel_issued(clerk, row.pk, "cớ kín")
    addresses = (
        "/van-ban/di/",
        f"/van-ban/di/{row.pk}/",
        "/van-ban/di/so/2026/",
        "/van-ban/di/so.csv",
        "/van-ban/di/?q=chuyen+kin",
        "/van-ban/den/",
        f"/van-ban/den/{came.pk}/",
        "/van-ban/den/so/2026/",
        "/van-ban/den/so.csv",
    )
    few, many = client_of(Role.CLERK), client_of(Role.OFFICE_SPECIALIST)
    for address in addresses:
        there, withheld = few.get(address), many.get(address)
        assert withheld.status_code == 200
        assert "kín" in there.content.decode(), address
        assert "kín" not in withheld.content.decode(), address
    assert row.sign in many.get("/van-ban/di/").content.decode()
    assert row.sign not in many.get("/van-ban/di/?q=chuyen+kin").content.decode()
    assert not [one for one in AuditRecord.objects.values() if "kín" in str(one)]

"""Drafts by hand: begun, written field by field, compared, put forward, issued; nothing typed is lost."""

from __future__ import annotations

import re

import pytest

from nghisu.core.people.roles import Role
from nghisu.documents.models import Draft, IssuedDocument
from nghisu.documents.queries.drafts import content_of, version_of
from tests.documents.test_drafts import approved, board, draft, people, specialist  # noqa: F401  fixtures

pytestmark = pytest.mark.once


def form_of(page: str) -> dict[str, str]:
    """What the editor holds, by name."""
    found = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    found |= {
        name: text.strip()
        for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    }
    del found["command_id"]
    return found


def test_a_document_is_begun_written_and_compared_by_forms(client_of, party, at_work):
    browser = client_of(Role.OFFICE_SPECIALIST)
    begun = browser.post(
        "/van-ban/du-thao/soan/", {"kind": "thong-bao", "issuer": party.pk, "title": "Về đê biển"}
    )
    row = Draft.objects.get()
    assert begun.url == f"/van-ban/du-thao/{row.pk}/sua/"
    typed = form_of(browser.get(begun.url).content.decode()) | {
        "contents": "Ý thứ nhất\nÝ thứ hai\n",
        "meeting_opening": "18/03/2026 08:00",
        "signer_name": "Trần Văn Thử",
        "signer_position": "CHÁNH VĂN PHÒNG",
        "authority": "T/L BAN THƯỜNG VỤ",
    }
    assert browser.post(begun.url, typed).status_code == 302
    row.refresh_from_db()
    content = content_of("thong-bao", version_of(row).content)
    assert content.contents == ("Ý thứ nhất", "Ý thứ hai")  # type: ignore[attr-defined]
    assert content.formalities.signer is not None
    assert content.formalities.signer.authorities[0].letters == "TL"
    page = browser.get(f"/van-ban/du-thao/{row.pk}/").content.decode()
    assert "Ý thứ hai" in page
    stale = browser.post(begun.url, typed | {"contents": "Lời của người khác"})
    assert stale.status_code == 422
    assert "Lời của người khác" in stale.content.decode()
    assert "<ins>" in browser.get(f"/van-ban/du-thao/{row.pk}/so-sanh/").content.decode()
    assert browser.get(f"/van-ban/du-thao/{row.pk}/ban-nhap.pdf").content.startswith(b"%PDF")
    assert browser.get("/van-ban/du-thao/?q=de bien").context["total"] == 1


def test_an_approved_draft_is_issued_by_the_clerks_button(client_of, people, board, draft):  # noqa: F811
    row = approved(people, draft)
    browser = client_of(Role.CLERK)
    assert "Ban hành, cấp số" in browser.get(f"/van-ban/du-thao/{row.pk}/").content.decode()
    browser.post(f"/van-ban/du-thao/{row.pk}/ban-hanh/")
    issued = IssuedDocument.objects.get()
    assert "01-TB-TU.pdf" in browser.get(f"/van-ban/di/{issued.pk}/").content.decode()
    file = issued.files.get(role="pdf")
    assert browser.get(f"/van-ban/tep/{file.pk}/").getvalue().startswith(b"%PDF")


def test_text_blocks_are_written_on_a_page(client_of, party):
    browser = client_of(Role.OFFICE_SPECIALIST)
    assert "Giấy mời" in browser.get("/van-ban/doan-mau/").content.decode()
    typed = form_of(browser.get("/van-ban/doan-mau/thong-bao/").content.decode())
    browser.post("/van-ban/doan-mau/thong-bao/", typed | {"grounds": "Căn cứ quy chế"})
    assert "Căn cứ quy chế" in browser.get("/van-ban/doan-mau/thong-bao/").content.decode()

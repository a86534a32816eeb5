"""The documents of a conference on its page: what each lacks, and the files, for those who may see them."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from nghisu.conferences.commands import ItemContent, add_item
from nghisu.core.people.roles import Role


@pytest.fixture
def entry(specialist, add):
    entry = add()
    add_item(specialist, entry.pk, ItemContent(title="Đề án bến cảng", minutes=45))
    return entry


def test_the_page_says_what_each_document_lacks_and_gives_it_as_an_attachment(client_of, entry):
    client = client_of(Role.OFFICE_SPECIALIST)
    page = client.get(reverse("conferences:papers", args=[entry.pk])).content.decode()
    assert "Giấy mời" in page
    assert "người được mời" in page
    assert "Phát biểu khai mạc" not in page  # that is for Ban Chấp hành alone
    for kind, starts in (("paper_pdf", b"%PDF-"), ("paper_docx", b"PK")):
        answer = client.get(reverse(f"conferences:{kind}", args=[entry.pk, "chuong-trinh"]))
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer.content.startswith(starts)
        if kind == "paper_pdf":
            assert "Đề án bến cảng" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert client.get(reverse("conferences:paper_pdf", args=[entry.pk, "giay-phep"])).status_code == 404


def test_who_may_not_see_the_list_of_those_invited_finds_no_documents(client_of, entry):
    client = client_of(Role.CONTENT_OFFICER)
    assert client.get(reverse("conferences:papers", args=[entry.pk])).status_code == 404
    assert client.get(reverse("conferences:paper_pdf", args=[entry.pk, "giay-moi"])).status_code == 404

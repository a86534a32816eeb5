"""The page that holds a Word file against its form: everybody's, nothing kept, secret documents turned away."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.document import Document as Paper
from docx.shared import Mm

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.web.queries import search
from nghisu.web.views import form_check
from tests.papers import NOTICE, REPORT, paragraph_of, write

PAGE = "/the-thuc/"


@pytest.fixture(autouse=True)
def fresh():
    form_check.ALLOWANCE.forget()


@pytest.fixture
def clerk(bound, client_of):
    return client_of(Role.CLERK)


def send(client, content: bytes, name: str = "báo cáo.docx", **more: str):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **more})


def spoilt(document: Paper) -> None:
    document.sections[0].left_margin = Mm(25)
    paragraph_of(document, "BÁO CÁO").runs[0].bold = False


def test_the_page_says_what_is_wrong_what_is_right_and_by_which_rule(clerk):
    answer = send(clerk, write(REPORT, spoilt))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "báo cáo.docx",
        "2 điểm chưa đúng thể thức.",
        "lề trái 25 mm",
        "lề trái 30 mm",
        "đoạn 7 “BÁO CÁO”",
        "mục II, điểm 1.5",
    ):
        assert words in page


def test_a_right_document_is_said_to_be_right(clerk):
    page = send(clerk, write(NOTICE)).content.decode()
    assert "Văn bản hành chính nhà nước, loại: THÔNG BÁO." in page
    assert "Không thấy điểm nào sai thể thức." in page


def test_the_report_is_in_the_language_of_its_reader(clerk):
    User.objects.update(language="en")
    page = send(clerk, write(REPORT, spoilt)).content.decode()
    assert "Points not in the right form: 2." in page
    assert "paragraph 7 “BÁO CÁO”" in page
    assert "left margin 25 mm" in page


def test_the_marked_copy_is_a_file_to_keep(clerk):
    answer = send(clerk, write(REPORT, spoilt), want="marked")
    assert answer["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o-nhan-xet.docx"
    )
    assert "sandbox" in answer["Content-Security-Policy"]
    comments = [comment.text for comment in Document(io.BytesIO(answer.content)).comments]
    assert len(comments) == 2
    assert any("lề trái 25 mm" in comment for comment in comments)


def test_a_copy_in_unicode_is_a_file_to_keep(clerk):
    answer = send(clerk, write(REPORT), want="unicode")
    assert "-unicode.docx" in answer["Content-Disposition"]
    assert Document(io.BytesIO(answer.content)).paragraphs


def test_nothing_of_a_file_is_written_to_the_database(clerk):
    clerk.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        send(clerk, write(REPORT, spoilt))
    written = [
        one["sql"]
        for one in queries
        if one["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert [sql for sql in written if "session" not in sql] == []


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "(Mật)".upper(), "Độ mật: Tối mật"])
def test_a_document_with_a_secrecy_stamp_is_turned_away(clerk, stamp):
    def secret(document: Paper) -> None:
        paragraph_of(document, "Số 05").insert_paragraph_before(stamp)

    answer = send(clerk, write(REPORT, secret))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "không được đưa lên hệ thống này" in page
    assert "điểm chưa đúng" not in page
    assert send(clerk, write(REPORT, secret), want="marked").status_code == 422


def test_a_text_that_speaks_of_secrets_is_open(clerk):
    def speaks(document: Paper) -> None:
        paragraph_of(document, "kết quả").runs[0].text = "công tác bảo vệ bí mật nhà nước"

    assert send(clerk, write(REPORT, speaks)).status_code == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Word đời cũ (.doc)"),
        (b"%PDF-1.7", "Tệp là PDF"),
        (b"PK\x03\x04xxxx", "Tệp bị hỏng"),
        (b"", "Tệp rỗng."),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(clerk, content, words):
    answer = send(clerk, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_without_a_file_the_page_says_what_to_do(clerk):
    answer = clerk.post(PAGE, {})
    assert answer.status_code == 422
    assert "Chọn một tệp Word (.docx) rồi bấm “Kiểm tra”." in answer.content.decode()


def test_too_many_files_at_once_wait(clerk, monkeypatch):
    monkeypatch.setattr(form_check.ALLOWANCE, "burst", 1)
    assert send(clerk, write(REPORT)).status_code == 200
    answer = send(clerk, write(REPORT))
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1


@pytest.mark.parametrize("typed", ["thể thức", "the thuc", "kiem tra van ban"])
def test_search_leads_to_the_page(typed, bound, actor_of):
    from datetime import date

    groups = search(actor_of(Role.DELEGATE), typed, date(2026, 3, 10))
    assert PAGE in [hit.url for group in groups for hit in group.hits]


def test_one_who_has_not_signed_in_is_asked_to(bound, client):
    assert client.get(PAGE).status_code in (302, 404)

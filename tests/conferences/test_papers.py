"""The documents of a conference on its page: what each lacks, and the files, for those who may see them."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    close_consultation,
    conference_of_entry,
    give_answers,
)
from nghisu.conferences.enums import Purpose
from nghisu.conferences.gathering import gather, kinds_for
from nghisu.conferences.queries.papers import issuer_for, report_of_consultation
from nghisu.core.papers.kinds import compose
from nghisu.core.papers.setting_out import set_out
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.documents.models import Issuer
from nghisu.documents.queries.drafts import words_of
from nghisu.documents.registry import gathered_again
from nghisu.foundation import clock
from nghisu.invitations.commands.choosing import Choice, choose
from tests.conferences.test_consultations import CLOSES, members, numbers, sent  # noqa: F401  fixtures
from tests.factories import make_organisation


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


def test_the_page_gathers_once_with_as_many_queries_for_one_item_and_guest_as_for_three(
    client_of, specialist, entry
):
    client, page = client_of(Role.OFFICE_SPECIALIST), reverse("conferences:papers", args=[entry.pk])

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return [one["sql"] for one in queries.captured_queries]

    choose(specialist, entry, Choice("guest", standing="guest", guest_name="Khách Một"))
    client.get(page)
    one = asked()
    for name in ("Hai", "Ba"):
        choose(specialist, entry, Choice("guest", standing="guest", guest_name=f"Khách {name}"))
        add_item(specialist, entry.pk, ItemContent(title=f"Việc {name}"))
    assert len(asked()) == len(one)
    assert max(Counter(one).values()) <= 2, [sql for sql, count in Counter(one).items() if count > 2]


def test_who_may_not_see_the_list_of_those_invited_finds_no_documents(client_of, entry):
    client = client_of(Role.CONTENT_OFFICER)
    assert client.get(reverse("conferences:papers", args=[entry.pk])).status_code == 404
    assert client.get(reverse("conferences:paper_pdf", args=[entry.pk, "giay-moi"])).status_code == 404


def test_what_a_state_office_issues_has_its_form_whoever_reads_which_language(specialist, entry, ground):
    """An issuer of the state's side: the same data under the national title, signed by order of its chair."""
    office = make_organisation(
        ground.committee,
        "Văn phòng UBND tỉnh",
        kind=Organisation.Kind.PEOPLE_COMMITTEE_OFFICE,
    )
    issuer = Issuer.objects.create(
        committee=ground.committee, side="state", name="Văn phòng", superior="Ủy ban nhân dân tỉnh Ven Sông",
        symbol="VPUB", place="Ven Sông",
    )  # fmt: skip
    conference = conference_of_entry(specialist, entry)
    with translation.override("en"):
        papers = {
            kind.code: compose(gather(specialist, conference, kind.code, issuer=issuer).content)
            for kind in kinds_for(conference)
        }
    assert set(papers) >= {
        "to-trinh",
        "cong-van",
        "thong-bao",
        "giay-moi",
        "chuong-trinh",
        "danh-sach-dai-bieu",
    }
    for paper in papers.values():
        head = set_out(paper).head
        assert head.right[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        assert [one.text for one in head.left][:3] == ["ỦY BAN NHÂN DÂN", "TỈNH VEN SÔNG", "VĂN PHÒNG"]
    assert set_out(papers["thong-bao"]).head.left[-1].text.endswith("/TB-VPUB")
    assert "In person" not in words_of(papers["thong-bao"])
    # A conference that this office prepares is the state's by itself.
    assert issuer_for(specialist, conference, "thong-bao") is None
    entry.preparing = office
    conference.entry.preparing = office
    assert issuer_for(specialist, conference, "thong-bao") == issuer


def test_the_report_on_a_consultation_states_tally_differing_opinions_reservations_and_who_was_silent(
    client_of,
    specialist,
    sent,  # noqa: F811  fixture
    members,  # noqa: F811  fixture
):
    one, two = numbers(sent)
    give_answers(members[0], sent.pk, {one: ("agree", "Cần thêm dự toán"), two: ("other", "Thả đá rọ thép")})
    said = words_of(compose(report_of_consultation(specialist, sent)))
    for words in (
        "Đồng ý | 1 | 100%", "Không đồng ý | 0 | 0%", "Ý kiến khác | 1 | 100%", "Chưa trả lời | 0 | 0%",
        f"Thả đá rọ thép ({members[0].name})", f"Cần thêm dự toán ({members[0].name}, đồng ý)",
    ):  # fmt: skip
        assert words in said
    client = client_of(Role.OFFICE_SPECIALIST)
    with clock.standing(CLOSES):
        close_consultation(specialist, sent.pk)
        pdf = client.get(reverse("conferences:report_pdf", args=[sent.pk]))
        word = client.get(reverse("conferences:report_docx", args=[sent.pk]))
    text = " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())
    assert "BÁO CÁO" in text
    assert "1 người" not in text  # nobody was silent
    assert any("Ý kiến bảo lưu" in one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert client_of(Role.DELEGATE).get(reverse("conferences:report_pdf", args=[sent.pk])).status_code == 404


@pytest.mark.once
def test_each_matter_that_is_voted_on_has_a_resolution_of_its_own(client_of, specialist, add):
    entry = add(title="Ban Chấp hành", kind="ban-chap-hanh")
    Issuer.objects.create(
        committee_id=specialist.committee_id, side="party", name="Thành ủy", symbol="TU", place="Ven Sông"
    )
    items = [
        add_item(specialist, entry.pk, ItemContent(title=name, purpose=Purpose.VOTE, minutes=30))
        for name in ("Cảng cá", "Đê biển")
    ]
    told = add_item(specialist, entry.pk, ItemContent(title="Nghe báo cáo", minutes=30))
    browser, kind = client_of(Role.OFFICE_SPECIALIST), "nghi-quyet-chuyen-de"
    page = browser.get(reverse("conferences:papers", args=[entry.pk])).content.decode()
    assert [f"Nghị quyết chuyên đề: {one.title}" in page for one in (*items, told)] == [True, True, False]
    begin = reverse("conferences:paper_begin", args=[entry.pk, kind])
    for item in items:
        assert browser.post(begin, {"noi-dung": item.pk}).status_code == 302
        paper = browser.get(reverse("conferences:paper", args=[entry.pk, kind]), {"noi-dung": item.pk})
        assert item.title.lower() in paper.context["draft"].title
        again = gathered_again(specialist, paper.context["draft"])
        assert getattr(again, "subject", "") == f"về {item.title.lower()}"
    assert browser.post(begin, {"noi-dung": told.pk}).status_code == 404
    assert (
        browser.get(reverse("conferences:paper", args=[entry.pk, "thong-bao"]), {"noi-dung": 1}).status_code
        == 404
    )

"""What a proposal and a consultation state is what their documents say."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.urls import reverse
from pypdf import PdfReader

from nghisu.conferences.commands import (
    ConsultationContent,
    QuestionContent,
    draft_consultation,
)
from nghisu.conferences.gathering import gather
from nghisu.conferences.models import Conference
from nghisu.core.papers.composing.proposal import Proposal
from nghisu.core.people.roles import Role
from nghisu.foundation import clock


def test_the_proposal_as_a_document_says_what_was_written_and_nothing_is_missing(specialist, complete):
    entry = complete()
    paper = gather(specialist, Conference.objects.get(entry=entry), "to-trinh").content
    assert isinstance(paper, Proposal)
    assert paper.purpose == ("Cho ý kiến về đề án bến cảng", "Thống nhất phương án, phân công thực hiện")
    assert paper.budget == "60 triệu đồng, ngân sách Đảng"
    assert paper.contents == ("Đề án bến cảng",)
    assert paper.delegates == 60
    assert "khối đảng: 40" in paper.participants
    assert paper.hall == "Trang trí theo quy định"


def test_a_consultation_is_a_form_on_paper_too(bound, specialist, client_of, add):
    row = draft_consultation(
        specialist,
        ConsultationContent(
            title="Xin ý kiến về kè sông",
            body_id=bound.executive_committee.pk,
            closes_at=datetime(2026, 3, 13, 17, 0, tzinfo=clock.VIETNAM),
            questions=(QuestionContent("Chọn vật liệu", "Đá hộc\nBê tông"),),
        ),
    )
    answer = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:consultation_form", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "PHIẾU XIN Ý KIẾN" in text
    assert "Bê tông" in text
    assert client_of(Role.DELEGATE).get(answer.request["PATH_INFO"]).status_code == 404

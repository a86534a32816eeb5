"""What goes with a written consultation is read by those whom it asks; how people answered is seen once it is closed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from nghisu.conferences.commands import discard_consultation, draft_consultation, send_consultation
from nghisu.conferences.commands.in_time import close_due
from nghisu.conferences.models import ConsultationPack
from nghisu.core.people.roles import Role
from nghisu.documents.models import Document
from nghisu.documents.refusals import NotYetReadable
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.outbox import Worker
from tests.conferences.test_consultations import CLOSES, answered, content, members, sent
from tests.foundation.files.making import a_pdf

__all__ = ["members", "sent"]

SEEING = (
    Role.OFFICE_SPECIALIST,
    Role.OFFICE_CHIEF,
    Role.STANDING_BOARD_MEMBER,
    Role.SECRETARY,
    Role.CLERK,
    Role.AUDITOR,
    Role.ARCHIVIST,
)
OPINION = "Bảo lưu về nguồn vốn xây kè"
HOW = (OPINION, "Không đồng ý")
"""By which one sees how somebody answered."""


@pytest.fixture
def drawn(bound, specialist, chief, members, client_of, standing_clock):
    """A draft to which the office put a document by its form; its pages are drawn."""
    row = draft_consultation(specialist, content(bound))
    page = reverse("conferences:consultation_document", args=[row.pk])
    file = SimpleUploadedFile("phuong-an.pdf", a_pdf("Phương án kè", "Trang hai"))
    typed = {"title": "Phương án kè sông", "kind": "report", "file": file}
    assert client_of(Role.OFFICE_SPECIALIST).post(page, typed).status_code == 302
    with pytest.raises(NotYetReadable):  # asked about what nobody can read yet, nobody is asked
        send_consultation(chief, row.pk)
    Worker(frozenset({"pages"})).drain()
    return row


def test_its_documents_go_out_with_it_to_those_it_asks_and_to_nobody_before(client_of, chief, drawn):
    document = Document.objects.get()
    read = reverse("documents:read", args=[document.pk])
    asked = client_of(Role.DELEGATE)
    assert asked.get(read).status_code == 404
    send_consultation(chief, drawn.pk)
    assert asked.get(read, follow=True).status_code == 200
    answering = asked.get(reverse("conferences:consultation_answer", args=[drawn.pk])).content.decode()
    assert f'href="{read}"' in answering
    assert "2 trang" in answering
    assert client_of(Role.CONTENT_OFFICER).get(read).status_code == 404  # not asked
    late = reverse("conferences:consultation_document", args=[drawn.pk])
    client_of(Role.OFFICE_SPECIALIST).post(late, {"title": "Thêm", "kind": "report"})
    assert Document.objects.count() == 1  # what was asked stays
    form = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:consultation_form", args=[drawn.pk]))
    assert "Phương án kè sông" in PdfReader(BytesIO(form.content)).pages[0].extract_text()


def test_a_draft_that_is_thrown_away_takes_its_documents_out(specialist, drawn):
    discard_consultation(specialist, drawn.pk)
    assert Document.objects.get().withdrawn_at is not None
    assert not ConsultationPack.objects.exists()


def test_how_people_answer_is_seen_by_nobody_before_the_close_and_by_those_who_oversee_it_after(
    client_of, specialist, members, sent
):
    answered(members[0], sent, "disagree", OPINION)
    page = reverse("conferences:consultation", args=[sent.pk])
    file, report = (
        reverse(f"conferences:{name}", args=[sent.pk]) for name in ("consultation_file", "report_pdf")
    )
    assert "disagree" not in str(AuditRecord.objects.get(verb="consultation.answered").changes)
    for role in SEEING:
        client = client_of(role)
        said = client.get(page).content.decode()
        assert not [one for one in HOW if one in said], role
        assert members[0].name in said  # who has answered is seen
        book = load_workbook(BytesIO(client.get(file).content))
        cells = {cell for row in book[book.sheetnames[0]].iter_rows(values_only=True) for cell in row}
        assert not cells & set(HOW), role
        assert client.get(report).status_code == 302, role
    own = client_of(Role.DELEGATE).get(reverse("conferences:consultation_answer", args=[sent.pk]))
    assert OPINION in own.content.decode()  # one's own is one's own
    with clock.standing(CLOSES):
        close_due(specialist.tenant)
        for role in SEEING:
            said = client_of(role).get(page).content.decode()
            assert [one for one in HOW if one in said] == list(HOW), role
        assert client_of(Role.DELEGATE).get(page).status_code == 404

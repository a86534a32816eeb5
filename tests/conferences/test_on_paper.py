"""Answers on paper are entered by the office by name and day; what was sent by mistake is withdrawn, told once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nghisu.conferences.commands import enter_paper, send_consultation, withdraw_consultation
from nghisu.conferences.commands.in_time import close_due, remind_unanswered
from nghisu.conferences.models import Answer, AskedPerson, PaperSheet
from nghisu.conferences.queries.consultations import sheets_of
from nghisu.conferences.refusals import (
    AnsweredInPerson,
    ConsultationNotOpen,
    PaperOfAnotherDay,
    WithdrawalUnexplained,
)
from nghisu.core.people.roles import Role
from nghisu.documents.models import Document
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.conferences.test_consultations import CLOSES, answered, content, members, numbers, sent, tried
from tests.conferences.test_consulted import drawn
from tests.foundation.files.making import a_pdf

__all__ = ["content", "drawn", "members", "sent"]

SIGNED = date(2026, 3, 10)


def entered(by, row, choice: str = "agree", opinion: str = "", on: date = SIGNED) -> PaperSheet:
    one, two = numbers(row)
    asked = AskedPerson.objects.get(consultation=row)
    return enter_paper(by, row.pk, asked.pk, {one: (choice, opinion), two: ("1", "")}, on)


def test_the_office_enters_a_paper_by_name_and_day_and_how_it_answers_is_seen_by_nobody_before_the_close(
    client_of, specialist, actor_of, members, sent
):
    asked = AskedPerson.objects.get()
    page = reverse("conferences:consultation_paper", args=[sent.pk, asked.pk])
    one, two = numbers(sent)
    typed = {
        "signed_on": "10/03/2026",
        f"choice_{one}": "disagree",
        f"opinion_{one}": "Lo về nguồn vốn",
        f"choice_{two}": "1",
        "command_id": "4a6b2f1e-7c0d-4f3e-9b8a-1c2d3e4f5a6c",
    }
    clerk = client_of(Role.CLERK)
    scan = reverse("conferences:consultation_scan", args=[sent.pk, asked.pk])
    paper_file = a_pdf("Phiếu đã ký")
    whole = reverse("conferences:consultation", args=[sent.pk])
    assert f'href="{page}"' in clerk.get(whole).content.decode()
    assert client_of(Role.DELEGATE).get(page).status_code == 404
    assert not clerk.get(page).context["form"].errors
    wrong = clerk.post(page, typed | {"scan": SimpleUploadedFile("phieu.pdf", b"no document")})
    assert (wrong.status_code, PaperSheet.objects.exists()) == (422, False)
    for _again in range(2):
        done = clerk.post(page, typed | {"scan": SimpleUploadedFile("phieu.pdf", paper_file)})
        assert done.status_code == 302
    paper = PaperSheet.objects.get()
    assert (paper.signed_on, paper.entered_by_name) == (SIGNED, actor_of(Role.CLERK).name)
    assert Notice.objects.filter(kind="consultation.paper_entered", person=asked.person_id).count() == 1
    entry = AuditRecord.objects.get(verb="consultation.paper_entered")
    assert asked.name in str(entry.changes)
    assert "disagree" not in str(entry.changes)
    for address in (whole, page):
        said = client_of(Role.OFFICE_SPECIALIST).get(address).content.decode()
        assert "10/03/2026" in said
        assert actor_of(Role.CLERK).name in said
        assert "Lo về nguồn vốn" not in said
    assert clerk.get(scan).status_code == 302  # it shows how one answered
    with clock.standing(CLOSES):
        close_due(specialist.tenant)
        assert b"".join(client_of(Role.OFFICE_SPECIALIST).get(scan).streaming_content) == paper_file
        assert client_of(Role.DELEGATE).get(scan).status_code == 404
        said = client_of(Role.OFFICE_SPECIALIST).get(whole).content.decode()
        assert "Lo về nguồn vốn" in said
        assert clerk.post(page, typed | {"command_id": ""}).status_code == 302
        assert PaperSheet.objects.get().entered_at == paper.entered_at
    assert not tried("UPDATE conferences_papersheet SET signed_on = '2026-03-11'")
    assert not tried("DELETE FROM conferences_papersheet")


def test_a_paper_is_corrected_and_gives_way_to_what_the_person_answers(
    bound, specialist, chief, members, sent
):
    entered(specialist, sent, "disagree")
    assert entered(chief, sent, "agree").entered_by_name == chief.name
    assert list(Answer.objects.order_by("question").values_list("choice", flat=True)) == ["agree", "1"]
    answered(members[0], sent)
    _questions, (sheet,) = sheets_of(specialist, sent)
    assert sheet.paper is None
    assert PaperSheet.objects.get().replaced_at is not None  # that there was one stays
    with pytest.raises(AnsweredInPerson):
        entered(specialist, sent)


@pytest.mark.once
def test_a_paper_is_of_a_day_of_the_asking_by_those_asked_and_never_ones_own(
    bound, specialist, actor_of, sent
):
    for day in (SIGNED - timedelta(days=30), clock.today() + timedelta(days=1)):
        with pytest.raises(PaperOfAnotherDay):
            entered(specialist, sent, on=day)
    with pytest.raises(AccessRefused):
        enter_paper(specialist, sent.pk, 10**9, {}, SIGNED)
    for role in (Role.DELEGATE, Role.STANDING_BOARD_MEMBER, Role.AUDITOR):
        with pytest.raises(AccessRefused):
            entered(actor_of(role), sent)
    with clock.standing(CLOSES), pytest.raises(ConsultationNotOpen):
        entered(specialist, sent)


def test_what_was_sent_by_mistake_is_withdrawn_with_a_reason_and_those_asked_are_told_once(
    client_of, chief, members, drawn
):
    row = send_consultation(chief, drawn.pk)
    answered(members[0], row, "other", "Chưa rõ vốn")
    page = reverse("conferences:consultation_withdraw", args=[row.pk])
    office = client_of(Role.OFFICE_SPECIALIST)
    with pytest.raises(WithdrawalUnexplained):
        withdraw_consultation(chief, row.pk, " ")
    typed = {"why": "Gửi nhầm bản dự thảo", "command_id": "4a6b2f1e-7c0d-4f3e-9b8a-1c2d3e4f5a6d"}
    assert [office.post(page, typed).status_code for _again in range(2)] == [302, 302]
    told = Notice.objects.get(kind="consultation.withdrawn")
    assert (told.person_id, "Gửi nhầm bản dự thảo" in told.words["vi"]["body"]) == (
        members[0].person_id,
        True,
    )
    assert Document.objects.get().withdrawn_at is not None
    for act in (lambda: withdraw_consultation(chief, row.pk, "Lại"), lambda: answered(members[0], row)):
        with pytest.raises(ConsultationNotOpen):
            act()
    mine = client_of(Role.DELEGATE).get(reverse("conferences:consultation_answer", args=[row.pk]))
    assert "Gửi nhầm bản dự thảo" in mine.content.decode()
    with clock.standing(CLOSES):
        assert (close_due(chief.tenant), remind_unanswered(chief.tenant, CLOSES.date())) == (0, 0)
        said = office.get(reverse("conferences:consultation", args=[row.pk])).content.decode()
        assert "Phiếu đã rút" in said
        assert "Chưa rõ vốn" not in said
        for name in ("report_pdf", "consultation_passed"):
            assert office.get(reverse(f"conferences:{name}", args=[row.pk])).status_code == 302
    assert not tried("UPDATE conferences_consultation SET state = 'sent', withdrawn_at = NULL")
    assert not tried("UPDATE conferences_consultation SET withdrawn_why = 'x'")

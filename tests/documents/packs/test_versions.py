"""A document is handed in, drawn behind, appraised, sent out: each sees of it what is theirs to see, and no gate of the
rules is passed in silence."""

from __future__ import annotations

import io
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from nghisu.core.law.loader.ruling import APPRAISED_PARTS, APPRAISING_UNITS, DOCUMENT_KINDS
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.documents.commands import (
    AllowedOut,
    DocumentFacts,
    NoteWords,
    Opinion,
    add_document,
    answer_appraisal,
    ask_appraisal,
    circulate,
    grant,
    hand_in,
    move_document,
    open_page,
    say_appraisal,
    withdraw_appraisal,
    withdraw_document,
    write_note,
)
from nghisu.documents.commands.drawing import hold_back
from nghisu.documents.models import Appraisal, Document, DocumentPage, DocumentVersion, ReaderNote
from nghisu.documents.queries import document_of, gates_of, visible_documents, visible_versions
from nghisu.documents.refusals import AppraisalSaid, GateClosed, NotYetReadable, ReasonNeeded
from nghisu.foundation.files import arriving, file_path
from nghisu.foundation.files.converting import converter
from nghisu.foundation.kept_files import path_of
from nghisu.foundation.models import StoredFile
from nghisu.foundation.outbox import Worker
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.documents.packs.appraised import appraised, appraiser_of_an_agency
from tests.documents.packs.conftest import upload

FORM, CONTENT = Appraisal.Part.values


def test_its_pages_are_drawn_behind_with_their_words(officer, document_of_unit):
    with upload("BÁO CÁO", "Trang hai nói về đê điều") as arrived:
        version = hand_in(officer, document_of_unit.pk, arrived)
    assert (version.state, version.pages, version.drawn) == ("drawing", 2, 0)
    Worker(frozenset({"pages"})).drain()
    version.refresh_from_db()
    assert (version.state, version.drawn) == ("drawn", 2)
    pages = list(DocumentPage.objects.filter(version=version))
    assert [page.text for page in pages] == ["BÁO CÁO", "Trang hai nói về đê điều"]
    assert pages[1].search_text == "trang hai noi ve de dieu"
    assert path_of(pages[0].stored).read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not on this machine")
def test_a_word_file_is_brought_to_pages(officer, document_of_unit):
    paper = docx.Document()
    paper.add_paragraph("Tờ trình về kế hoạch")
    kept = io.BytesIO()
    paper.save(kept)
    with arriving(SimpleUploadedFile("to-trinh.docx", kept.getvalue())) as arrived:
        version = hand_in(officer, document_of_unit.pk, arrived)
    Worker(frozenset({"pages"})).drain()
    version.refresh_from_db()
    assert (version.state, version.pages) == ("drawn", 1)
    assert str(version.pdf) == "to-trinh.pdf"


def test_without_a_converter_the_pdf_is_asked_for(officer, document_of_unit, monkeypatch):
    monkeypatch.setenv("PATH", "")
    paper = docx.Document()
    kept = io.BytesIO()
    paper.save(kept)
    with arriving(SimpleUploadedFile("to-trinh.docx", kept.getvalue())) as arrived:
        version = hand_in(officer, document_of_unit.pk, arrived)
    Worker(frozenset({"pages"})).drain()
    version.refresh_from_db()
    assert version.state == "needs-pdf"
    assert "bản PDF" in version.fault


def test_a_unit_hands_in_its_own_and_sees_no_other(
    officer, specialist, pack, document_of_unit, handed_in, ground
):
    other = add_document(
        specialist, pack, DocumentFacts("Báo cáo khác", "report", ground.other_department.pk)
    )
    with pytest.raises(AccessRefused):
        handed_in(officer, other, "x")
    with pytest.raises(AccessRefused):
        add_document(officer, pack, DocumentFacts("Lấn sân", "report", ground.other_department.pk))
    assert list(visible_documents(officer)) == [document_of_unit]
    assert set(visible_documents(specialist)) == {document_of_unit, other}


def test_who_attends_sees_what_went_out_and_was_granted(
    officer, specialist, delegate, pack, document_of_unit, handed_in
):
    first = handed_in(officer, document_of_unit, "Bản một")
    secret_of_unit = add_document(
        specialist, pack, DocumentFacts("Chỉ một người đọc", "report", restricted=True)
    )
    handed_in(specialist, secret_of_unit, "Riêng")
    grant(specialist, pack, person_ids=[delegate.person_id])
    assert list(visible_documents(delegate)) == []
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk, secret_of_unit.pk])
    assert list(visible_documents(delegate)) == [document_of_unit]
    draft = handed_in(officer, document_of_unit, "Bản hai")
    assert list(visible_versions(delegate, document_of_unit)) == [first]
    assert list(visible_versions(officer, document_of_unit)) == [draft, first]
    grant(specialist, pack, person_ids=[delegate.person_id], document=secret_of_unit)
    assert document_of(delegate, secret_of_unit.pk) == secret_of_unit


def test_members_of_a_body_read_what_was_granted_to_the_body(
    officer, specialist, delegate, pack, document_of_unit, handed_in, ground
):
    handed_in(officer, document_of_unit, "x")
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk])
    grant(specialist, pack, body_ids=[ground.standing_board.pk])
    assert not visible_documents(delegate).exists()
    grant(specialist, pack, body_ids=[ground.executive_committee.pk])
    assert visible_documents(delegate).exists()


def test_a_long_document_goes_out_with_a_short_summary_only(
    bound, officer, specialist, pack, document_of_unit, handed_in, ground
):
    handed_in(officer, document_of_unit, *["trang"] * 16)
    appraised(document_of_unit)
    with pytest.raises(GateClosed, match="16 trang, quá 15 trang") as closed:
        circulate(specialist, pack, [document_of_unit.pk])
    assert closed.value.clauses == ("I/III/1.2/b3",)
    facts = DocumentFacts("Tóm tắt", "summary", ground.department.pk, summary_of_id=document_of_unit.pk)
    summary = add_document(officer, pack, facts)
    handed_in(officer, summary, *["trang"] * 8)
    both = [document_of_unit.pk, summary.pk]
    with pytest.raises(GateClosed, match="dài hơn 7 trang"):
        circulate(specialist, pack, both)
    handed_in(officer, summary, *["trang"] * 16)
    appraised(summary)
    for sums_up in (document_of_unit.pk, None):  # no way past the gate by the name of a summary
        Document.objects.filter(pk=summary.pk).update(summary_of=sums_up)
        with pytest.raises(GateClosed, match="dài 16 trang, bản tóm tắt không quá 7 trang"):
            circulate(specialist, pack, [summary.pk])
    Document.objects.filter(pk=summary.pk).update(summary_of=document_of_unit.pk)
    handed_in(officer, summary, *["trang"] * 7)
    appraised(summary)
    with pytest.raises(GateClosed, match="bản tóm tắt chưa phát hành") as closed:
        circulate(specialist, pack, [document_of_unit.pk])  # the summary only lies in the pack
    assert closed.value.clauses == ("I/III/1.2/b3",)
    with transaction.atomic():
        assert len(circulate(specialist, pack, both)) == 2
        transaction.set_rollback(True)
    assert len(circulate(specialist, pack, [summary.pk])) == 1
    handed_in(officer, summary, *["trang"] * 8)  # a draft, that takes nothing from what readers have
    assert len(circulate(specialist, pack, [document_of_unit.pk])) == 1


def test_an_exception_names_who_why_and_which_document(
    bound, officer, specialist, actor_of, pack, document_of_unit, handed_in
):
    handed_in(officer, document_of_unit, *["trang"] * 16)
    waived, chief = AllowedOut("Gấp", "12-TB/TU"), actor_of(Role.OFFICE_CHIEF)
    with pytest.raises(AccessRefused):
        circulate(specialist, pack, [document_of_unit.pk], waived)
    (out,) = circulate(chief, pack, [document_of_unit.pk], waived)
    assert (out.waived_by, out.waived_why, out.waived_document) == (chief.name, "Gấp", "12-TB/TU")
    assert out.waived_gates == ["pages", "appraisal-form", "appraisal-content"]


def test_a_document_of_a_unit_is_appraised_by_the_office_and_a_ban_dang_in_rounds_before_it_goes_out(
    bound, officer, specialist, actor_of, pack, document_of_unit, handed_in, ground
):
    of_office, of_agency = actor_of(Role.APPRAISER), appraiser_of_an_agency(ground)
    first = handed_in(officer, document_of_unit, "Bản một")
    assert not visible_documents(of_office).exists()
    with pytest.raises(GateClosed) as closed:
        circulate(specialist, pack, [document_of_unit.pk])
    assert "Văn phòng thẩm định bố cục, thể thức" in closed.value.reason
    assert "ban Đảng thẩm định nội dung" in closed.value.reason
    assert set(closed.value.clauses) == {"I/III/1.2/b2"}
    for part, whose in ((FORM, of_agency), (CONTENT, of_office), ("budget", of_office)):
        with pytest.raises(AccessRefused):
            ask_appraisal(specialist, first.pk, part, [whose.person_id])
    assert ask_appraisal(specialist, first.pk, FORM, [of_office.person_id]) == 1
    assert ask_appraisal(specialist, first.pk, CONTENT, [of_agency.person_id]) == 1
    assert list(visible_documents(of_agency)) == [document_of_unit]
    form, content = Appraisal.objects.order_by("-part")
    with pytest.raises(AccessRefused):
        say_appraisal(of_office, content.pk, Opinion(True, "Nói thay"))
    say_appraisal(of_office, form.pk, Opinion(True, "Đúng thể thức", structure="Đủ phần"))
    say_appraisal(of_agency, content.pk, Opinion(False, "Thiếu nguồn lực", content="Nêu rõ kinh phí"))
    with pytest.raises(AppraisalSaid):
        say_appraisal(of_agency, content.pk, Opinion(True, "Đổi ý"))
    [gate] = gates_of(specialist, pack)
    assert (gate.part, gate.said.split(": ")[1]) == (
        CONTENT,
        "ban Đảng chưa chấp nhận nội dung của bản mới nhất. Hãy sửa và đưa lên bản mới.",
    )
    answer_appraisal(officer, content.pk, "Đã bổ sung")
    second = handed_in(officer, document_of_unit, "Bản hai")
    assert {one.part for one in gates_of(specialist, pack)} == {
        FORM,
        CONTENT,
    }  # another version, another round
    ask_appraisal(specialist, second.pk, FORM, [of_office.person_id])
    ask_appraisal(specialist, second.pk, CONTENT, [of_agency.person_id])
    for by in (of_office, of_agency):
        with pytest.raises(GateClosed, match="đang chờ"):
            circulate(specialist, pack, [document_of_unit.pk])
        again = Appraisal.objects.get(version=second, appraiser=by.person_id)
        assert again.round == 2
        say_appraisal(by, again.pk, Opinion(True, "Đạt"))
    assert circulate(specialist, pack, [document_of_unit.pk]) == [second]


def test_an_assignment_that_nobody_answers_is_taken_back_with_a_reason_and_holds_nothing_up(
    bound, officer, specialist, actor_of, client_of, pack, document_of_unit, handed_in
):
    version = handed_in(officer, document_of_unit, "x")
    away, chief = actor_of(Role.APPRAISER), actor_of(Role.OFFICE_CHIEF)
    ask_appraisal(specialist, version.pk, FORM, [away.person_id, chief.person_id])
    waiting, said = (Appraisal.objects.get(appraiser=one.person_id) for one in (away, chief))
    say_appraisal(chief, said.pk, Opinion(True, "Đạt"))
    assert {one.part for one in gates_of(specialist, pack)} == {FORM, CONTENT}  # one of two keeps it shut
    for by, row, why, refused in (
        (officer, waiting, "Nghỉ ốm", AccessRefused),
        (specialist, waiting, "  ", ReasonNeeded),
        (specialist, said, "Đổi ý", AppraisalSaid),
    ):
        with pytest.raises(refused):
            withdraw_appraisal(by, row.pk, why)
    office, page = (
        client_of(Role.OFFICE_SPECIALIST),
        reverse("documents:document", args=[document_of_unit.pk]),
    )
    address = reverse("documents:appraisal_withdraw", args=[waiting.pk])
    assert address in office.get(page).content.decode()
    for _twice in range(2):
        assert office.post(address, {"why": "Nghỉ ốm", "command_id": uuid4()}).status_code in (302, 404)
    assert "Nghỉ ốm" in office.get(page).content.decode()
    assert Notice.objects.filter(person=away.person_id, kind="appraisal.withdrawn").count() == 1
    assert {one.part for one in gates_of(specialist, pack)} == {CONTENT}
    assert not visible_documents(away).exists()
    with pytest.raises(AccessRefused):
        say_appraisal(away, waiting.pk, Opinion(True, "Vẫn nói"))
    with pytest.raises(AccessRefused):
        answer_appraisal(officer, waiting.pk, "Không có gì để trả lời")
    assert ask_appraisal(specialist, version.pk, FORM, [away.person_id]) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.filter(pk=waiting.pk).update(outcome="accepted")


@pytest.mark.once
def test_what_the_office_wrote_is_appraised_where_the_clause_names_its_kind(
    bound, specialist, pack, handed_in, ground
):
    for kind in ("speech", "other", "report", "scheme", "programme", "thematic"):
        handed_in(
            specialist, add_document(specialist, pack, DocumentFacts(kind, kind, ground.office.pk)), "x"
        )
    closed = {(Document.objects.get(pk=one.document_id).kind, one.part) for one in gates_of(specialist, pack)}
    assert closed == {
        (kind, part) for kind in ("scheme", "programme", "thematic") for part in (FORM, CONTENT)
    }
    assert list(DOCUMENT_KINDS) == Document.Kind.values
    assert list(APPRAISED_PARTS) == Appraisal.Part.values
    assert set(APPRAISING_UNITS) <= set(Organisation.Kind.values)


def test_nobody_of_another_committee_is_let_near_a_document(
    bound, officer, specialist, actor_of, other_ground, pack, document_of_unit, handed_in, client_of
):
    version = handed_in(officer, document_of_unit, "x")
    foreign, own = other_ground.user(Role.APPRAISER).person_id, actor_of(Role.APPRAISER).person_id
    for refused in ([foreign], [own, foreign], [actor_of(Role.DELEGATE).person_id]):
        with pytest.raises(AccessRefused):
            ask_appraisal(specialist, version.pk, FORM, refused)
    asked = f"/tai-lieu/{document_of_unit.pk}/giao-tham-dinh/"
    office = client_of(Role.OFFICE_SPECIALIST)
    assert office.post(asked, {"person": foreign, "part": FORM, "command_id": uuid4()}).status_code == 404
    with pytest.raises(AccessRefused):
        grant(specialist, pack, person_ids=[foreign])
    assert not Appraisal.objects.exists()
    assert not pack.grants.exists()
    assert (
        office.post(asked, {"person": own, "part": FORM, "command_id": uuid4()}).status_code == 302
    )  # the control
    assert [one.appraiser_id for one in Appraisal.objects.all()] == [own]
    assert grant(specialist, pack, person_ids=[own]) == 1


def test_a_document_is_appraised_by_the_unit_that_wrote_it_and_not_by_whoever_handed_it_in(
    bound, specialist, actor_of, pack, handed_in, ground
):
    own = add_document(specialist, pack, DocumentFacts("Đề án", "scheme", ground.office.pk))
    version = handed_in(specialist, own, "x")
    chief = actor_of(Role.OFFICE_CHIEF)  # of the same office
    assert ask_appraisal(specialist, version.pk, FORM, [specialist.person_id, chief.person_id]) == 1
    assert [one.appraiser_id for one in Appraisal.objects.all()] == [chief.person_id]


def test_what_is_not_drawn_does_not_go_out(officer, specialist, pack, document_of_unit):
    with upload("x") as arrived:
        hand_in(officer, document_of_unit.pk, arrived)
    with pytest.raises(NotYetReadable):
        circulate(specialist, pack, [document_of_unit.pk])


def test_nothing_is_kept_of_a_version_held_back(
    specialist, officer, document_of_unit, handed_in, django_capture_on_commit_callbacks
):
    version = handed_in(officer, document_of_unit, "x")
    paths = [file_path(version.file), *(path_of(page.stored) for page in version.page_rows.all())]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        hold_back(version.pk, "MẬT")
    version.refresh_from_db()
    assert (version.state, version.file, StoredFile.objects.count()) == ("held", None, 0)
    assert not DocumentPage.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(circulated_at=version.at)
    assert not any(path.exists() for path in paths)


def test_numbers_have_no_gap_when_documents_move_and_leave(specialist, pack):
    made = [add_document(specialist, pack, DocumentFacts(title, "report")) for title in "ABCD"]
    move_document(specialist, made[3].pk, 1)
    withdraw_document(specialist, made[1].pk, "Không trình nữa")
    rows = Document.objects.filter(pack=pack, withdrawn_at=None).order_by("position")
    assert [(row.position, row.title) for row in rows] == [(1, "D"), (2, "A"), (3, "C")]


def test_a_note_comes_along_to_the_next_version_or_is_an_orphan(
    specialist, officer, document_of_unit, handed_in, client_of
):
    first = handed_in(
        officer,
        document_of_unit,
        "Kinh phí dự kiến 120 tỷ đồng\nGiao Sở Bến Cảng chủ trì",
        "Thời hạn cuối quý II",
    )
    stays = write_note(specialist, first, NoteWords(1, "Hỏi lại", uuid4(), quote="Sở Bến Cảng chủ trì"))
    gone = write_note(specialist, first, NoteWords(2, "Chậm", uuid4(), quote="Thời hạn cuối quý II"))
    again = write_note(specialist, first, NoteWords(2, "Chậm", gone.key, quote="Thời hạn cuối quý II"))
    assert again == gone
    second = handed_in(
        officer,
        document_of_unit,
        "Lời mở đầu mới",
        "Kinh phí 150 tỷ đồng\nGiao Sở Bến Cảng chủ trì, phối hợp",
    )
    open_page(specialist, second, 1)
    notes = {note.pk: note for note in ReaderNote.objects.all()}
    assert (notes[stays.pk].page, notes[stays.pk].quote, notes[stays.pk].orphan) == (
        2,
        "Sở Bến Cảng chủ trì",
        False,
    )
    assert notes[gone.pk].orphan
    assert {note.version_id for note in notes.values()} == {second.pk}
    reader = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("documents:page", args=[document_of_unit.pk, 2, 1])
    seen = reader.get(page).content.decode()
    assert "1 ghi chú mất chỗ trong bản này" in seen
    assert "Trước ở trang 2" in seen
    assert f"{reverse('documents:read', args=[document_of_unit.pk])}?ban=1&amp;trang=2" in seen
    own = reverse("documents:own_note", args=[gone.pk])
    wanted = {"place": "1", "page": "1", "quote": "Lời mở đầu cũ"}
    assert client_of(Role.CONTENT_OFFICER).post(own, wanted).status_code == 404
    assert "Đoạn" in reader.post(own, wanted, follow=True).content.decode()
    gone.refresh_from_db()
    assert gone.orphan
    answer = reader.post(own, wanted | {"quote": "mở đầu mới"}, follow=True)
    assert "Đã gắn lại ghi chú vào trang này." in answer.content.decode()
    gone.refresh_from_db()
    assert (gone.orphan, gone.page, gone.quote) == (False, 1, "mở đầu mới")

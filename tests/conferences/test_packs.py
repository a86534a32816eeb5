"""The pack of a conference on its pages: ordered by the agenda, moved, changed, withdrawn."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import Destination

from nghisu.conferences.commands import ItemContent, add_item, remove_item
from nghisu.conferences.commands.packs import add_to_pack, change_in_pack, send_out
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.gathering import gather
from nghisu.conferences.models import Conference, ItemDocument
from nghisu.conferences.pack_facts import documents_are_ready
from nghisu.conferences.queries.standing import asked_before
from nghisu.core.papers.composing.letters import ContentLetter
from nghisu.core.papers.kinds import compose
from nghisu.core.people.roles import Role
from nghisu.documents.commands import AllowedOut, DocumentFacts, change_document, grant
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.queries import visible_documents
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.outbox import Worker
from nghisu.programme.commands import merge_entry
from nghisu.rulebook.models import Deadline
from tests.documents.packs.appraised import appraised
from tests.documents.packs.conftest import handed_in
from tests.foundation.files.making import a_pdf
from tests.web.api.conftest import Caller
from tests.web.api.tokens import make_token_for

__all__ = ["handed_in"]


@pytest.fixture
def pair(specialist, add):
    entry = add(kind="ban-chap-hanh")
    made = [add_item(specialist, entry.pk, ItemContent(title=title)) for title in ("Bến cảng", "Ngân sách")]
    return entry, [item.pk for item in made]


def numbers(client, entry) -> list[str]:
    """The numbers and titles that the contents show, in their order."""
    shown = client.get(reverse("conferences:pack", args=[entry.pk]))
    return [
        f"{line.number} {line.document.title}"
        for section in shown.context["sections"]
        for line in section.lines
    ]


def test_documents_are_handed_in_for_items_ordered_changed_and_withdrawn(client_of, pair):
    entry, (first, second) = pair
    office = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:pack", args=[entry.pk])
    assert "Nội dung 2. Ngân sách" in office.get(page).content.decode()
    address = reverse("conferences:pack_add", args=[entry.pk])
    asked = office.get(address, {"noi-dung": second})
    assert asked.context["form"].initial["items"] == [second]
    for title, items in (("Dự toán", [second]), ("Phụ lục", [second, first]), ("Chung", [])):
        upload = SimpleUploadedFile("a.pdf", a_pdf(title))
        form = {"title": title, "kind": "report", "items": items, "file": upload, "command_id": uuid4()}
        assert office.post(address, form).status_code == 302
    Worker(frozenset({"pages"})).drain()
    assert numbers(office, entry) == ["C1 Chung", "1.1 Phụ lục", "2.1 Dự toán"]
    agenda = office.get(reverse("conferences:agenda", args=[entry.pk])).content.decode()
    assert agenda.count("1.1 Phụ lục") == 2

    extra = Document.objects.get(title="Phụ lục")
    change = reverse("conferences:pack_change", args=[entry.pk, extra.pk])
    typed = {"title": "Phụ lục số liệu", "kind": "report", "items": [second], "command_id": uuid4()}
    assert office.post(change, typed).status_code == 302
    assert numbers(office, entry) == ["C1 Chung", "2.1 Dự toán", "2.2 Phụ lục số liệu"]
    order = reverse("conferences:pack_order", args=[entry.pk])
    assert office.post(order, {"len": extra.pk, "command_id": uuid4()}).status_code == 302
    assert numbers(office, entry)[1:] == ["2.1 Phụ lục số liệu", "2.2 Dự toán"]
    away = reverse("conferences:pack_withdraw", args=[entry.pk, extra.pk])
    assert office.post(away, {"why": " ", "command_id": uuid4()}).status_code == 422
    assert office.post(away, {"why": "Gửi nhầm", "command_id": uuid4()}).status_code == 302
    assert numbers(office, entry) == ["C1 Chung", "2.1 Dự toán"]
    assert Document.objects.get(pk=extra.pk).versions.count() == 1


def test_an_item_that_is_taken_off_leaves_its_documents_in_the_pack_and_says_so(client_of, specialist, pair):
    entry, (first, _second) = pair
    document = add_to_pack(specialist, entry, DocumentFacts("Đề án", "scheme"), [first])
    office = client_of(Role.OFFICE_SPECIALIST)
    asks = office.get(reverse("conferences:agenda_remove", args=[entry.pk, first])).content.decode()
    assert "1 tài liệu của nội dung này ở lại" in asks
    remove_item(specialist, first)
    assert numbers(office, entry) == ["C1 Đề án"]
    assert not ItemDocument.objects.filter(document=document).exists()


def test_the_load_of_each_reader_stands_on_a_page_of_its_own(client_of, specialist, bound, pair, handed_in):
    entry, items = pair
    document = add_to_pack(specialist, entry, DocumentFacts("Đề án", "report"), items)
    handed_in(specialist, document, "x", "y")
    send_out(specialist, entry, [document.pk])
    office = client_of(Role.OFFICE_SPECIALIST)
    loads = office.get(reverse("conferences:pack_loads", args=[entry.pk])).context["loads"]
    assert [(one.name, one.documents, one.pages) for one in loads] == [(str(bound.executive_committee), 1, 2)]


def test_a_unit_changes_and_withdraws_its_own_alone_and_not_what_went_out(
    client_of, specialist, ground, pair, handed_in
):
    entry, (first, _second) = pair
    theirs = add_to_pack(specialist, entry, DocumentFacts("Văn phòng", "report"), [first])
    own = add_to_pack(specialist, entry, DocumentFacts("Của sở", "report", ground.department.pk), [first])
    unit = client_of(Role.CONTENT_OFFICER)

    def status(name: str, document: Document) -> int:
        answer = unit.get(reverse(f"conferences:{name}", args=[entry.pk, document.pk]))
        return int(answer.status_code)

    assert [status("pack_change", one) for one in (theirs, own)] == [404, 200]
    assert [status("pack_withdraw", one) for one in (theirs, own)] == [404, 200]
    handed_in(specialist, own, "x")
    appraised(own)
    send_out(specialist, entry, [own.pk])
    assert status("pack_withdraw", own) == 404


def test_a_pack_asks_the_database_as_often_for_one_document_as_for_three(
    client_of, specialist, pair, handed_in
):
    entry, items = pair
    office = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:pack", args=[entry.pk])

    def asked(count: int) -> int:
        for place in range(count):
            document = add_to_pack(specialist, entry, DocumentFacts(f"Tài liệu {place}", "report"), items)
            handed_in(specialist, document, "x")
        office.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert office.get(page).status_code == 200
        return len(queries)

    assert asked(1) == asked(2)


def test_handing_in_all_that_the_agenda_names_does_the_duties_and_sending_it_out_opens_the_gate(
    specialist, chief, add, duty_of, handed_in
):
    entry = add(kind="ban-chap-hanh")
    item = add_item(specialist, entry.pk, ItemContent(title="Đề án", documents="Tờ trình\nĐề án"))
    scheme = add_to_pack(specialist, entry, DocumentFacts("Đề án", "scheme"), [item.pk])
    version = handed_in(specialist, scheme, "x")
    assert duty_of(entry, "appraisal-copy").done_at is None
    letter = add_to_pack(specialist, entry, DocumentFacts("Tờ trình", "proposal"), [item.pk])
    assert duty_of(entry, "documents").done_at is None
    handed_in(specialist, letter, "x")
    assert duty_of(entry, "documents").done_at is not None
    handed_in(specialist, scheme, "bản hai")
    assert duty_of(entry, "appraisal-copy").done_at is not None
    send_out(specialist, entry, [letter.pk])
    conference = Conference.objects.get(entry=entry)
    missing = [one.gate for one in documents_are_ready(specialist, conference)]
    assert missing == ["document-appraised", "document-appraised", "review-documents-ready"]
    roll = "duty-roll-call"
    asked = [
        one
        for one in asked_before(specialist, conference, Stage.OPEN)
        if one.gate and not one.missing.judged and one.missing.key != roll
    ]
    assert [one.gate for one in asked] == ["document-appraised"] * 2
    assert len({one.missing.key for one in asked}) == 2  # each is let by with a name of its own
    assert [chip.label for chip in asked[0].chips] == ["5609 I/III/1.2/b2"]
    send_out(chief, entry, [scheme.pk], AllowedOut("Gấp", "12-TB/TU"))
    newest = version.document.versions.order_by("-number").first()
    assert newest.waived_gates == ["appraisal-form", "appraisal-content"]

    def still_asked() -> list[str]:
        found = asked_before(specialist, conference, Stage.OPEN)
        keys = [one.missing.key for one in found if one.gate and not one.missing.judged]
        return [key for key in keys if key != roll]

    assert still_asked() == []
    DocumentVersion.objects.filter(pk=newest.pk).update(pages=16)  # another gate than those passed over
    assert still_asked() == [f"document-{scheme.pk}"]
    DocumentVersion.objects.filter(pk=newest.pk).update(pages=1, waived_gates=["pages", "appraisal-form"])
    assert still_asked() == [f"document-{scheme.pk}-content"]


def test_a_scheme_owes_its_ten_days_at_any_conference_and_the_letter_to_its_unit_says_so(
    specialist, bound, add, duty_of
):
    def owed(entry) -> date | None:
        entry.refresh_from_db()
        row = Deadline.objects.filter(subject=entry.subject_id, act="appraisal-copy").first()
        return row.legal_date if row is not None else None

    entry = add()  # of Ban Thường vụ, on 18 March 2026
    others = (
        "Tờ trình đề án\nBản tóm tắt Đề án\nĐề ánh sáng\nDự kiến Chương trình làm việc\nBáo cáo chuyên môn"
    )
    unit = bound.other_department
    add_item(specialist, entry.pk, ItemContent("Đề án", Purpose.VOTE, documents=others, reporting_id=unit.pk))
    assert owed(entry) is None
    scheme = ItemContent("Cảng", documents="Tờ trình\nDự thảo Đề án", reporting_id=bound.department.pk)
    add_item(specialist, entry.pk, scheme)
    assert owed(entry) == date(2026, 3, 8)  # 5609 I/III/1.2/b1
    conference = Conference.objects.get(entry=entry)
    letter = gather(specialist, conference, "cong-van").content
    assert isinstance(letter, ContentLetter)
    assert {one.unit: one.due for one in letter.requests} == {
        unit.name: duty_of(entry, "documents").act_by,
        bound.department.name: duty_of(entry, "appraisal-copy").act_by,
    }
    assert "hoàn thành chậm nhất ngày 06/3/2026" in str(compose(letter))

    asked, held, said_no = (add(carries_appraised=said) for said in (None, None, False))
    add_item(specialist, asked.pk, ItemContent("Đề án bến cảng", Purpose.OPINION))  # the matter is the scheme
    for one in (held, said_no):
        document = add_to_pack(specialist, one, DocumentFacts("Kè sông", "report"))
        assert owed(one) is None
        change_in_pack(specialist, document.pk, DocumentFacts("Kè sông", "thematic"), ())
    assert [owed(one) for one in (asked, held, said_no)] == [date(2026, 3, 8)] * 2 + [None]
    acts = AuditRecord.objects.filter(verb="entry.changed")
    assert [one.changes["carries_appraised"] for one in acts] == [[None, True]] * 3


def test_the_whole_pack_in_one_file_is_what_its_reader_may_read(
    client_of, specialist, bound, pair, handed_in
):
    entry, (first, second) = pair
    add_item(specialist, entry.pk, ItemContent(title="Khác"))
    made: list[Document] = []
    for title, item in (("Tờ trình: kinh phí/đê <biển> " + "x" * 300, first), ("Đề án", second)):
        document = add_to_pack(specialist, entry, DocumentFacts(title, "report"), [item])
        handed_in(specialist, document, title[:9], "trang hai")
        made.append(document)
    secret = add_to_pack(specialist, entry, DocumentFacts("Riêng", "report", restricted=True), [first])
    handed_in(specialist, secret, "riêng")
    send_out(specialist, entry, [made[0].pk, secret.pk])

    def got(role: Role, name: str) -> bytes:
        answer = client_of(role).get(reverse(f"conferences:{name}", args=[entry.pk]))
        assert answer.status_code == 200
        return b"".join(answer)

    packed = ZipFile(io.BytesIO(got(Role.DELEGATE, "pack_zip")))
    assert [name[:14] for name in packed.namelist()] == ["Muc luc.pdf", "1.1 Tờ trình k"]
    assert packed.namelist()[1].endswith("xxx.pdf")
    assert not set(packed.namelist()[1]) & set('<>:"/\\|?*')
    assert (
        PdfReader(io.BytesIO(packed.read(packed.namelist()[1]))).pages[1].extract_text().strip()
        == "trang hai"
    )
    whole = PdfReader(io.BytesIO(got(Role.OFFICE_SPECIALIST, "pack_pdf")), strict=True)
    marks = [
        (str(one.title)[:9], whole.get_destination_page_number(one))
        for one in whole.outline
        if isinstance(one, Destination)
    ]
    assert marks == [("Mục lục", 0), ("1.1 Tờ tr", 1), ("1.2 Riêng", 3), ("2.1 Đề án", 4)]
    front = whole.pages[0].extract_text()
    for words in ("MỤC LỤC", "Nội dung 2. Ngân sách", "2.1", "Tổng số: 3 tài liệu, 5 trang"):
        assert words in front
    assert len(whole.pages) == 6
    control = PdfReader(io.BytesIO(got(Role.DELEGATE, "pack_pdf")))
    assert len(control.pages) == 3


def test_a_restricted_document_is_opened_to_whom_the_page_names_and_taken_back(
    client_of, actor_of, specialist, pair, handed_in
):
    entry, items = pair
    document = add_to_pack(specialist, entry, DocumentFacts("Hạn chế", "report", restricted=True), items)
    handed_in(specialist, document, "x")
    send_out(specialist, entry, [document.pk])
    member, office = actor_of(Role.DELEGATE), client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:pack_readers", args=[entry.pk, document.pk])

    def reads() -> bool:
        return visible_documents(member).filter(pk=document.pk).exists()

    assert not reads()
    refused = office.post(page, {"command_id": uuid4()})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["person"])
    assert office.post(page, {"command_id": uuid4(), "person": member.person_id}).status_code == 303
    assert reads()
    ((one, name),) = office.get(page).context["rows"]
    assert (one.person_id, name) == (member.person_id, one.person.full_name)
    assert client_of(Role.CONTENT_OFFICER).get(page).status_code == 404
    for wrong in ("x", "9" * 30, str(one.pk + 1)):
        assert office.post(page, {"command_id": uuid4(), "thoi": wrong}).status_code == 404
    assert office.post(page, {"command_id": uuid4(), "thoi": one.pk}).status_code == 303
    assert not reads()


def test_a_restricted_document_is_for_its_unit_who_prepares_it_and_those_named_and_told_to_nobody_else(
    client_of, actor_of, specialist, bound, pair, handed_in
):
    entry, items = pair
    facts = DocumentFacts("Đề án hiếm", "scheme", bound.department.pk, restricted=True)
    document = add_to_pack(specialist, entry, facts, items)
    handed_in(specialist, document, "Lời riêng")
    alone = [
        *(reverse(f"documents:{name}", args=[document.pk, 1, 1]) for name in ("page", "picture")),
        reverse("documents:pack_file", args=[document.pk, 1]),
        reverse("documents:document", args=[document.pk]),
    ]
    among = [
        *(reverse(f"conferences:{name}", args=[entry.pk]) for name in ("agenda", "stages")),
        *(
            address + "?q=loi"
            for address in (
                reverse("documents:papers"),
                alone[0],
                reverse("conferences:pack", args=[entry.pk]),
            )
        ),
    ]

    def reads(role: Role) -> bool:
        reader, program = client_of(role), Caller(make_token_for(bound, role, ("documents.read",)))
        codes = {reader.get(address).status_code for address in alone}
        codes.add(program.get(f"/documents/{document.pk}").status_code)
        told = "".join(reader.get(address).content.decode() for address in among)
        assert {"Đề án hiếm" in told, "Lời riêng" in told} == {codes == {200}}
        assert codes in ({200}, {404})
        return codes == {200}

    board, clerk = Role.STANDING_BOARD_MEMBER, Role.CLERK
    assert all(reads(role) for role in (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.CONTENT_HEAD))
    assert not any(reads(role) for role in (board, clerk, Role.ARCHIVIST))
    said = {one.said for one in documents_are_ready(specialist, Conference.objects.get(entry=entry))}
    assert any("Tài liệu hạn chế thứ 1 của bộ" in one for one in said)
    assert not any("hiếm" in one for one in said)
    grant(specialist, document.pack, person_ids=[actor_of(board).person_id], document=document)
    assert reads(board)  # named, and sees it while it is prepared, as the others of the pack
    assert not reads(clerk)
    change_document(specialist, document.pk, replace(facts, restricted=False))
    assert reads(clerk)  # control


def test_what_was_not_appraised_is_asked_of_the_conference_that_took_its_pack_in(
    specialist, ground, pair, add, handed_in
):
    entry, items = pair
    into = add(title="Nơi họp chung", kind="ban-chap-hanh")
    document = add_to_pack(specialist, entry, DocumentFacts("Đề án", "scheme", ground.department.pk), items)
    handed_in(specialist, document, "x")
    merge_entry(specialist, entry.pk, into.pk, "Họp chung", "Cùng thành phần")
    conference = Conference.objects.get(entry=into)
    assert {(one.gate, one.url) for one in documents_are_ready(specialist, conference)} == {
        ("document-appraised", reverse("documents:document", args=[document.pk]))
    }
    appraised(document)
    assert list(documents_are_ready(specialist, conference)) == []

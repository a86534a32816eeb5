"""The pack of a conference on its pages: ordered by the agenda, moved, changed, withdrawn."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nghisu.conferences.commands import ItemContent, add_item, remove_item
from nghisu.conferences.commands.packs import add_to_pack, send_out
from nghisu.conferences.models import ItemDocument
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts
from nghisu.documents.models import Document
from nghisu.foundation.outbox import Worker
from tests.documents.packs.conftest import handed_in
from tests.foundation.files.making import a_pdf

__all__ = ["handed_in"]


@pytest.fixture
def pair(specialist, add):
    entry = add()
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
    move = reverse("conferences:pack_move", args=[entry.pk, extra.pk])
    assert office.post(move, {"huong": "len", "command_id": uuid4()}).status_code == 302
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
    assert [(one.name, one.documents, one.pages) for one in loads] == [(str(bound.standing_committee), 1, 2)]


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

"""Own folders: made, filled, renamed, emptied and removed by their owner; to everybody else they do not exist."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nghisu.config.environment import OwnFiles
from nghisu.core.people.roles import Role
from nghisu.documents.commands import circulate, grant, revoke, withdraw_document
from nghisu.documents.commands.drawing import _keep, hold_back
from nghisu.documents.commands.versions import locked_version
from nghisu.documents.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    OwnFolder,
    OwnPaper,
    ReaderNote,
    Reading,
)
from nghisu.foundation.kept_files import FileGone, path_of
from nghisu.foundation.models import AuditRecord, Outgoing, StoredFile
from nghisu.foundation.outbox import Worker
from nghisu.foundation.refusals import AccessRefused
from tests.documents.packs.appraised import appraised
from tests.foundation.files.making import a_pdf

FOLDERS = "documents:folders"


def test_a_reader_gathers_documents_in_folders_of_the_own(
    client_of, officer, specialist, delegate, pack, document_of_unit, handed_in
):
    handed_in(officer, document_of_unit, "Báo cáo")
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk])
    grant(specialist, pack, person_ids=[delegate.person_id])
    reader, other = client_of(Role.DELEGATE), client_of(Role.OFFICE_CHIEF)
    page = reverse(FOLDERS)
    assert "Chưa có thư mục nào" in reader.get(page).content.decode()
    assert reader.post(page, {"name": " "}).status_code == 422
    assert reader.post(page, {"name": "Cần hỏi"}).status_code == 302
    assert "Đồng chí đã có thư mục tên này." in reader.post(page, {"name": "Cần hỏi"}).content.decode()
    folder = OwnFolder.objects.get()
    put = reverse("documents:folder_put", args=[document_of_unit.pk])
    for _twice in range(2):
        assert reader.post(put, {"folder": folder.pk}).status_code == 302
    assert reader.post(put, {"name": "Đọc trước"}).status_code == 302
    assert OwnPaper.objects.count() == 2
    assert document_of_unit.title in reader.get(page).content.decode()
    assert "Cần hỏi" in reader.get(reverse("documents:document", args=[document_of_unit.pk])).content.decode()
    assert "Cần hỏi" not in other.get(page).content.decode()
    one = reverse("documents:folder", args=[folder.pk])
    taken = reverse("documents:folder_paper", args=[OwnPaper.objects.filter(folder=folder).get().pk])
    for address in (one, taken):
        assert other.post(address, {"remove": 1, "name": "x"}).status_code == 404
    assert other.post(put, {"folder": folder.pk}).status_code == 404
    assert reader.post(one, {"name": "Cần hỏi thêm"}).status_code == 302
    assert "Cần hỏi thêm" in reader.get(page).content.decode()
    revoke(specialist, pack, person_ids=[delegate.person_id])
    assert document_of_unit.title not in reader.get(page).content.decode()
    assert reader.post(taken).status_code == 302
    assert reader.post(one, {"remove": 1}).status_code == 302
    assert [row.name for row in OwnFolder.objects.all()] == ["Đọc trước"]
    assert Document.objects.filter(pk=document_of_unit.pk).exists()


def put(client, folder, content, name="So tay.pdf", **extra):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("documents:folder", args=[folder.pk]), {"put": "1", "file": file} | extra)


def a_folder(client, name="Của tôi") -> OwnFolder:
    client.post(reverse(FOLDERS), {"name": name})
    return OwnFolder.objects.get(name=name)


def test_an_own_file_is_read_like_a_document_and_by_nobody_else(
    client_of, specialist, django_capture_on_commit_callbacks
):
    """A clerk keeps it; the office chief, who sees every document of the committee, sees nothing of it anywhere."""
    reader, other = client_of(Role.CLERK), client_of(Role.OFFICE_CHIEF)
    folder, page = a_folder(reader), reverse(FOLDERS)
    key, content = str(uuid4()), a_pdf("Dòng thứ nhất", "Dòng thứ hai")
    for _twice in range(2):
        assert put(reader, folder, content, command_id=key).status_code == 302
    document = Document.objects.get(pack__keeper__isnull=False)
    assert "Đã dựng 0 trên 2 trang" in reader.get(page).content.decode()
    Worker(frozenset({"pages"})).drain()
    assert "2 trang" in reader.get(page).content.decode()
    first = reverse("documents:page", args=[document.pk, 1, 1])
    assert reader.get(reverse("documents:read", args=[document.pk])).url == first
    assert "Dòng thứ nhất" in reader.get(first).content.decode()
    wanted = {"page": "2", "quote": "thứ hai", "text": "Hỏi lại"}
    assert reader.post(reverse("documents:note", args=[document.pk, 1]), wanted).status_code == 302
    note = ReaderNote.objects.get()
    for route, parts in (
        ("documents:page", [document.pk, 1, 2]),
        ("documents:picture", [document.pk, 1, 1]),
        ("documents:pack_file", [document.pk, 1]),
        ("documents:kept_copy", [document.pk, 1]),
    ):
        address = reverse(route, args=parts)
        assert reader.get(address).status_code == 200, route
        assert other.get(address).status_code == 404, route
    for route, parts in (
        ("documents:read", [document.pk]),
        ("documents:document", [document.pk]),
        ("documents:changes", [document.pk, 1]),
    ):
        assert other.get(reverse(route, args=parts)).status_code == 404, route
    for route, parts in (
        ("documents:note", [document.pk, 1]),
        ("documents:own_note", [note.pk]),
        ("documents:folder_put", [document.pk]),
        ("documents:folder_paper", [OwnPaper.objects.get().pk]),
        ("documents:new_version", [document.pk]),
        ("documents:appraisal_ask", [document.pk]),
    ):
        assert other.post(reverse(route, args=parts), {"text": "x", "name": "y"}).status_code == 404, route
    assert put(other, folder, content).status_code == 404
    contact = reverse("documents:kept_contact") + f"?d={document.pk}"
    assert reader.get(contact).json()["documents"] == {str(document.pk): 1}
    assert other.get(contact).json()["documents"] == {}
    assert "So tay" not in other.get(reverse("documents:papers"), {"q": "thứ hai"}).content.decode()
    with pytest.raises(AccessRefused):
        withdraw_document(specialist, document.pk, "x")
    with pytest.raises(AccessRefused):
        locked_version(specialist, document.versions.get().pk)
    assert not AuditRecord.objects.filter(thing_label__contains="So tay").exists()
    assert not Outgoing.objects.filter(label__contains="So tay").exists()

    files, pages = StoredFile.objects.all(), DocumentPage.objects.all()
    kept = [*files.values_list("stored", flat=True), *pages.values_list("stored", flat=True)]
    assert all(path_of(name).exists() for name in kept)
    taken = reverse("documents:folder_paper", args=[OwnPaper.objects.get().pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert "Đã xóa tệp." in reader.post(taken, follow=True).content.decode()
    for table in (OwnPaper, Document, DocumentVersion, DocumentPage, ReaderNote, Reading, StoredFile):
        assert not table.objects.exists(), table
    assert not any(path_of(name).exists() for name in kept)


def test_own_files_are_bounded_and_one_found_secret_leaves_nothing(client_of, in_committee, settings):
    reader = client_of(Role.CLERK)
    folder = a_folder(reader)
    settings.NGHISU_OWN_FILES = OwnFiles(count=1, megabytes=1)
    content = a_pdf("Dòng")
    put(reader, folder, content, name="Ke hoach.pdf")
    page = reader.get(reverse(FOLDERS)).content.decode()
    assert "đã giữ 1 trên 1 tệp" in page
    put(reader, folder, content)
    assert "nhiều nhất 1 tệp riêng, tổng cộng 1 MB" in reader.get(reverse(FOLDERS)).content.decode()
    version = DocumentVersion.objects.get()
    hold_back(version.pk, "mat")
    page = reader.get(reverse(FOLDERS)).content.decode()
    assert "Giữ lại vì có dấu mật" in page
    assert "Ke hoach" not in page
    assert not StoredFile.objects.exists()
    told = AuditRecord.objects.get(verb="file.held_back")
    assert (told.thing_kind, "Ke hoach" in told.thing_label) == ("accounts.user", False)
    assert reader.post(reverse("documents:folder", args=[folder.pk]), {"remove": "1"}).status_code == 302
    assert not Document.objects.exists()
    with pytest.raises(FileGone):
        _keep(version, 0, [])  # drawn while its owner removed it
    settings.NGHISU_OWN_FILES = OwnFiles(count=5, megabytes=0)
    put(reader, a_folder(reader, "Khác"), content)
    assert not Document.objects.exists()


def test_a_page_of_own_folders_asks_as_much_for_one_file_as_for_three(client_of, in_committee):
    reader = client_of(Role.CLERK)
    folder = a_folder(reader)
    content = a_pdf("Dòng")
    put(reader, folder, content)
    with CaptureQueriesContext(connection) as one:
        reader.get(reverse(FOLDERS))
    for _more in range(2):
        put(reader, folder, content)
    with CaptureQueriesContext(connection) as three:
        reader.get(reverse(FOLDERS))
    assert len(three) == len(one)

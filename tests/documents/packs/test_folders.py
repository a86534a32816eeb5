"""Own folders: made, filled, renamed, emptied and removed by their owner; to everybody else they do not exist."""

from __future__ import annotations

from django.urls import reverse

from nghisu.core.people.roles import Role
from nghisu.documents.commands import circulate, grant, revoke
from nghisu.documents.models import Document, OwnFolder, OwnPaper

FOLDERS = "documents:folders"


def test_a_reader_gathers_documents_in_folders_of_the_own(
    client_of, officer, specialist, delegate, pack, document_of_unit, handed_in
):
    handed_in(officer, document_of_unit, "Báo cáo")
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

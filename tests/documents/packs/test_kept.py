"""What a reader's own device is given to keep: what may be read, with the reader's own notes, nobody else's."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from nghisu.core.people.roles import Role
from nghisu.documents.commands import NoteWords, circulate, grant, revoke, write_note
from tests.documents.packs.appraised import appraised

KEPT = "documents:kept_copy"


def test_a_device_is_given_the_pages_and_own_notes_of_what_may_be_read(
    client_of, officer, specialist, delegate, pack, document_of_unit, handed_in
):
    version = handed_in(officer, document_of_unit, "Giao Sở Bến Cảng chủ trì", "Trang hai")
    draft = handed_in(officer, document_of_unit, "Giao Sở Bến Cảng phối hợp")
    reader = client_of(Role.DELEGATE)
    copy = reverse(KEPT, args=[document_of_unit.pk, version.number])
    assert reader.get(copy).status_code == 404
    version.circulated_at = version.at
    version.save()
    grant(specialist, pack, person_ids=[delegate.person_id])
    write_note(delegate, version, NoteWords(1, "Hỏi lại", uuid4(), "Sở Bến Cảng"))
    write_note(officer, version, NoteWords(1, "canary-của-người-khác", uuid4()))
    answer = reader.get(copy)
    said = answer.json()
    assert "canary" not in answer.content.decode()
    assert [page["lines"][0][0] for page in said["pages"]] == ["Giao Sở Bến Cảng chủ trì", "Trang hai"]
    assert [(note["text"], note["quote"], len(note["marks"])) for note in said["notes"]] == [
        ("Hỏi lại", "Sở Bến Cảng", 1)
    ]
    assert reader.get(reverse(KEPT, args=[document_of_unit.pk, draft.number])).status_code == 404


def test_a_device_that_is_back_hears_what_is_newer_and_what_may_no_longer_be_read(
    client_of, officer, specialist, delegate, pack, document_of_unit, handed_in
):
    handed_in(officer, document_of_unit, "Bản đầu")
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk])
    grant(specialist, pack, person_ids=[delegate.person_id])
    reader = client_of(Role.DELEGATE)
    ask = {"d": [document_of_unit.pk, 999_999, "x"]}
    key = str(document_of_unit.pk)
    first = reader.get(reverse("documents:kept_contact"), ask).json()
    assert first["documents"] == {key: 1}
    assert first["owner"] == f"{delegate.user_id}:{delegate.committee_id}"
    handed_in(officer, document_of_unit, "Bản sau")
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk])
    assert reader.get(reverse("documents:kept_contact"), ask).json()["documents"] == {key: 2}
    revoke(specialist, pack, person_ids=[delegate.person_id])
    assert reader.get(reverse("documents:kept_contact"), ask).json()["documents"] == {}


def test_the_page_that_a_device_keeps_names_nobody(client_of, delegate):
    reader = client_of(Role.DELEGATE)
    page = reader.get(reverse("documents:kept")).content.decode()
    assert "data-say-away" in page
    assert delegate.name not in page
    program = reader.get(reverse("documents:kept_worker"))
    assert program.headers["Content-Type"].startswith("text/javascript")
    assert "offline" in program.content.decode()

"""The register of secret documents: copies handed out, taken back, destroyed; the database keeps it (TRUST 4, 7)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import FileField, ForeignKey
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.documents.commands import (
    Holder,
    SecretContent,
    destroy_copies,
    hand_out,
    register_secret,
    take_back,
)
from nghisu.documents.forms.secrets import DestroyForm, HandOutForm, SecretForm
from nghisu.documents.models import CopyHolding, NumberedCopy, SecretDocument
from nghisu.documents.refusals import CopyElsewhere, CopyNotHeld
from nghisu.foundation.models import AuditRecord, StoredFile
from nghisu.foundation.refusals import AccessRefused
from tests.factories import make_ground
from tests.racing import MARKS, at_once

CONTENT = SecretContent("secret", "07-BC/TU", "Ban Nội chính", 3, "Báo cáo tình hình")


def copies_of(row: SecretDocument) -> list[NumberedCopy]:
    return list(row.numbered.order_by("number"))


def taken(sql: str, *values: str | int) -> bool:
    """Whether the database takes it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


@pytest.mark.django_db
def test_a_copy_goes_out_comes_back_and_is_destroyed_once(clerk):
    row = register_secret(clerk, CONTENT)
    first, second, _third = copies_of(row)
    held = hand_out(clerk, first.pk, Holder("Trần Văn Thử, Trưởng ban"))
    for act in (
        lambda: hand_out(clerk, first.pk, Holder("Người khác")),
        lambda: destroy_copies(clerk, [first.pk, second.pk], "BB 01"),
    ):
        with pytest.raises(CopyElsewhere, match="Trần Văn Thử"):
            act()
    take_back(clerk, [held.pk])
    with pytest.raises(CopyNotHeld):
        take_back(clerk, [held.pk])
    destroy_copies(clerk, [first.pk, second.pk], "BB 01")
    with pytest.raises(CopyElsewhere, match="tiêu hủy"):
        hand_out(clerk, first.pk, Holder("Người khác"))
    said = str(list(AuditRecord.objects.filter(verb__startswith="secret.").values()))
    assert "Trần Văn Thử" in said
    assert "Báo cáo tình hình" not in said  # the trail is read by people who do not see the register


@pytest.mark.django_db
def test_a_copy_goes_to_nobody_of_another_committee(clerk, at_work, other_ground):
    row = register_secret(clerk, CONTENT)
    first, second, _third = copies_of(row)
    with pytest.raises(AccessRefused):
        hand_out(clerk, first.pk, Holder(person_id=other_ground.user(Role.CLERK).person_id))
    assert not CopyHolding.objects.exists()
    own = at_work.user(Role.OFFICE_CHIEF)
    assert hand_out(clerk, second.pk, Holder(person_id=own.person_id)).person == own.person  # the control


@pytest.mark.django_db
def test_the_database_refuses_another_history_whoever_writes(clerk):
    row = register_secret(clerk, CONTENT)
    first, second, third = copies_of(row)
    held = hand_out(clerk, first.pk, Holder("A"))
    back = hand_out(clerk, second.pk, Holder("B"))
    take_back(clerk, [back.pk])
    destroy_copies(clerk, [third.pk], "BB 02")
    holding = (
        "INSERT INTO documents_copyholding (committee_id, copy_id, holder_name, handed_at, handed_by_name, back_by_name) "
        "VALUES (%s, %s, 'C', '2026-03-10 00:00:00+00', 'C', '')"
    )
    assert taken(holding, row.committee_id, second.pk)  # the control: one that lies in the office may go out
    refused: list[tuple[str, *tuple[int, ...]]] = [
        (holding, row.committee_id, first.pk),
        (holding, row.committee_id, third.pk),
        ("UPDATE documents_secretdocument SET title = 'Khác' WHERE id = %s", row.pk),
        ("UPDATE documents_secretdocument SET level = 'normal' WHERE id = %s", row.pk),
        ("UPDATE documents_copyholding SET holder_name = 'D' WHERE id = %s", held.pk),
        ("UPDATE documents_copyholding SET back_at = NULL, back_by_name = '' WHERE id = %s", back.pk),
        (
            (
                "UPDATE documents_numberedcopy SET destroyed_at = '2026-03-10 00:00:00+00', destroyed_by_name = 'D',"
                " destroyed_record = 'D' WHERE id = %s"
            ),
            first.pk,
        ),
        (
            (
                "UPDATE documents_numberedcopy SET destroyed_at = NULL, destroyed_by_name = '', destroyed_record = ''"
                " WHERE id = %s"
            ),
            third.pk,
        ),
        (
            (
                "INSERT INTO documents_numberedcopy (committee_id, document_id, number, destroyed_by_name,"
                " destroyed_record) VALUES (%s, %s, 4, '', '')"
            ),
            row.committee_id,
            row.pk,
        ),
        ("DELETE FROM documents_copyholding WHERE id = %s", back.pk),
        ("DELETE FROM documents_numberedcopy WHERE id = %s", second.pk),
        ("DELETE FROM documents_secretdocument WHERE id = %s", row.pk),
    ]
    assert [sql for sql, *values in refused if taken(sql, *values)] == []
    levels = (
        "INSERT INTO documents_secretdocument (committee_id, level, sign, title, origin, copies, to_recall, about_kind,"
        " entered_at, entered_by_name, search_text)"
        " VALUES (%s, %s, 'S', %s, 'O', 1, %s, '', '2026-03-10 00:00:00+00', 'A', '')"
    )
    known = (("secret", "Tên"), ("top-secret", ""), ("top-secret", "Tên"), ("secret", ""), ("normal", "Tên"))
    assert [taken(levels, row.committee_id, *one, True) for one in known] == [True, True, False, False, False]


@pytest.mark.django_db
def test_of_a_top_secret_document_no_title_is_kept_and_of_a_normal_one_no_line(clerk):
    row = register_secret(clerk, SecretContent("top-secret", "01", "TU", 1, "Tên không được ghi"))
    assert row.title == ""
    assert "khong duoc ghi" not in row.search_text
    with pytest.raises(AccessRefused):
        register_secret(clerk, SecretContent("normal", "01", "TU", 1, "A"))


@pytest.mark.once
def test_the_register_has_no_place_for_a_file_nor_for_a_text():
    for model in (SecretDocument, NumberedCopy, CopyHolding):
        for field in model._meta.get_fields():
            assert not isinstance(field, FileField)
            assert not (isinstance(field, ForeignKey) and field.related_model is StoredFile)
            assert (getattr(field, "max_length", None) or 0) <= 1_200
            assert field.get_internal_type() != "TextField"
    for form in (SecretForm(), HandOutForm([], [], []), DestroyForm([])):
        assert not form.is_multipart()


@pytest.mark.once
@pytest.mark.django_db
def test_the_pages_of_the_register(client_of, at_work, clerk):
    browser = client_of(Role.CLERK)
    typed = {"level": "top-secret", "sign": "01", "title": "Tên", "origin": "TU", "copies": "2"}
    assert "không ghi tên" in browser.post("/van-ban/mat/ghi-so/", typed).content.decode()
    made = browser.post("/van-ban/mat/ghi-so/", typed | {"level": "secret", "to_recall": "on"})
    row = SecretDocument.objects.get()
    assert made.url == f"/van-ban/mat/{row.pk}/"
    again = browser.post("/van-ban/mat/ghi-so/", typed | {"level": "secret", "title": "Tên khác"})
    assert "đã được ghi sổ ngày 10/03/2026" in again.content.decode()
    first, second = copies_of(row)
    nobody = browser.post(f"/van-ban/mat/{row.pk}/giao/", {"copy": first.pk})
    assert nobody.status_code == 422
    browser.post(f"/van-ban/mat/{row.pk}/giao/", {"copy": first.pk, "name": "Lê Thị Giữ"})
    assert "Lê Thị Giữ" in browser.get(made.url).content.decode()
    for state, found in (("out", 1), ("to-recall", 1), ("destroyed", 0)):
        assert browser.get("/van-ban/mat/", {"tinh_trang": state}).context["total"] == found
    assert browser.get("/van-ban/mat/?q=khong co").context["total"] == 0
    assert "Lê Thị Giữ" in browser.get("/van-ban/mat/so/2026/").content.decode()
    assert "Lê Thị Giữ" in browser.get("/van-ban/mat/so.csv").content.decode()
    held = CopyHolding.objects.get()
    sent = {"holding": held.pk, "command_id": "5f0c4fe5-8f3c-4f3e-9f65-4c1f6d1b2a11"}
    for _time in range(2):
        assert browser.post(f"/van-ban/mat/{row.pk}/thu-hoi/", sent).status_code == 302
    assert browser.post(f"/van-ban/mat/{row.pk}/thu-hoi/", {"holding": held.pk}).status_code == 409
    browser.post(f"/van-ban/mat/{row.pk}/tieu-huy/", {"copies": [first.pk, second.pk], "record": "BB 03"})
    assert browser.get("/van-ban/mat/", {"tinh_trang": "destroyed"}).context["total"] == 1


class TestAtOnce:
    pytestmark = MARKS

    def test_a_copy_goes_to_one_of_those_who_hand_it_out_in_the_same_instant(self):
        ground = make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")
        by = actor_for(ground.user(Role.CLERK), ground.committee.pk, date(2026, 3, 10))
        with scope(committee=ground.committee):
            row = register_secret(by, CONTENT)
            first = copies_of(row)[0]
        refused = at_once(ground, lambda number: hand_out(by, first.pk, Holder(f"Người {number}")), 4)
        assert [type(one) for one in refused] == [CopyElsewhere] * 3
        with scope(committee=ground.committee):
            assert CopyHolding.objects.count() == 1

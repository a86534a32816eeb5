"""The programme as a sheet: what goes out comes in again the same, and no spreadsheet runs a word of it."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.commands import accept_import, draft_import, read_file
from nghisu.programme.models import Entry

SHEET = "/chuong-trinh/2026/xuat.xlsx"

SAID_ALIKE = (
    "number",
    "title",
    "kind",
    "opening",
    "closing",
    "part",
    "form",
    "scale",
    "unscheduled",
    "chair",
    "preparing_id",
    "room_id",
    "participants",
    "delegates",
    "note",
)

PAYLOADS = (
    '=HYPERLINK("http://la","bấm")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\tTab rồi =1",
    "=cmd|' /C calc'!A0",
)


@pytest.fixture
def browser(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def cells_of(answer):
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    return [
        cell for row in load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows() for cell in row
    ]


def test_a_programme_that_went_out_comes_in_again_the_same(browser, specialist, add, bound):
    opening = datetime(2026, 3, 18, 8, 0, tzinfo=clock.VIETNAM)
    add(number=1, preparing_id=bound.department.pk, room_id=bound.room.pk, chair="thuong-truc", delegates=40)
    add(
        number=2,
        title="Hội nghị trực tuyến buổi chiều",
        kind="giao-ban",
        opening=opening + timedelta(days=8, hours=6),
        part="afternoon",
        form="online",
        coordinating_ids=(bound.other_department.pk,),
        note="ghi chú",
    )
    add(
        number=3,
        title="Họp đột xuất",
        kind="thuong-truc",
        opening=opening + timedelta(days=1),
        unscheduled=True,
    )
    before = [{name: getattr(entry, name) for name in SAID_ALIKE} for entry in Entry.objects.all()]
    coordinating = [list(entry.coordinating.values_list("pk", flat=True)) for entry in Entry.objects.all()]
    content = browser.get(SHEET).content
    for entry in Entry.objects.all():
        subject = entry.subject
        entry.delete()
        subject.delete()
    draft = draft_import(specialist, read_file(specialist, content, "chuong-trinh.xlsx"))
    accept_import(specialist, draft.pk)
    after = [{name: getattr(entry, name) for name in SAID_ALIKE} for entry in Entry.objects.all()]
    assert after == before
    assert coordinating == [list(e.coordinating.values_list("pk", flat=True)) for e in Entry.objects.all()]


def test_an_hour_of_its_own_goes_out_and_comes_in_again(browser, specialist, add):
    opening = datetime(2026, 3, 18, 9, 15, tzinfo=clock.VIETNAM)
    add(opening=opening, closing=opening + timedelta(hours=2))
    content = browser.get(SHEET).content
    read = read_file(specialist, content, "chuong-trinh.xlsx").programme
    (conference,) = read.conferences
    assert conference.opening == opening.replace(tzinfo=None)
    assert conference.closing == (opening + timedelta(hours=2)).replace(tzinfo=None)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_person_typed_is_text_in_the_sheet_never_a_formula(browser, add, payload):
    add(title=payload, note=payload, preparing_text=payload, chair_text=payload, participants=payload)
    cells = cells_of(browser.get(SHEET))
    assert all(cell.data_type != "f" for cell in cells)
    assert sum(payload.strip() in str(cell.value) for cell in cells) >= 4


def test_the_list_as_it_is_filtered_goes_out_filtered(browser, add):
    add(title="Họp Ban Thường vụ")
    add(title="Họp Thường trực", kind="thuong-truc")
    texts = [str(cell.value) for cell in cells_of(browser.get(f"{SHEET}?loai=thuong-truc"))]
    assert "Họp Thường trực" in texts
    assert "Họp Ban Thường vụ" not in texts


def test_the_deadlines_go_out_on_a_sheet_of_their_own_when_asked_for(browser, add):
    add()
    answer = browser.get(f"{SHEET}?kem=thoi-han")
    workbook = load_workbook(io.BytesIO(answer.content))
    assert workbook.sheetnames == ["Chương trình", "Thời hạn"]
    lines = [[cell.value for cell in row] for row in workbook["Thời hạn"].iter_rows()]
    assert any("Gạch đầu dòng thứ hai, điểm 2.1, mục II" in " ".join(map(str, line)) for line in lines)


def test_a_year_without_a_programme_has_no_sheet(browser):
    assert browser.get("/chuong-trinh/2031/xuat.xlsx").status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.SITE_OFFICER, Role.APPRAISER])
def test_who_may_not_export_finds_no_such_file(role, add, client_of):
    add()
    assert client_of(role).get(SHEET).status_code == 404


def test_another_committee_gets_none_of_it(add, client_of, other_ground):
    add()
    assert client_of(Role.OFFICE_SPECIALIST, other_ground).get(SHEET).status_code == 404

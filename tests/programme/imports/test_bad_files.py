"""A file that cannot be read is refused on the page, with what is wrong and what to do; nothing of it is kept."""

from __future__ import annotations

import io
import zipfile

import pytest

from nghisu.programme.models import Entry, ImportDraft, ImportRow
from tests.programme.imports.conftest import HEADER, line, sent


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def without_macro_but_named_so(sound: bytes) -> bytes:
    stream = io.BytesIO(sound)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


def merged(worksheet) -> None:
    worksheet["A3"] = "TT, nội dung, loại hội nghị, thời gian, buổi"
    worksheet.merge_cells("A3:K3")


BAD = {
    "a header is missing": (
        lambda sheet: sheet(line(), header=None),
        "Không tìm thấy dòng tiêu đề",
        "mỗi cột một tên",
    ),
    "a header is merged": (lambda sheet: sheet(line(), spoil=merged), "tiêu đề", "không trộn ô"),
    "a column is missing": (
        lambda sheet: sheet(line(), header=(*HEADER[:2], "Cột lạ", *HEADER[3:])),
        "thiếu cột “Loại hội nghị”",
        "Đặt một dòng tiêu đề",
    ),
    "it holds a macro": (
        lambda sheet: without_macro_but_named_so(sheet(line())),
        "có chứa macro",
        "Lưu thành",
    ),
    "its zip is broken": (lambda sheet: sheet(line())[:2000], "bị hỏng", "Chép lại tệp"),
    "it is no spreadsheet": (lambda sheet: b"xin chao", "không phải là bảng tính", "Lưu thành"),
    "it is an old spreadsheet": (
        lambda sheet: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
        "đời cũ",
        ".xlsx",
    ),
    "it holds no conference": (lambda sheet: sheet(), "không có hội nghị nào", "ngay dưới dòng tiêu đề"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_file_is_refused_in_plain_words_when(fault, browser, sheet):
    spoiled, said, way_out = BAD[fault]
    answer = sent(browser, spoiled(sheet))
    assert answer.status_code == 422
    assert said in words(answer)
    assert way_out in words(answer)
    assert not ImportDraft.objects.exists()
    assert not ImportRow.objects.exists()


def test_the_sound_file_is_read_into_a_draft_and_nothing_is_in_the_programme_yet(browser, sheet):
    answer = sent(browser, sheet(line(1), line(2)))
    assert answer.status_code == 302
    assert ImportDraft.objects.get().rows.count() == 2
    assert not Entry.objects.exists()


def test_a_form_without_a_file_says_so(browser, bound):
    answer = browser.post("/chuong-trinh/nhap/", {})
    assert answer.status_code == 422
    assert "Chọn một tệp .xlsx" in words(answer)


def test_a_file_larger_than_the_limit_is_not_even_opened(browser, sheet, monkeypatch):
    monkeypatch.setattr("nghisu.programme.forms.imports.MAX_FILE", 1024)
    answer = sent(browser, sheet(line()))
    assert answer.status_code == 422
    assert "lớn quá" in words(answer)
    assert not ImportDraft.objects.exists()


ROWS: dict[str, tuple[dict[str, object], str, str]] = {
    "31/02": ({"date": "31/02/2026"}, "tháng 2 năm 2026 chỉ có 28 ngày", "date"),
    "no day": ({"date": None}, "Chưa ghi ngày", "date"),
    "a day in words": ({"date": "sau Tết"}, "không phải là một ngày", "date"),
    "an unknown kind": ({"kind": "Họp vui"}, "không có trong danh mục", "kind"),
    "no kind": ({"kind": None}, "Chưa ghi loại hội nghị", "kind"),
    "no matter": ({"title": None}, "Chưa ghi nội dung", "title"),
    "a formula never computed": ({"note": "=1+1"}, "chứa công thức chưa có giá trị", "note"),
    "an unknown form": ({"form": "Qua thư"}, "không có trong danh mục", "form"),
    "a matter longer than an entry holds": ({"title": "dài " * 200}, "quá 500", "title"),
    "a day before the rules": ({"date": "18/03/2003"}, "không có quy định nào", "date"),
}


@pytest.mark.parametrize("fault", ROWS)
def test_a_row_is_named_with_its_reason_and_the_field_to_mend_when_it_holds(
    fault, browser, draft_from, sheet
):
    different, said, field = ROWS[fault]
    draft = draft_from(sheet(line(1), line(2, **different)))
    page = words(browser.get(f"/chuong-trinh/nhap/{draft.pk}/"))
    assert said in page
    assert f'id="dong-5-{field}"' in page
    assert "1 dòng cần sửa hoặc bỏ" in page
    refused = browser.post(f"/chuong-trinh/nhap/{draft.pk}/nhan/", {})
    assert refused.status_code == 409
    assert "Còn dòng chưa đọc được: 5" in words(refused)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("written", ["18/3/2026", "18-03-2026", "2026-03-18", "ngày 18 tháng 3 năm 2026"])
def test_a_day_written_as_text_is_read_in_its_usual_spellings(written, browser, draft_from, sheet):
    draft = draft_from(sheet(line(1, date=written)))
    assert "1 hội nghị sẵn sàng" in words(browser.get(f"/chuong-trinh/nhap/{draft.pk}/"))


def test_text_in_separate_marks_is_kept_composed(browser, draft_from, sheet):
    import unicodedata

    draft = draft_from(sheet(line(1, title=unicodedata.normalize("NFD", "Đề án giảm ùn tắc"))))
    browser.post(f"/chuong-trinh/nhap/{draft.pk}/nhan/", {})
    assert Entry.objects.get().title == "Đề án giảm ùn tắc"


@pytest.mark.long
def test_twenty_thousand_rows_are_read_shown_by_fifty_and_taken_in_whole(browser, draft_from, sheet):
    lines = [line(1, number=number, title=f"Việc {number}") for number in range(1, 20_001)]
    lines[19_990][3] = "31/02/2026"
    draft = draft_from(sheet(*lines))
    page = browser.get(f"/chuong-trinh/nhap/{draft.pk}/")
    assert len(page.context["rows"]) == 50
    assert page.context["rows"][0]["row"].row == 19_994
    assert browser.post(f"/chuong-trinh/nhap/{draft.pk}/nhan/", {}).status_code == 409
    assert not Entry.objects.exists()
    browser.post(f"/chuong-trinh/nhap/{draft.pk}/dong/19994/bo/", {"left_out": "1"})
    assert browser.post(f"/chuong-trinh/nhap/{draft.pk}/nhan/", {}).status_code == 302
    assert Entry.objects.count() == 19_999

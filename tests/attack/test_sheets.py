"""What a sheet may spell that no database keeps."""

from __future__ import annotations

import io

from openpyxl import Workbook

from nghisu.foundation.sheets.cells import cell_text
from nghisu.programme.adapters.xlsx_reading import read_programme

HEADER = ["TT", "Nội dung", "Loại hội nghị", "Thời gian dự kiến", "Buổi"]


def test_the_sign_that_no_database_keeps_is_left_out_of_a_row():
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append([1, "Bàn việc_x0000_ nạo vét", "Ban Thường vụ", "18/03/2026", "Sáng"])
    file = io.BytesIO()
    workbook.save(file)
    (row,) = read_programme(file.getvalue(), kinds={"ban-thuong-vu": "Ban Thường vụ"}).rows
    assert row.raw["title"] == "Bàn việc nạo vét"
    assert all("\0" not in text for text in row.raw.values())


def test_the_control_keeps_every_other_sign():
    assert cell_text("Bàn\tviệc 😀") == "Bàn\tviệc 😀"

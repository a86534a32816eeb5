"""The sheet that an office may fill in: our own writer's, so that what is handed out is what is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law import Form
from nghisu.programme.adapters.xlsx_writing import write_programme


def template_file(kinds: Mapping[str, str], year: int) -> bytes:
    """A workbook with all columns and one line to write over. `kinds` are the rulebook's: code → name."""
    kind = "ban-thuong-vu" if "ban-thuong-vu" in kinds else next(iter(kinds), "")
    first = date(year, 3, 1)
    wednesday = first + timedelta(days=(2 - first.weekday()) % 7)
    example = PlannedConference(
        key="1",
        number="1",
        title="Dòng mẫu, ghi đè lên: Báo cáo tình hình thu, chi ngân sách",
        kind=kind,
        opening=datetime.combine(wednesday, time(8)),
        part_of_day=PartOfDay.MORNING,
        preparing="Văn phòng cấp ủy",
        coordinating=("Đảng ủy UBND",),
        chair="ban-thuong-vu",
        chair_text="Ban Thường vụ",
        form=Form.IN_PERSON,
        scale="internal",
        room="Phòng họp số 1",
        participants="Ủy viên Ban Thường vụ",
        delegates=20,
        note="Xóa dòng này trước khi nhập",
    )
    return write_programme([example], title=f"CHƯƠNG TRÌNH CÔNG TÁC NĂM {year}", kinds=kinds)

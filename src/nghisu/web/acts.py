"""What the audit trail's verbs and columns are called by people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord

MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

VERBS = {
    "account.language_chosen": N_("Chọn ngôn ngữ"),
    "account.password_changed": N_("Đổi mật khẩu"),
    "account.signed_in": N_("Đăng nhập"),
    "account.signed_out": N_("Đăng xuất"),
    "clock.moved": N_("Chỉnh đồng hồ minh họa"),
    "deadline.completed": N_("Ghi nhận hoàn thành"),
    "deadline.reopened": N_("Mở lại việc"),
    "deadline.set_not_applicable": N_("Ghi nhận không áp dụng"),
    "demo.created": N_("Tạo dữ liệu minh họa"),
    "entry.added": N_("Thêm hội nghị"),
    "entry.changed": N_("Sửa hội nghị"),
    "entry.removed": N_("Xóa hội nghị"),
    "figure.entered": N_("Nhập số liệu gốc"),
    "opening_hours.set": N_("Đặt giờ khai mạc theo buổi"),
    "programme.imported": N_("Nhập chương trình từ tệp"),
    "rulebook.bound": N_("Áp dụng bộ quy định"),
}


def verb_name(verb: str) -> str:
    """The act in words; an act nobody has named yet keeps its code, so that nothing is hidden."""
    return _(VERBS[verb]) if verb in VERBS else verb


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an act touched: its name in words, and what stood there before and after."""

    name: str
    before: str
    after: str


FIELDS = {
    "act_by": N_("Ngày phải làm"),
    "afternoon": N_("Buổi chiều"),
    "carries_appraised": N_("Có đề án, báo cáo chuyên đề"),
    "chair": N_("Chủ trì"),
    "closing": N_("Bế mạc"),
    "coordinating_ids": N_("Cơ quan phối hợp"),
    "coordinating_text": N_("Cơ quan phối hợp"),
    "delegates": N_("Số đại biểu"),
    "done_at": N_("Hoàn thành lúc"),
    "done_by": N_("Người ghi nhận"),
    "form": N_("Hình thức"),
    "kind": N_("Loại hội nghị"),
    "morning": N_("Buổi sáng"),
    "not_applicable": N_("Không áp dụng"),
    "note": N_("Ghi chú"),
    "number": N_("Số thứ tự"),
    "opening": N_("Khai mạc"),
    "part": N_("Buổi"),
    "participants": N_("Thành phần"),
    "preparing_id": N_("Cơ quan chuẩn bị"),
    "preparing_text": N_("Cơ quan chuẩn bị"),
    "room_id": N_("Phòng họp"),
    "rulebook": N_("Bộ quy định"),
    "scale": N_("Quy mô"),
    "since": N_("Từ ngày"),
    "stands_at": N_("Đồng hồ"),
    "title": N_("Nội dung"),
    "unscheduled": N_("Đột xuất"),
    "until": N_("Đến ngày"),
    "value": N_("Số liệu"),
}


def changes_of(record: AuditRecord) -> list[Change]:
    """The fields an act touched, in words; a field nobody has named yet keeps its own name."""
    return [
        Change(_(FIELDS[name]) if name in FIELDS else name, _said(before), _said(after))
        for name, (before, after) in record.changes.items()
    ]


def _said(value: object) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    text = str(value)
    if MOMENT.match(text):
        return f"{clock.local(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    if DAY.match(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text

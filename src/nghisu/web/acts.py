"""What the audit trail's verbs and columns are called by people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.foundation.models import AuditRecord

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


def changes_of(record: AuditRecord) -> list[tuple[str, Any, Any]]:
    """The fields an act touched: name, before, after."""
    return [(name, pair[0], pair[1]) for name, pair in record.changes.items()]

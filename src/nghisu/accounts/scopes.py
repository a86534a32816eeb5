"""What a token may be given: a few scopes, each a handful of actions of the access matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALWAYS = frozenset({"api.view"})
"""What every token may ask: what it is."""

SCOPES: Mapping[str, frozenset[str]] = {
    "directory.read": frozenset({"directory.view"}),
    "programme.read": frozenset({"programme.view", "conference.view", "stage.view"}),
    "programme.write": frozenset({"programme.view", "conference.view", "programme.edit"}),
    "deadlines.write": frozenset({"programme.view", "conference.view", "deadline.complete"}),
    "findings.read": frozenset({"programme.view", "conference.view", "findings.view"}),
    "conferences.write": frozenset(
        {
            "programme.view",
            "conference.view",
            "stage.view",
            "agenda.edit",
            "conference.advance",
            "conference.hold",
        }
    ),
    "invitees.read": frozenset({"programme.view", "conference.view", "invitee.view"}),
    "invitees.write": frozenset(
        {"programme.view", "conference.view", "invitee.view", "invitee.edit", "approval.submit"}
    ),
    "letters.issue": frozenset(
        {"programme.view", "conference.view", "invitee.view", "invitation.issue", "document.issue"}
    ),
    "replies.write": frozenset(
        {"programme.view", "conference.view", "invitee.view", "invitation.deliver", "substitute.decide"}
    ),
    "documents.read": frozenset({"programme.view", "conference.view", "document.view"}),
    "documents.write": frozenset(
        {"directory.view", "programme.view", "conference.view", "document.view", "document.hand_in"}
    ),
    "documents.appraise": frozenset(
        {"programme.view", "conference.view", "document.view", "document.appraise"}
    ),
    "packs.write": frozenset(
        {
            "directory.view",
            "programme.view",
            "conference.view",
            "document.view",
            "pack.edit",
            "gate.override",
        }
    ),
    "consultations.read": frozenset({"consultation.view"}),
    "consultations.write": frozenset(
        {
            "directory.view",
            "programme.view",
            "conference.view",
            "consultation.view",
            "consultation.manage",
        }
    ),
    "consultations.answer": frozenset({"consultation.answer"}),
    "registers.read": frozenset({"register.view"}),
    "approvals.read": frozenset({"approval.view"}),
    "approvals.decide": frozenset({"approval.view", "approval.decide"}),
}
"""The actions of each scope. Whoever may change something may read it, too, and the bodies and units that
the change names."""

SCOPE_NAMES: Mapping[str, Promise] = {
    "directory.read": _("Đọc danh bạ: cơ quan, tập thể, chức danh, con người, phòng họp"),
    "programme.read": _("Đọc chương trình, hội nghị và thời hạn"),
    "programme.write": _("Thêm, sửa, dời, gộp, xóa hội nghị trong chương trình"),
    "deadlines.write": _("Ghi nhận một việc đã làm xong, hoặc mở lại"),
    "findings.read": _("Đọc phát hiện và sổ theo dõi giới hạn"),
    "conferences.write": _("Sửa nội dung, chuyển giai đoạn hội nghị"),
    "invitees.read": _("Đọc danh sách đại biểu, giấy mời đã gửi đến đâu, trả lời giấy mời"),
    "invitees.write": _("Mời thêm, thôi mời, chọn cách gửi; nhóm đã lưu; soạn, trình giấy mời"),
    "letters.issue": _("Phát hành giấy mời đã được duyệt, lấy số ở sổ văn bản đi"),
    "replies.write": _("Ghi giấy mời đã đến, đã nhận; ghi trả lời; quyết định người dự thay"),
    "documents.read": _("Đọc, tải tài liệu hội nghị mà người giữ mã được đọc"),
    "documents.write": _("Thêm tài liệu vào bộ của hội nghị, đưa tệp lên"),
    "documents.appraise": _("Cho ý kiến thẩm định thay người giữ mã"),
    "packs.write": _("Giao thẩm định, phát hành tài liệu hội nghị, cho vượt điều kiện, cho đọc đích danh"),
    "consultations.read": _("Đọc phiếu xin ý kiến, ai đã trả lời, kết quả sau khi kết thúc"),
    "consultations.write": _("Soạn, gửi, gia hạn, kết thúc phiếu xin ý kiến"),
    "consultations.answer": _("Trả lời phiếu xin ý kiến thay người giữ mã"),
    "registers.read": _("Đọc sổ văn bản đi, tải tệp của văn bản đã ban hành"),
    "approvals.read": _("Đọc việc phê duyệt mà người giữ mã được xem"),
    "approvals.decide": _("Phê duyệt hoặc trả lại thay người giữ mã"),
}


def actions_of(scopes: Iterable[str]) -> frozenset[str]:
    """The actions that some scopes open; a scope that is no more opens nothing."""
    return ALWAYS.union(*(SCOPES.get(scope, frozenset()) for scope in scopes))

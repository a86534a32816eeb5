"""Roles a person may hold through a position (vai trò). What each may do stands in `foundation/access/matrix.toml`."""

from __future__ import annotations

from enum import StrEnum


def N_(text: str) -> str:
    """Marks a text for translation where it stands; it is translated when it is shown."""
    return text


class Role(StrEnum):
    """A role held in one committee for as long as the position that carries it is held."""

    INSTALLATION_ADMINISTRATOR = "installation-administrator"
    COMMITTEE_ADMINISTRATOR = "committee-administrator"
    OFFICE_SPECIALIST = "office-specialist"
    OFFICE_CHIEF = "office-chief"
    STANDING_BOARD_MEMBER = "standing-board-member"
    CHAIR = "chair"
    SECRETARY = "secretary"
    CLERK = "clerk"
    CONTENT_OFFICER = "content-officer"
    CONTENT_HEAD = "content-head"
    APPRAISER = "appraiser"
    SITE_OFFICER = "site-officer"
    DELEGATE = "delegate"
    FOLLOW_UP_OFFICER = "follow-up-officer"
    OTHER_OFFICE_OFFICER = "other-office-officer"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"


ROLE_NAMES: dict[Role, str] = {
    Role.INSTALLATION_ADMINISTRATOR: N_("Quản trị hệ thống"),
    Role.COMMITTEE_ADMINISTRATOR: N_("Quản trị cấp ủy"),
    Role.OFFICE_SPECIALIST: N_("Chuyên viên tổng hợp văn phòng"),
    Role.OFFICE_CHIEF: N_("Lãnh đạo văn phòng"),
    Role.STANDING_BOARD_MEMBER: N_("Thành viên Thường trực"),
    Role.CHAIR: N_("Chủ trì hội nghị"),
    Role.SECRETARY: N_("Thư ký hội nghị"),
    Role.CLERK: N_("Văn thư"),
    Role.CONTENT_OFFICER: N_("Cán bộ đơn vị chuẩn bị nội dung"),
    Role.CONTENT_HEAD: N_("Lãnh đạo đơn vị chuẩn bị nội dung"),
    Role.APPRAISER: N_("Người thẩm định"),
    Role.SITE_OFFICER: N_("Cán bộ điểm cầu"),
    Role.DELEGATE: N_("Đại biểu"),
    Role.FOLLOW_UP_OFFICER: N_("Cán bộ theo dõi kết luận"),
    Role.OTHER_OFFICE_OFFICER: N_("Cán bộ văn phòng phối hợp"),
    Role.ARCHIVIST: N_("Lưu trữ"),
    Role.AUDITOR: N_("Kiểm tra, kiểm toán"),
}

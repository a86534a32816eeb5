from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a person wants to be told of a family of notices; all stand in the inbox in any case."""

    INBOX = "inbox", _("Chỉ trong hộp thông báo")
    DIGEST = "digest", _("Trong thư tóm tắt hằng ngày")
    MAIL = "mail", _("Gửi thư ngay")


class Family(StrEnum):
    """What notices are about (nhóm thông báo), by which a person chooses how to be told."""

    REMINDER = "reminder"
    LATE = "late"
    APPROVAL = "approval"
    PROGRAMME = "programme"
    ACCOUNT = "account"
    OTHER = "other"


FAMILY_NAMES = {
    Family.REMINDER: _("Nhắc việc sắp đến hạn"),
    Family.LATE: _("Việc đã quá hạn"),
    Family.APPROVAL: _("Xin phê duyệt và kết quả phê duyệt"),
    Family.PROGRAMME: _("Chương trình, lịch và hội nghị thay đổi"),
    Family.ACCOUNT: _("Tài khoản và bảo mật"),
    Family.OTHER: _("Thông báo khác"),
}

WAYS_AT_FIRST = {
    Family.REMINDER: Way.INBOX,
    Family.LATE: Way.MAIL,
    Family.APPROVAL: Way.MAIL,
    Family.PROGRAMME: Way.MAIL,
    Family.ACCOUNT: Way.MAIL,
    Family.OTHER: Way.INBOX,
}
"""How those are told who have chosen nothing."""

_FAMILIES = {
    "reminder": Family.REMINDER,
    "late": Family.LATE,
    "approval": Family.APPROVAL,
    "delegation": Family.APPROVAL,
    "programme": Family.PROGRAMME,
    "version": Family.PROGRAMME,
    "suggestion": Family.PROGRAMME,
    "entry": Family.PROGRAMME,
    "conference": Family.PROGRAMME,
    "consultation": Family.APPROVAL,
    "calendar": Family.PROGRAMME,
    "account": Family.ACCOUNT,
    "user": Family.ACCOUNT,
    "session": Family.ACCOUNT,
    "token": Family.ACCOUNT,
}
"""The first word of a notice's kind, and its family."""


def family_of(kind: str) -> Family:
    """The family of a kind of notice, such as `entry.moved`."""
    return _FAMILIES.get(kind.partition(".")[0], Family.OTHER)


def kinds_like(family: Family) -> list[str]:
    """The first words of the kinds of a family; empty for the family of all others."""
    return [word for word, found in _FAMILIES.items() if found is family]

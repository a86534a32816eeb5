from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How secret a document is (độ mật). Of what is above `normal` the register alone is kept, never the content."""

    NORMAL = "normal", _("Thường")
    SECRET = "secret", _("Mật")
    HIGHLY_SECRET = "highly-secret", _("Tối mật")
    TOP_SECRET = "top-secret", _("Tuyệt mật")


class FileRole(models.TextChoices):
    """What a file of a document is."""

    PDF = "pdf", _("Bản PDF ban hành")
    DOCX = "docx", _("Bản DOCX")
    ATTACHED = "attached", _("Tệp kèm theo")
    SIGNED = "signed", _("Bản đã ký số")
    SCAN = "scan", _("Bản chụp có chữ ký")


class DispatchWay(models.TextChoices):
    """How an issued document goes to a recipient (cách gửi); one may be sent it in more than one way at once."""

    ACCOUNT = "account", _("Tài khoản Nghị Sự")
    MAIL = "mail", _("Thư điện tử")
    NETWORK = "network", _("Mạng của Đảng bộ")
    POST = "post", _("Bưu điện")
    HAND = "hand", _("Giao tận tay")


class DispatchStep(models.TextChoices):
    """How far an issued document came to a recipient (xác nhận)."""

    SENT = "sent", _("Đã gửi")
    DELIVERED = "delivered", _("Đã đến nơi nhận")
    OPENED = "opened", _("Đã mở xem")
    CONFIRMED = "confirmed", _("Đã xác nhận nhận")

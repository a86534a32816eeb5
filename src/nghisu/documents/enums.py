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


INCOMING = "IN"
"""The type by which the series of received numbers (số đến) stands among the series."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """By what people are chosen to be invited."""

    BODY = "body", _("Tập thể")
    UNIT = "unit", _("Cơ quan, đơn vị")
    TITLE = "title", _("Chức danh")
    GROUP = "group", _("Nhóm đã lưu")
    PERSON = "person", _("Một người trong danh bạ")
    GUEST = "guest", _("Khách mời ghi tên")


class Level(models.TextChoices):
    """From which level of the Party and the state somebody comes (cấp)."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    OUTSIDE = "outside", _("Tỉnh khác, ngành khác")


class Standing(models.TextChoices):
    """In what capacity somebody is invited: summoned, as a guest, in place of another."""

    SUMMONED = "summoned", _("Triệu tập")
    GUEST = "guest", _("Khách mời")
    SUBSTITUTE = "substitute", _("Dự thay")


class Way(models.TextChoices):
    """How the invitation of somebody is sent (kênh gửi)."""

    MAIL = "mail", _("Thư điện tử")
    NETWORK = "network", _("Mạng của Đảng bộ")
    POST = "post", _("Bưu điện")
    HAND = "hand", _("Giao tận tay")
    NONE = "none", _("Chưa có cách gửi")

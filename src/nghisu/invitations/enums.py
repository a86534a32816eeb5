from __future__ import annotations

from enum import StrEnum

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


class OnPaper(models.TextChoices):
    """How a second letter, on paper, goes beside the one of the own way; both say the same and have one number."""

    POST = "post", _("Bưu điện")
    HAND = "hand", _("Giao tận tay")


def ways_said(way: str, also: str) -> str:
    """How a letter goes, with the second one on paper where there is one."""
    said = str(Way(way).label)
    return f"{said}, {str(OnPaper(also).label).lower()}" if also else said


class MailingState(models.TextChoices):
    """How far the letters of a conference have come (đợt giấy mời)."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ Thường trực duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ phát hành")
    ISSUED = "issued", _("Đã phát hành")


class Version(models.TextChoices):
    """Who signs a letter: the office by order, or the standing board for guests of a higher level."""

    OFFICE = "office", _("Văn phòng ký thừa lệnh")
    BOARD = "standing-board", _("Thường trực ký")


class Asked(models.TextChoices):
    """What a person still has to say of somebody before it is known who signs the letter to them."""

    LEVEL = "level", _("Chưa rõ cấp")
    LEADS = "leads", _("Chưa rõ có phải lãnh đạo")


class Step(models.TextChoices):
    """How far a letter has come to the one it is for (xác nhận)."""

    SENT = "sent", _("Đã gửi")
    DELIVERED = "delivered", _("Đã đến nơi nhận")
    OPENED = "opened", _("Đã mở xem")
    HANDED = "handed", _("Đã phát tại hội trường")
    CONFIRMED = "confirmed", _("Đã xác nhận nhận")
    READ = "read", _("Đã đọc tài liệu")


class Answer(models.TextChoices):
    """What somebody answers to an invitation (trả lời giấy mời)."""

    IN_PERSON = "in-person", _("Dự trực tiếp")
    ONLINE = "online", _("Dự ở điểm cầu")
    ABSENT = "absent", _("Vắng mặt")


class Channel(models.TextChoices):
    """By which way an answer came."""

    LINK = "link", _("Đường dẫn riêng")
    ACCOUNT = "account", _("Tài khoản")
    PHONE = "phone", _("Điện thoại")
    PAPER = "paper", _("Văn bản")


class Decides(StrEnum):
    """In which part somebody decides of a substitute."""

    CHAIR = "chair"
    OFFICE = "office"
    NOT = ""


class Agreed(models.TextChoices):
    """Whether the chair agrees to a substitute."""

    ASKED = "asked", _("Chờ chủ trì đồng ý")
    AGREED = "agreed", _("Chủ trì đồng ý")
    REFUSED = "refused", _("Chủ trì không đồng ý")
    WITHDRAWN = "withdrawn", _("Thôi cử")

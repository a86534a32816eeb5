from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a conference stands between its proposal and its dossier (giai đoạn).

    What stops it (postponed, cancelled, merged, replaced by written opinion) is the state of its entry, not a stage:
    it is taken up again where it stood.
    """

    PROPOSED = "proposed", _("Đề xuất")
    RETURNED = "returned", _("Trả lại")
    APPROVED = "approved", _("Đã duyệt")
    PREPARING = "preparing", _("Chuẩn bị")
    INVITED = "invited", _("Đã mời")
    OPEN = "open", _("Đang họp")
    CLOSED = "closed", _("Đã bế mạc")
    CONCLUDED = "concluded", _("Đã kết luận")
    ARCHIVED = "archived", _("Đã lưu hồ sơ")


class Purpose(models.TextChoices):
    """What an item of the agenda is for (để làm gì)."""

    OPENING = "opening", _("Khai mạc")
    REPORT = "report", _("Báo cáo")
    OPINION = "opinion", _("Xin ý kiến")
    DISCUSSION = "discussion", _("Thảo luận")
    VOTE = "vote", _("Biểu quyết")
    NOTICE = "notice", _("Thông báo")
    CONCLUSION = "conclusion", _("Kết luận, bế mạc")
    OTHER = "other", _("Việc khác")


DECIDED = frozenset({Purpose.OPINION, Purpose.VOTE})
"""Items by which a matter is put before a committee."""
FRAMING = frozenset({Purpose.OPENING, Purpose.CONCLUSION})
"""Items that open and close a conference, which each has of its own, rather than bring a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApprovalState(models.TextChoices):
    """How an approval stands. It waits until one of the others, and each of those is the end of it."""

    PENDING = "pending", _("Chờ phê duyệt")
    GRANTED = "granted", _("Đã phê duyệt")
    RETURNED = "returned", _("Đã trả lại")
    WITHDRAWN = "withdrawn", _("Đã rút lại")
    SUPERSEDED = "superseded", _("Nội dung đã thay đổi")


class Outcome(models.TextChoices):
    """What one person says at one step."""

    GRANTED = "granted", _("Đồng ý")
    RETURNED = "returned", _("Trả lại")


class StepScope(models.TextChoices):
    """Whose holders of the role decide: anybody's in the committee, or those of the unit that put it forward."""

    ANY = "any", _("Trong cấp ủy")
    DRAFTER = "drafter", _("Trong đơn vị trình")


class StepRule(models.TextChoices):
    """How many of a step's holders must agree."""

    ANY_ONE = "any", _("Một người là đủ")
    ALL = "all", _("Tất cả cùng đồng ý")

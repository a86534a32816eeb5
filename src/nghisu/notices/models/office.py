from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager

BEFORE = [5, 3, 1]
TO_HEAD, TO_BOARD = 1, 3
MOST_AT_ONCE = 30


class ReminderPlan(models.Model):
    """When a committee reminds of a duty, and whom it tells when one is late (lịch nhắc việc). All in working days.

    `act` is the duty it is for; empty for all that have no plan of their own. Without a row: as at first.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=list)
    to_head = models.PositiveSmallIntegerField(null=True, default=TO_HEAD)
    to_board = models.PositiveSmallIntegerField(null=True, default=TO_BOARD)

    objects = ScopedManager()

    class Meta:
        ordering = ["act"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "act"], name="one_reminder_plan_of_an_act")
        ]

    def __str__(self) -> str:
        return self.act or "*"


class MailRule(models.Model):
    """What mail of a committee a person must release (quy tắc gửi thư): to more than so many at once, or to
    addresses outside the office's own domains. No domains: only the number counts."""

    committee = models.OneToOneField(Committee, on_delete=models.PROTECT, related_name="+")
    most_at_once = models.PositiveSmallIntegerField(default=MOST_AT_ONCE)
    own_domains = models.JSONField(default=list, blank=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.most_at_once)

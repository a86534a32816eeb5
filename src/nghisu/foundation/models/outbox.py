from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.foundation.models.committee import Committee


class Outgoing(models.Model):
    """Something that leaves the house, or a job: kept in the transaction of the act, done afterwards (việc gửi đi).

    `key` names the occasion within its channel: put out twice, it is one row. `not_before` is an instant that was
    wanted, `retry_at` one that follows from a failure; both, like `leased_until`, are the server's own time.
    Whoever works on a row holds its `lease`; a lease that ran out frees the row for another.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        HELD = "held", _("Chờ duyệt gửi")
        DONE = "done", _("Đã gửi")
        DEAD = "dead", _("Gửi không được")
        DROPPED = "dropped", _("Đã bỏ")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    ref = models.UUIDField(default=uuid4, editable=False)
    label = models.CharField(max_length=300, blank=True)
    bundle = models.CharField(max_length=120, blank=True)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    put_by = models.CharField(max_length=200, blank=True)
    put_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    fault = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="one_outgoing_of_an_occasion")]
        indexes = [
            models.Index(
                fields=["channel", "id"], condition=models.Q(state="waiting"), name="outgoing_that_waits"
            ),
            models.Index(
                fields=["state", "id"],
                condition=models.Q(state__in=["held", "dead"]),
                name="outgoing_for_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"{self.channel} {self.key}"


class ScheduleMark(models.Model):
    """How far a scheduled job has come (mốc lịch chạy): the day, or the instant, it was last put out for."""

    name = models.CharField(max_length=80, unique=True)
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

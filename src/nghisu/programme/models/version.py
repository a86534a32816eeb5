from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class ProgrammeVersion(models.Model):
    """A version of the programme of a period (bản chương trình): what it said when it was submitted, frozen.

    `lines` are its conferences as people read them, `digest` their SHA-256. Once issued the database refuses to change
    a version in anything but that a later one takes its place, and never deletes it. `returned_note` is why it came back.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Đang trình duyệt")
        RETURNED = "returned", _("Bị trả lại")
        WITHDRAWN = "withdrawn", _("Đã rút về")
        APPROVED = "approved", _("Đã duyệt, chờ ban hành")
        ISSUED = "issued", _("Đã ban hành")
        SUPERSEDED = "superseded", _("Đã có bản thay thế")

    OPEN = (State.SUBMITTED, State.APPROVED)
    """A period has one version on its way at a time."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10, choices=[(tier.value, tier.value) for tier in Tier])
    since = models.DateField()
    until = models.DateField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=State.choices)
    lines = models.JSONField(help_text="Các hội nghị của bản này, như đã trình")
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by_name = models.CharField(max_length=200)
    submitted_by_person = models.BigIntegerField(null=True)
    approval_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    returned_note = models.TextField(blank=True)
    issued_at = models.DateTimeField(null=True)
    issued_by_name = models.CharField(max_length=200, blank=True)
    document = models.CharField(
        max_length=200, blank=True, help_text="Số, ký hiệu, ngày của văn bản ban hành"
    )

    objects = ScopedManager()

    class Meta:
        ordering = ["-since", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "tier", "since", "number"], name="one_version_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["committee", "tier", "since"],
                condition=models.Q(state__in=["submitted", "approved"]),
                name="one_version_on_its_way",
            ),
            models.UniqueConstraint(
                fields=["committee", "tier", "since"],
                condition=models.Q(state="issued"),
                name="one_version_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["issued", "superseded"]) | models.Q(issued_at__isnull=False),
                name="version_issued_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def period(self) -> Period:
        return Period(self.since, self.until, Tier(self.tier))

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models import Person
from nghisu.documents.models.version import DocumentVersion
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Appraisal(models.Model):
    """One appraisal of one version of a document (lần thẩm định): in which part and by whom, what was said of structure,
    content and form, whether it was accepted and why, and what the unit answered. What was said is never changed.

    A round is one of its part: a version that comes back is appraised in the next. One that was assigned and not said yet
    may be withdrawn with a reason: it holds nothing up, and the same person may be asked again.
    """

    class Part(models.TextChoices):
        FORM = "form", _("Bố cục, thể thức")
        CONTENT = "content", _("Nội dung")

    class Outcome(models.TextChoices):
        ASKED = "asked", _("Chờ thẩm định")
        ACCEPTED = "accepted", _("Đạt")
        RETURNED = "returned", _("Chưa đạt, đề nghị sửa")
        WITHDRAWN = "withdrawn", _("Đã thu hồi việc giao")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="appraisals")
    part = models.CharField(max_length=7, choices=Part.choices)
    appraiser = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.ASKED)
    structure = models.CharField(max_length=4_000, blank=True)
    content = models.CharField(max_length=4_000, blank=True)
    form = models.CharField(max_length=4_000, blank=True)
    reason = models.CharField(max_length=2_000, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    said_at = models.DateTimeField(null=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=4_000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=["form", "content"]), name="appraised_in_a_known_part"
            ),
            models.UniqueConstraint(
                fields=["version", "appraiser"],
                condition=~models.Q(outcome="withdrawn"),
                name="appraised_once_by_each",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="asked", said_at=None)
                | (
                    models.Q(outcome__in=["accepted", "returned", "withdrawn"], said_at__isnull=False)
                    & ~models.Q(reason="")
                ),
                name="appraised_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.appraiser}"

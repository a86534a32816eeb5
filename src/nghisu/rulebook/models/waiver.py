from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.rulebook.models.subject import Subject


class Waiver(models.Model):
    """Somebody allowed another course than the rule sets (cho phép khác quy định): who, when, why, by which document.

    The rule and the deadline stay as they are: a waiver stands beside them. It speaks of a duty of a subject (`act`),
    or of a finding (`finding`, for a limit with its `limit`) of a `year`. One that a specialist entered counts only
    when somebody who may allow it has confirmed it; one that was withdrawn stays, as history.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, related_name="waivers")
    act = models.CharField(max_length=40, blank=True)
    finding = models.CharField(max_length=20, blank=True)
    limit = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=600, help_text="Việc hoặc phát hiện, bằng lời")
    edition = models.CharField(max_length=40, blank=True)
    document = models.CharField(max_length=60, blank=True)
    clause = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    allowed_by = models.CharField(max_length=200)
    allowed_on = models.DateField()
    reason = models.CharField(max_length=500)
    number = models.CharField(max_length=60, help_text="Số văn bản cho phép")
    number_date = models.DateField()
    until = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    GreaterThan(Length("allowed_by"), 0),
                    GreaterThan(Length("reason"), 0),
                    GreaterThan(Length("number"), 0),
                ),
                name="waiver_says_who_why_and_by_what",
            ),
            models.CheckConstraint(
                condition=(~models.Q(act="") & models.Q(subject__isnull=False, finding=""))
                | (models.Q(act="") & ~models.Q(finding="")),
                name="waiver_of_a_duty_or_a_finding",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(GreaterThan(Length("withdrawn_why"), 0)),
                name="waiver_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(GreaterThan(Length("confirmed_by_name"), 0)),
                name="waiver_confirmed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["subject", "act"],
                condition=models.Q(withdrawn_at=None) & ~models.Q(act=""),
                name="one_waiver_of_a_duty",
            ),
        ]
        indexes = [models.Index(fields=["committee", "year", "id"], name="waivers_of_a_year")]

    def __str__(self) -> str:
        return self.about

from django.db import models

from nghisu.conferences.enums import Stage
from nghisu.conferences.models.conference import Conference
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Transition(models.Model):
    """One step of a conference from a stage to the next (lần chuyển giai đoạn): who, when, why, by which document.

    Rows are only added. `revision` is that of the conference afterwards. The database takes a new stage of a
    conference only with the row here that says so, and a row only for a step that may follow while the conference is
    to be held.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="transitions")
    from_stage = models.CharField(max_length=10, choices=Stage.choices)
    to_stage = models.CharField(max_length=10, choices=Stage.choices)
    reason = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "revision"], name="one_transition_of_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class Override(models.Model):
    """A gate was passed over by one who may (vượt điều kiện): what was missing, by which clause, who, why, which
    document. Rows are only added; `key` names exactly what was missing, so that nothing else is passed over by it.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="overrides")
    stage = models.CharField(max_length=10, choices=Stage.choices, help_text="Giai đoạn được vào")
    gate = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    said = models.CharField(max_length=600)
    clauses = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=200)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "gate", "key"], name="one_override_of_a_gate"),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(document="") & ~models.Q(by_name=""),
                name="override_says_who_why_and_by_what",
            ),
        ]

    def __str__(self) -> str:
        return self.said


class Confirmation(models.Model):
    """Somebody confirms what only a person can judge before a stage (xác nhận): what was confirmed, by which clause, who,
    when. Rows are only added; `key` names what was judged, and another version of a document is judged anew.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="confirmations")
    stage = models.CharField(max_length=10, choices=Stage.choices, help_text="Giai đoạn được vào")
    gate = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    said = models.CharField(max_length=600)
    clauses = models.JSONField(default=list)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "gate", "key"], name="confirmed_once"),
            models.CheckConstraint(
                condition=~models.Q(by_name="") & ~models.Q(said=""), name="confirmed_what_and_by_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.said

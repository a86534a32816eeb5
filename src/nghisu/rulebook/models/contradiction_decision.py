from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class ContradictionDecision(models.Model):
    """What the office decided where the rules contradict each other (cách xử lý chỗ vênh): in words, by which document.

    `matter` names the place in the rules. A later decision takes the place of an earlier one, which stays as history.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=160)
    decision = models.CharField(max_length=1000)
    document = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "matter"],
                condition=models.Q(replaced_at=None),
                name="one_decision_of_a_contradiction",
            ),
            models.CheckConstraint(
                condition=models.Q(GreaterThan(Length("decision"), 0)), name="contradiction_decided_in_words"
            ),
        ]

    def __str__(self) -> str:
        return self.matter

from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class CadenceChoice(models.Model):
    """Which of several readings of a cadence the office follows for a kind of conference (cách tính định kỳ đã chọn)."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["committee", "kind"], name="one_cadence_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rule}"

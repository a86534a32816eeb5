from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Binding(models.Model):
    """Which rulebook binds a committee, from when until when (bộ quy định áp dụng)."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="bindings")
    rulebook = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "since"], name="one_binding_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="binding_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.rulebook

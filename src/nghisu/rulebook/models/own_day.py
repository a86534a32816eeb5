from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class OwnDay(models.Model):
    """A day that a committee itself has off, or works in exchange, beside those that the State publishes (ngày nghỉ
    riêng, ngày làm bù riêng). `document` is what it rests on; it is shown wherever the day is."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    works = models.BooleanField()
    name = models.CharField(max_length=160)
    document = models.CharField(max_length=300)

    objects = ScopedManager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "day"], name="one_own_day_a_day"),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(name=""), name="own_day_names_its_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

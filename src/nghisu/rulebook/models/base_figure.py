from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class BaseFigure(models.Model):
    """The figure of a year that a limit is measured against, as the office entered it (số liệu gốc):
    the conferences of last year and the administrative documents issued, for the yearly cuts."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    limit = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "limit", "year"], name="one_base_figure_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.year}: {self.value}"

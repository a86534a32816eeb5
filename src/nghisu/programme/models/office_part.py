from django.db import models

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class OfficePart(models.Model):
    """That one of the three offices has put in what it has for a period (phần của một văn phòng)."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10)
    since = models.DateField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    ready_at = models.DateTimeField()
    ready_by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "tier", "since", "organisation"], name="one_part_of_an_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"

from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Subject(models.Model):
    """What owes deadlines: a small row that a programme entry or a conference makes, so that no lower storey knows
    the upper ones. It holds no date: dates belong to what made it. While it is closed nothing more is owed; what was done
    stays recorded."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    rulebook = models.CharField(max_length=80)
    closed = models.BooleanField(default=False)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.rulebook} {self.pk}"

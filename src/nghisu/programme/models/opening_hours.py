from datetime import time

from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class OpeningHours(models.Model):
    """At what hour a conference opens that is planned for a part of the day only (giờ khai mạc theo buổi)."""

    committee = models.OneToOneField(Committee, on_delete=models.PROTECT, related_name="+")
    morning = models.TimeField(default=time(8, 0))
    afternoon = models.TimeField(default=time(14, 0))

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.morning:%H:%M}, {self.afternoon:%H:%M}"

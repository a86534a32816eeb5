from datetime import time

from django.db import models

from nghisu.directory.models import Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager

DIGEST_HOUR = 7
QUIET_FROM, QUIET_UNTIL = time(21, 0), time(6, 0)


class Measure(models.Model):
    """How a person wants to be told in one committee (cách nhận thông báo). Without a row: as at first.

    `ways` holds what differs from the first choice, by family. `digested_on` is the last day whose digest was made.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="measures")
    ways = models.JSONField(default=dict, blank=True)
    digest = models.BooleanField(default=False)
    digest_hour = models.PositiveSmallIntegerField(default=DIGEST_HOUR)
    quiet_from = models.TimeField(null=True, default=QUIET_FROM)
    quiet_until = models.TimeField(null=True, default=QUIET_UNTIL)
    urgent_in_quiet = models.BooleanField(default=True)
    language = models.CharField(max_length=2, blank=True)
    digested_on = models.DateField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "person"], name="one_measure_of_a_person"),
            models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="digest_at_an_hour"),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"

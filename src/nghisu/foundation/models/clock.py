from django.db import models


class StandingClock(models.Model):
    """Where the demonstration's clock stands. An office at work has no such row: its clock runs."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stands_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_standing_clock")]

    def __str__(self) -> str:
        return f"{self.stands_at:%d/%m/%Y %H:%M}"

from django.db import models


class Heartbeat(models.Model):
    """That the database took a write, and when (nhịp ghi): the health check writes here and nowhere else."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_heartbeat")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M:%S}"

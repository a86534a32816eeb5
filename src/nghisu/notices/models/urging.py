from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.rulebook.models import Deadline


class Urging(models.Model):
    """That a duty was reminded of, or told to be late, once (lần đôn đốc). `step` is the working days before, or to
    whom it was told; a duty that gets another day is reminded of anew."""

    HEAD, BOARD = "head", "board"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="urgings")
    step = models.CharField(max_length=8)
    act_by = models.DateField()
    day = models.DateField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "step", "act_by"], name="urged_once_at_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.step}"

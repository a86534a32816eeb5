from django.db import models

from nghisu.directory.models.columns import SortKeyField, ends_after_start
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Room(models.Model):
    """A room or hall a conference can be held in (phòng họp, hội trường). `capacity` counts seats."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    search_text = models.CharField(max_length=420)
    sort_key = SortKeyField(max_length=420)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="one_room_of_a_code"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="room_has_a_seat"
            ),
            ends_after_start("room_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

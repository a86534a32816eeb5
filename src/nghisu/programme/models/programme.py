from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Programme(models.Model):
    """The working programme of a committee for a year (chương trình công tác năm)."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=0, help_text="Tăng mỗi lần một mục thay đổi")
    weighed_revision = models.PositiveIntegerField(null=True, help_text="Lần mà các phát hiện đã được tính")
    weighed_rules = models.CharField(max_length=64, blank=True, help_text="Bản quy định đã dùng để tính")

    objects = ScopedManager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "year"], name="one_programme_a_year"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2100), name="programme_of_a_sane_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

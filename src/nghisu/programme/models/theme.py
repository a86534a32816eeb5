from django.db import models

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.entry import Entry


class Theme(models.Model):
    """A key matter of a term, for one of its years (nội dung trọng tâm): from it a conference of that year is made.

    `term` is spelled by its years, 2025-2030. `entry` is the conference that came of it.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    term = models.CharField(max_length=9)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="themes")

    objects = ScopedManager()

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="theme_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2100), name="theme_of_a_sane_year"
            ),
        ]
        indexes = [models.Index(fields=["committee", "term", "year"], name="themes_of_a_term")]

    def __str__(self) -> str:
        return self.title

from django.db import models

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class DelegatedMatter(models.Model):
    """A matter that was delegated (việc được ủy quyền): by whom, to whom, from when until when, by which document.

    Such a matter is decided where it was delegated to and not brought to another conference (307 §2–3; 226). `until` is
    its last valid day; a row is never deleted, its delegation ends.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    sort_key = models.CharField(max_length=1100)
    delegated_by = models.CharField(max_length=200)
    delegated_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    delegated_to_text = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(matter="") & ~models.Q(delegated_by="") & ~models.Q(document=""),
                name="delegated_matter_says_what_by_whom_by_what",
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_to__isnull=False) | ~models.Q(delegated_to_text=""),
                name="delegated_matter_to_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="delegated_matter_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["committee", "sort_key", "id"], name="delegated_matters_by_name")]

    def __str__(self) -> str:
        return self.matter

    @property
    def to(self) -> str:
        """To whom, in words."""
        return self.delegated_to.name if self.delegated_to is not None else self.delegated_to_text

from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class ImportDraft(models.Model):
    """A programme read from a file and not yet taken in (bản nhập chờ xác nhận): what was read, what was corrected.

    Nothing of it is in the programme until a person accepts it, and then all of it is.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user_id = models.BigIntegerField()
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField()
    rows = models.JSONField(default=list)
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name

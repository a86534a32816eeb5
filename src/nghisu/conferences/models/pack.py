from django.db import models

from nghisu.conferences.models.conference import Conference
from nghisu.documents.models import Pack
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class ConferencePack(models.Model):
    """That a pack is a conference's (bộ tài liệu của hội nghị): each has one."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="pack_of")
    pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.conference}: {self.pack}"

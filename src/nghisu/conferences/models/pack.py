from django.db import models

from nghisu.conferences.models.agenda_item import AgendaItem
from nghisu.conferences.models.conference import Conference
from nghisu.conferences.models.consultation import Consultation
from nghisu.documents.models import Document, Pack
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


class ConsultationPack(models.Model):
    """That a pack goes with a written consultation (tài liệu của phiếu xin ý kiến): read by those whom it asks."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="pack_of")
    pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.consultation}: {self.pack}"


class ItemDocument(models.Model):
    """That a document of the pack belongs to an item of the agenda (tài liệu của nội dung); one may belong to several.

    An item that is taken off the agenda lets its documents go first; they stay in the pack.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="item_documents")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="document_of_an_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.document}"

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models import Organisation
from nghisu.documents.models.issued import IssuedDocument
from nghisu.documents.models.series import Issuer
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Draft(models.Model):
    """An official document being drawn up (dự thảo văn bản), until it is issued.

    `kind` is that of `core.papers.kinds`, `about_kind` and `about_id` what it belongs to, which decides who may see it.
    What it says stands in its versions, the latest of which is number `revision`. `gathered` is the data that it was
    begun from, or that were last taken over or left: by it is known when they changed; empty where it was begun by hand.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", _("Đang soạn")
        SUBMITTED = "submitted", _("Đang trình duyệt")
        RETURNED = "returned", _("Bị trả lại")
        APPROVED = "approved", _("Đã duyệt, chờ ban hành")
        ISSUED = "issued", _("Đã ban hành")
        DROPPED = "dropped", _("Đã bỏ")

    OPEN = (State.DRAFTING, State.RETURNED)
    """In these it may be written."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTING)
    revision = models.PositiveIntegerField(default=0)
    search_text = models.CharField(max_length=600)
    begun_at = models.DateTimeField()
    begun_by_name = models.CharField(max_length=200)
    begun_by_person = models.BigIntegerField(null=True)
    approval_id = models.BigIntegerField(null=True)
    returned_note = models.TextField(blank=True)
    gathered = models.JSONField(null=True)
    issued = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="draft")

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="issued", issued__isnull=False)
                | (~models.Q(state="issued") & models.Q(issued=None)),
                name="issued_draft_has_its_number",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="draft_has_a_title"),
        ]
        indexes = [models.Index(fields=["committee", "about_kind", "about_id"], name="drafts_about")]

    def __str__(self) -> str:
        return self.title


class DraftVersion(models.Model):
    """What a draft said when it was saved: the data of its composer as JSON. A row is never changed."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_version_of_a_draft_number"),
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {self.number}"


class TextBlock(models.Model):
    """The office's own words for one place of a kind of document (đoạn mẫu), in place of ours."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    place = models.CharField(max_length=40)
    text = models.TextField()

    objects = ScopedManager()

    class Meta:
        ordering = ["kind", "place"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "kind", "place"], name="one_block_of_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.place}"

from django.conf import settings
from django.db import models

from nghisu.documents.models.pack import Document
from nghisu.documents.models.version import DocumentVersion
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Reading(models.Model):
    """Where somebody stands in a document (lần đọc): the version read last and its page, so that what is new or has
    changed since can be told. `confirmed` is the number of the version of which they said that they read it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    confirmed = models.PositiveIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "document"], name="one_reading_of_a_document"),
            models.CheckConstraint(
                condition=models.Q(confirmed=None, confirmed_at=None)
                | models.Q(confirmed__isnull=False, confirmed_at__isnull=False),
                name="reading_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.document_id}"


class ReaderNote(models.Model):
    """A private note at words of a document (ghi chú riêng). Nobody but who wrote it ever sees it.

    `quote`, `before`, `after`, `page`, `start` are where it stands in `version`; an orphan's words are gone from the
    newest version, and its `page` is that of the version in which they stood last. `key` is the browser's, so that one
    written without a network and sent twice is kept once.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="notes")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveIntegerField()
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=100, blank=True)
    after = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    orphan = models.BooleanField(default=False)
    text = models.TextField()
    key = models.UUIDField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["page", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="note_of_a_browser_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="note_has_words"),
        ]
        indexes = [models.Index(fields=["user", "document"], name="notes_of_a_reader")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class OwnFolder(models.Model):
    """A folder in which somebody gathers papers (thư mục riêng). Nobody else sees it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "committee", "name"], name="folder_of_a_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="folder_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"folder {self.pk}"


class OwnPaper(models.Model):
    """A paper in somebody's own folder (tài liệu riêng): a way to a document one may read, or to a file of the own."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    folder = models.ForeignKey(OwnFolder, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["document__title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["folder", "document"], name="paper_in_a_folder_once"),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

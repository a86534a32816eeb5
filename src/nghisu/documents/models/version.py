from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.documents.models.pack import Document
from nghisu.foundation.models import Committee, StoredFile
from nghisu.foundation.tenancy import ScopedManager

PASSED_OVER = {
    "pages": _("bản tóm tắt của tài liệu dài"),
    "appraisal-form": _("thẩm định bố cục, thể thức"),
    "appraisal-content": _("thẩm định nội dung"),
    "opinion": _("ý kiến Thường trực về đề án"),
}
"""The gates of a version (`ClosedGate.mark`), in words."""


class DocumentVersion(models.Model):
    """A version of a document (bản): the file that was handed in, the PDF of its pages, who handed it in and when.

    It is drawn page by page behind the page that took it. `circulated_at` is when it went out to those who attend;
    before, only the office, the unit that hands it in and those who appraise it see it. It never changes afterwards.
    `waived_*` say who passed over gates for it, which ones (`ClosedGate.mark`), why, and by which document.
    """

    class State(models.TextChoices):
        DRAWING = "drawing", _("Đang dựng trang")
        DRAWN = "drawn", _("Đọc được")
        NEEDS_PDF = "needs-pdf", _("Cần bản PDF")
        FAILED = "failed", _("Không dựng được trang")
        HELD = "held", _("Giữ lại: có dấu mật")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWING)
    pages = models.PositiveIntegerField(null=True)
    drawn = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    circulated_at = models.DateTimeField(null=True)
    waived_by = models.CharField(max_length=200, blank=True)
    waived_by_id = models.BigIntegerField(null=True)
    waived_gates = models.JSONField(default=list)
    waived_why = models.CharField(max_length=500, blank=True)
    waived_document = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_of_a_document_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["drawing", "drawn", "needs-pdf", "failed", "held"]),
                name="document_version_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="held") | models.Q(file=None, pdf=None, circulated_at=None),
                name="nothing_is_kept_of_what_is_held_back",
            ),
            models.CheckConstraint(
                condition=models.Q(circulated_at=None) | models.Q(state="drawn"),
                name="only_what_can_be_read_goes_out",
            ),
            models.CheckConstraint(
                condition=models.Q(waived_by="", waived_why="", waived_document="")
                | (~models.Q(waived_by="") & ~models.Q(waived_why="") & ~models.Q(waived_document="")),
                name="waived_by_whom_why_by_which_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"

    @property
    def is_drawn(self) -> bool:
        return self.state == self.State.DRAWN

    @property
    def passed_over(self) -> list[str]:
        """What was passed over to let it out, in words."""
        return [str(PASSED_OVER[mark]) for mark in self.waived_gates]


class DocumentPage(models.Model):
    """A page of a version as it is shown (trang): its picture, its lines with their places, its words to search.

    Sizes are points; a line is `[words, x, y, width, height]` from the top left corner.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="page_rows")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    media_type = models.CharField(max_length=20)
    stored = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    search_text = models.TextField(blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="page_of_a_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.number}"

    @property
    def text(self) -> str:
        """Its words, a line a line."""
        return "\n".join(line[0] for line in self.lines)

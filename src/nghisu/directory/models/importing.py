from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class DirectoryImport(models.Model):
    """Units and people read from a file and not yet taken in (bản nhập danh bạ).

    Nothing of it is in the directory until a person accepts it, and then all of it is. The file itself is not kept:
    its rows are, as texts. `default_since` is the day that stands for an empty "Từ ngày".
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    default_since = models.DateField(null=True)
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(max_length=200, blank=True)
    made = models.JSONField(default=dict)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["committee", "-id"], name="directory_imports_in_order")]

    def __str__(self) -> str:
        return self.file_name


class DirectoryImportRow(models.Model):
    """A row of a sheet in such a draft: its texts by field, how it stands, what would be made of it.

    `faults` are faults of its cells that cannot be told from the texts. `problems` are what keeps it out, by
    language. `choice` is a person's answer to who is meant: "new", "p" and a person's number, "r" and a row's.
    """

    class Part(models.TextChoices):
        UNITS = "units", "cơ quan"
        PEOPLE = "people", "người"

    class Standing(models.IntegerChoices):
        """How a row stands; the order is that of the preview."""

        UNREADABLE = 0, "chưa đọc được"
        ASKED = 1, "cần trả lời"
        SOUND = 2, "sẽ tạo"
        THERE = 3, "đã có"
        COPY = 4, "trùng một dòng khác"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(DirectoryImport, on_delete=models.CASCADE, related_name="rows")
    part = models.CharField(max_length=6, choices=Part.choices)
    row = models.PositiveIntegerField()
    raw = models.JSONField()
    faults = models.JSONField(default=list)
    problems = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    choice = models.CharField(max_length=24, blank=True)
    standing = models.PositiveSmallIntegerField(choices=Standing.choices, default=Standing.SOUND)
    left_out = models.BooleanField(default=False)
    corrected = models.BooleanField(default=False)
    search_text = models.CharField(max_length=900)

    objects = ScopedManager()

    class Meta:
        ordering = ["standing", "part", "row"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "part", "row"], name="one_directory_row_of_a_sheet_row"),
        ]
        indexes = [
            models.Index(fields=["draft", "standing", "part", "row"], name="directory_rows_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.row}"

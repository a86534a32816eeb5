from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.entry import Entry
from nghisu.programme.models.move import Move


class ImportDraft(models.Model):
    """A programme read from a file and not yet taken in (bản nhập chờ xác nhận).

    Nothing of it is in the programme until a person accepts it, and then all of it is. The file itself is not kept:
    its rows are, as texts, with what was corrected. `unit_choices` says for each unit's name that the directory does
    not know which unit is meant (its id), or that the name stays as text (null).
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField()
    columns = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    unit_choices = models.JSONField(default=dict)
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["committee", "-id"], name="import_drafts_in_order")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """A row of the sheet in a draft: its texts by field, and how it stands.

    `faults` are faults of its cells that cannot be told from the texts (a formula never computed). `left_out` is a
    person's choice (or ours, where the conference is in the programme already, `twin`) not to take the row in.

    `candidates` are conferences of the programme, not yet held, with the same matter, kind and unit on another day: the
    row may move one of them (`moves`) or be another conference; `answer` says which, and is empty while a person is
    still to be asked. `move` is the move that came of it.
    """

    class Standing(models.IntegerChoices):
        """How a row stands; the order is that of the preview."""

        UNREADABLE = 0, "chưa đọc được"
        COPY = 1, "trùng một dòng khác"
        ELSEWHERE = 2, "đã có, vào ngày khác"
        TWIN = 3, "đã có trong chương trình"
        GAP = 4, "còn thiếu thông tin"
        SOUND = 5, "đọc được"

    class Answer(models.TextChoices):
        """What a row does that stands elsewhere in the programme."""

        MOVE = "move", "dời hội nghị đã có"
        NEW = "new", "thêm hội nghị mới"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(ImportDraft, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    raw = models.JSONField()
    faults = models.JSONField(default=list)
    standing = models.PositiveSmallIntegerField(choices=Standing.choices)
    left_out = models.BooleanField(default=False)
    corrected = models.BooleanField(default=False)
    identity = models.CharField(max_length=64)
    twin = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    candidates = models.JSONField(default=list)
    answer = models.CharField(max_length=4, blank=True, choices=Answer.choices)
    moves = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    move = models.ForeignKey(Move, on_delete=models.SET_NULL, null=True, related_name="+")
    search_text = models.CharField(max_length=900)

    objects = ScopedManager()

    class Meta:
        ordering = ["standing", "row"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "row"], name="one_import_row_of_a_sheet_row"),
        ]
        indexes = [
            models.Index(fields=["draft", "standing", "row"], name="import_rows_in_order"),
            models.Index(fields=["draft", "identity", "row"], name="import_rows_alike"),
        ]

    def __str__(self) -> str:
        return str(self.row)

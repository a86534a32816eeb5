from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models import Room
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.entry import Entry


class Move(models.Model):
    """One time that a conference was moved, postponed, called off, merged or taken up again (lần dời).

    From when, where and in which state to which, why, by which document, by whom; `consequences` is what was shown and
    accepted. `revision` is that of the entry afterwards: while it still stands there, the act can be taken back, by
    another row that names it in `undoes`. `before` holds what a merger changed in the conference that took it in.
    """

    class Act(models.TextChoices):
        MOVED = "moved", _("Dời")
        POSTPONED = "postponed", _("Hoãn, chưa định ngày")
        CANCELLED = "cancelled", _("Hủy")
        MERGED = "merged", _("Gộp vào hội nghị khác")
        WRITTEN = "written", _("Thay bằng lấy ý kiến bằng văn bản")
        REINSTATED = "reinstated", _("Họp lại")
        UNDONE = "undone", _("Hoàn tác")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="moves")
    act = models.CharField(max_length=10, choices=Act.choices)
    from_state = models.CharField(max_length=10, choices=Entry.State.choices)
    to_state = models.CharField(max_length=10, choices=Entry.State.choices)
    from_opening = models.DateTimeField()
    to_opening = models.DateTimeField()
    from_closing = models.DateTimeField(null=True)
    to_closing = models.DateTimeField(null=True)
    from_part = models.CharField(max_length=10, blank=True)
    to_part = models.CharField(max_length=10, blank=True)
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+")
    from_room_text = models.CharField(max_length=300, blank=True)
    to_room_text = models.CharField(max_length=300, blank=True)
    from_reason = models.CharField(max_length=500, blank=True)
    into = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="mergers")
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=200, blank=True)
    consequences = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    revision = models.PositiveIntegerField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    told = models.PositiveIntegerField(default=0)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="move_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(act="undone", undoes__isnull=False)
                | (~models.Q(act="undone") & models.Q(undoes=None)),
                name="move_undoes_another",
            ),
            models.CheckConstraint(
                condition=models.Q(to_state="merged", into__isnull=False) | ~models.Q(to_state="merged"),
                name="move_merges_into_another",
            ),
        ]
        indexes = [models.Index(fields=["entry", "-id"], name="moves_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.act} {self.entry_id}"

    def is_latest_of(self, entry: Entry) -> bool:
        """Whether nothing was built upon it since, so that it may be taken back. `entry` is the conference as it is."""
        return self.act != self.Act.UNDONE and self.revision == entry.revision

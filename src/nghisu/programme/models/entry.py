from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models import Organisation, Room
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.programme import Programme
from nghisu.rulebook.models import Subject


class Entry(models.Model):
    """A conference in the programme, or one called outside it (mục trong chương trình).

    It owns when and where: nothing else stores a date of a conference. What a programme does not state (part of the
    day, form, scale) stays empty and is a finding, not a guess. A chair or a room that is none of ours is kept as text.

    One that is not held stays, with its reason: it owes nothing open and counts nowhere. A postponed one keeps the
    opening it had until it is given another.
    """

    class State(models.TextChoices):
        """Whether it is to be held (trạng thái)."""

        PLANNED = "planned", _("Theo chương trình")
        POSTPONED = "postponed", _("Hoãn, chưa định ngày")
        CANCELLED = "cancelled", _("Đã hủy")
        MERGED = "merged", _("Đã gộp")
        WRITTEN = "written", _("Thay bằng lấy ý kiến bằng văn bản")

    class Form(models.TextChoices):
        IN_PERSON = "in-person", _("Trực tiếp")
        ONLINE = "online", _("Trực tuyến")
        HYBRID = "hybrid", _("Trực tiếp kết hợp trực tuyến")

    class Part(models.TextChoices):
        MORNING = "morning", _("Sáng")
        AFTERNOON = "afternoon", _("Chiều")
        EVENING = "evening", _("Tối")
        WHOLE_DAY = "whole-day", _("Cả ngày")

    # No index on the committee alone: it would tempt SQLite to walk all of a committee's rows.
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="entries")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="entry")
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    kind = models.CharField(max_length=40)
    opening = models.DateTimeField()
    closing = models.DateTimeField(null=True)
    part = models.CharField(max_length=10, choices=Part.choices, blank=True)
    form = models.CharField(max_length=10, choices=Form.choices, blank=True)
    scale = models.CharField(max_length=20, blank=True)
    unscheduled = models.BooleanField(default=False)
    chair = models.CharField(max_length=40, blank=True)
    chair_text = models.CharField(max_length=300, blank=True)
    preparing = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    preparing_text = models.CharField(max_length=300, blank=True)
    coordinating = models.ManyToManyField(Organisation, related_name="+")
    coordinating_text = models.CharField(max_length=500, blank=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+")
    room_text = models.CharField(max_length=300, blank=True)
    participants = models.CharField(max_length=500, blank=True)
    delegates = models.PositiveIntegerField(null=True)
    carries_appraised = models.BooleanField(null=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    state_reason = models.CharField(max_length=500, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["opening", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closing=None) | models.Q(closing__gt=models.F("opening")),
                name="entry_closes_after_opening",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="entry_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(unscheduled=True) | models.Q(programme__isnull=False),
                name="entry_planned_or_unscheduled",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "postponed", "cancelled", "merged", "written"]),
                name="entry_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="planned", state_reason="")
                | (~models.Q(state="planned") & ~models.Q(state_reason="")),
                name="entry_not_held_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into=None)),
                name="entry_merged_into_another",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="entry_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "opening", "id"], name="entries_by_opening"),
            models.Index(fields=["programme", "opening", "id"], name="entries_of_a_programme"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_held(self) -> bool:
        """Whether it is to be held, or was."""
        return self.state == self.State.PLANNED

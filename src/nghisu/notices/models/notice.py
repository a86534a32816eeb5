from django.db import models

from nghisu.directory.models import Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Notice(models.Model):
    """Something that one person is told (thông báo): what happened, which of it concerns them, where to look.

    `words` holds title and body by language. `key` names the occasion: the same occasion is told to a person once.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    words = models.JSONField(help_text="Tiêu đề và nội dung, theo ngôn ngữ")
    url = models.CharField(max_length=300, blank=True)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=120)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    search_text = models.CharField(max_length=1_000, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "key"], name="one_notice_of_an_occasion")
        ]
        indexes = [
            models.Index(fields=["person", "committee", "-id"], name="notices_of_a_person"),
            models.Index(
                fields=["person", "committee"], condition=models.Q(read_at=None), name="unread_notices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

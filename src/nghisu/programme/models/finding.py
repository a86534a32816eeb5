from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.entry import Entry
from nghisu.programme.models.programme import Programme


class Finding(models.Model):
    """Something in a programme that breaks a rule or wants a look (phát hiện), as found at a revision of it.

    Kept so that a page of one conference need not weigh the whole year again; made anew when the programme has moved on.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    rank = models.PositiveSmallIntegerField()
    day = models.DateField(null=True)
    limit = models.CharField(max_length=80, blank=True)
    words = models.JSONField(help_text="Thông báo và cách xử lý, theo ngôn ngữ")
    citations = models.JSONField(default=list)
    entries = models.ManyToManyField(Entry, related_name="findings")

    objects = ScopedManager()

    class Meta:
        ordering = ["rank", "day", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.day or ''}".strip()

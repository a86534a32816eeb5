from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.documents.enums import Level
from nghisu.documents.models.series import Issuer, Series
from nghisu.documents.models.withheld import Withheld
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class IssuedDocument(Withheld, models.Model):
    """A document with its number: a line of the outgoing register (sổ văn bản đi).

    The database refuses to change or delete it but for one thing: it can be cancelled, once, with a reason, and keeps
    its number. `about_kind` and `about_id` say what it belongs to, for the storeys above. Of a secret document there is
    no file, of a top secret one no title either.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("Đã ban hành")
        CANCELLED = "cancelled", _("Đã hủy, giữ số")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sign = models.CharField(max_length=60, help_text="Số và ký hiệu, ví dụ 05-NQ/ĐU")
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=14, choices=Level.choices, default=Level.NORMAL)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=200)
    recipients = models.TextField(blank=True)
    copies = models.PositiveIntegerField(null=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    search_text = models.CharField(max_length=1200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_name = models.CharField(max_length=200, blank=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_document_of_a_number"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="issued_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(level="top-secret", title="")
                | (models.Q(level__in=["normal", "secret", "highly-secret"]) & ~models.Q(title="")),
                name="no_title_of_a_top_secret_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(state="issued", cancelled_at=None, cancelled_why="")
                | (
                    models.Q(state="cancelled", cancelled_at__isnull=False)
                    & ~models.Q(cancelled_why="")
                    & ~models.Q(cancelled_by_name="")
                ),
                name="cancelled_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "-issued_on", "-id"], name="issued_in_order"),
            models.Index(fields=["committee", "about_kind", "about_id"], name="issued_about"),
        ]

    def __str__(self) -> str:
        return self.sign

    @property
    def said_title(self) -> str:
        """The title, as far as whoever asks may read it."""
        return self.unless_secret(self.title)

    @property
    def said_recipients(self) -> str:
        """The recipients, as far as whoever asks may read them."""
        return self.unless_secret(self.recipients)

    @property
    def said_why(self) -> str:
        """Why it was cancelled, as far as whoever asks may read it."""
        return self.unless_secret(self.cancelled_why)

from django.db import models

from nghisu.directory.models import Organisation
from nghisu.documents.enums import Level
from nghisu.documents.models.issued import IssuedDocument
from nghisu.documents.models.series import Series
from nghisu.documents.models.withheld import Withheld
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class IncomingDocument(Withheld, models.Model):
    """A document that came in: a line of the incoming register (sổ văn bản đến), with its received number.

    Number, sender and what it says stay as they were entered; whom it was handed to, by when and with what it was
    answered may follow later. Of a secret document there is no file, of a top secret one no title either.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=200)
    sender = models.CharField(max_length=200)
    their_number = models.CharField(max_length=60, blank=True)
    their_date = models.DateField(null=True)
    title = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=14, choices=Level.choices, default=Level.NORMAL)
    handed_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    handed_to = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    search_text = models.CharField(max_length=1200)

    objects = ScopedManager()

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_incoming_of_a_number"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="incoming_number_from_one"),
            models.CheckConstraint(condition=~models.Q(sender=""), name="incoming_has_a_sender"),
            models.CheckConstraint(
                condition=models.Q(level="top-secret", title="")
                | (models.Q(level__in=["normal", "secret", "highly-secret"]) & ~models.Q(title="")),
                name="no_title_of_a_top_secret_incoming",
            ),
        ]
        indexes = [models.Index(fields=["committee", "-received_on", "-id"], name="incoming_in_order")]

    def __str__(self) -> str:
        return f"{self.number:02} ({self.series.period})"

    @property
    def said_title(self) -> str:
        """The title, as far as whoever asks may read it."""
        return self.unless_secret(self.title)

    @property
    def said_note(self) -> str:
        """The note, as far as whoever asks may read it."""
        return self.unless_secret(self.note)

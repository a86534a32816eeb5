from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class OwnEdition(models.Model):
    """A committee's own edition of a regulation (bản quy định riêng), as one TOML text and its SHA-256.

    A draft may be written on; once approved the text stays for good, and `since` is the day from which it binds. What
    was derived from it names it by its digest.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PROPOSED = "proposed"
        APPROVED = "approved"
        DISCARDED = "discarded"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(null=True)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_own_edition_of_a_number"),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | models.Q(
                    GreaterThan(Length("approved_by_name"), 0),
                    approved_at__isnull=False,
                    since__isnull=False,
                ),
                name="own_edition_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | ~models.Q(approved_by_id=models.F("proposed_by_id"))
                | models.Q(approved_by_id=None),
                name="own_edition_seen_by_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="own_editions_by_digest")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

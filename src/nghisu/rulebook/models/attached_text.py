from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class AttachedText(models.Model):
    """The literal text of a regulation as an office holds it, attached to an edition (văn bản gốc đính kèm).

    It is the office's: no other committee sees a word of it. A newer one takes its place (`replaced_at`).
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=32, unique=True)
    pages = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "edition"],
                condition=models.Q(replaced_at=None),
                name="one_attached_text_of_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.file_name}"


class TextPassage(models.Model):
    """A passage of an attached text (đoạn văn bản) and the clause of ours that it is, once placed.

    `found_at` is where the text has it; `same` whether its words are those the edition was made from (None: unknown);
    `by_hand` that a person placed it.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(AttachedText, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    found_at = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    clause = models.CharField(max_length=60, blank=True)
    same = models.BooleanField(null=True)
    by_hand = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "clause"], condition=~models.Q(clause=""), name="one_passage_of_a_clause"
            ),
        ]

    def __str__(self) -> str:
        return self.found_at or str(self.line)

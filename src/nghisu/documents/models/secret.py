from django.db import models

from nghisu.directory.models import Organisation, Person
from nghisu.documents.enums import Level
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class SecretDocument(models.Model):
    """A secret document as a line of its register (sổ tài liệu mật): level, number, how many copies. Never its text,
    never a file; of a top secret one no title either (Luật 117/2025/QH15).

    A row is never changed. `about_kind` and `about_id` say what it belongs to, for the storeys above; `to_recall` whether
    its copies are taken back.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=14, choices=Level.choices)
    sign = models.CharField(max_length=60)
    title = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=200)
    copies = models.PositiveIntegerField()
    to_recall = models.BooleanField(default=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=1200)

    objects = ScopedManager()

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level="top-secret", title="")
                | (models.Q(level__in=["secret", "highly-secret"]) & ~models.Q(title="")),
                name="no_title_of_a_top_secret",
            ),
            models.CheckConstraint(
                condition=~models.Q(sign="") & ~models.Q(origin="") & models.Q(copies__gt=0),
                name="secret_has_number_origin_copies",
            ),
        ]
        indexes = [models.Index(fields=["committee", "about_kind", "about_id"], name="secrets_about")]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.sign}"


class NumberedCopy(models.Model):
    """One copy of a secret document (bản đánh số), numbered from 1; destroyed at most once, with its record."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(SecretDocument, on_delete=models.PROTECT, related_name="numbered")
    number = models.PositiveIntegerField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by_name = models.CharField(max_length=200, blank=True)
    destroyed_record = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="copy_of_a_number_once"),
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None, destroyed_by_name="", destroyed_record="")
                | (
                    models.Q(destroyed_at__isnull=False)
                    & ~models.Q(destroyed_by_name="")
                    & ~models.Q(destroyed_record="")
                ),
                name="destroyed_by_whom_by_which_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.number}"


class CopyHolding(models.Model):
    """Who holds a copy from when to when (lượt giữ bản). A copy is held by one at a time; what was is never changed."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey(NumberedCopy, on_delete=models.PROTECT, related_name="holdings")
    holder_name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField()
    handed_by_name = models.CharField(max_length=200)
    back_at = models.DateTimeField(null=True)
    back_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["copy", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"], condition=models.Q(back_at=None), name="copy_held_by_one_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(holder_name=""), name="copy_held_by_somebody"),
            models.CheckConstraint(
                condition=models.Q(back_at=None, back_by_name="")
                | (models.Q(back_at__isnull=False) & ~models.Q(back_by_name="")),
                name="copy_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.holder_name}"

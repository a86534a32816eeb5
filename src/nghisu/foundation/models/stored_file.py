from django.db import models

from nghisu.foundation.models.committee import Committee
from nghisu.foundation.tenancy import ScopedManager


class StoredFile(models.Model):
    """A file that somebody handed over (tệp được lưu): what it is by its content, and under which name it lies.

    `name` is what people call it, `stored` the name that nobody chose; `pages` of a Word file is not known.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=220)
    kind = models.CharField(max_length=10)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=32, unique=True)
    pages = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["pdf", "docx", "jpeg", "png"]),
                name="stored_file_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name

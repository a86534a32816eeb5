from django.db import models
from django.db.models import Q


def in_fours(fingerprint: str) -> str:
    """A fingerprint in groups of four, in capitals."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4)).upper()


class TrustedRoot(models.Model):
    """A root certificate on which trust in signatures rests (chứng thư gốc), for the whole installation.

    Whoever administers the installation adds it and takes it away; a row stays with who did so, when, why. One that is
    taken away is trusted no more, even where its file still lies in the folder by which roots come with an installation.
    `certificate` is DER, `fingerprint` its SHA-256 in hexadecimal.
    """

    fingerprint = models.CharField(max_length=64)
    certificate = models.BinaryField()
    subject = models.CharField(max_length=500)
    issuer = models.CharField(max_length=500)
    since = models.DateTimeField()
    until = models.DateTimeField()
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200, blank=True, help_text="Trống nếu có sẵn trong thư mục")
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.CharField(max_length=200, blank=True)
    removed_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["subject", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(removed_at=None), name="root_trusted_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by_name="", removed_why="")
                | (Q(removed_at__isnull=False) & ~Q(removed_by_name="") & ~Q(removed_why="")),
                name="root_removed_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def parted(self) -> str:
        """The fingerprint in groups of four, in capitals, as people compare it."""
        return in_fours(self.fingerprint)

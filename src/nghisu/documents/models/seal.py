from django.db import models

from nghisu.documents.models.series import Issuer
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager

SMALLEST, LARGEST = 20, 50
"""Millimetres that a seal is across."""


class Seal(models.Model):
    """The picture of an issuer's seal (con dấu), drawn in the visible stamp of signatures that are made here.

    `picture` is a PNG with a transparent ground, drawn anew from what was handed in; `millimetres` is how wide the seal
    really is.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    issuer = models.OneToOneField(Issuer, on_delete=models.PROTECT, related_name="seal")
    picture = models.BinaryField()
    millimetres = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(millimetres__gte=SMALLEST, millimetres__lte=LARGEST),
                name="seal_of_a_real_size",
            ),
        ]

    def __str__(self) -> str:
        return str(self.issuer)

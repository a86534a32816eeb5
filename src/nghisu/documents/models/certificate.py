from django.conf import settings
from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class KeptCertificate(models.Model):
    """An officer's certificate file (chứng thư số), sealed: to sign, its own passphrase is asked each time.

    `who`, `issuer`, `until` are what the certificate states; `mark` is what the seal is bound to, with the officer.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    until = models.DateTimeField()
    sealed = models.BinaryField()
    mark = models.CharField(max_length=32, unique=True)
    kept_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return self.who

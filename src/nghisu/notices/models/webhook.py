from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Webhook(models.Model):
    """Where another program is told at once of what happened in a committee (địa chỉ báo tin).

    Its secret is never kept: it is made from `salt` and the installation's own key, so that who reads the table alone
    cannot sign. `events` are the public names wanted. `inside` says that an administrator allowed an address of the
    office's own network.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    inside = models.BooleanField(default=False)
    salt = models.CharField(max_length=64)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["committee", "id"], condition=models.Q(ended_at=None), name="webhooks_that_are_told"
            )
        ]

    def __str__(self) -> str:
        return self.name

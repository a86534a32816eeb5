from django.db import models

from nghisu.foundation.models.committee import Committee


class CommandReceipt(models.Model):
    """What a command answered, by the identifier its form carried: asked again, it answers the same."""

    command_id = models.UUIDField(unique=True)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, related_name="+")
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)
    payload_digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.command_id}"

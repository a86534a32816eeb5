from django.db import models

from nghisu.foundation.tenancy import ScopedManager


class FactorRemoval(models.Model):
    """A request to take a person's second steps away because they are lost (yêu cầu gỡ xác thực hai bước).

    One asks, another agrees (four eyes), wherever the committee has another who may. `agreed` is empty while it waits.
    """

    committee = models.ForeignKey("foundation.Committee", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="factor_removals")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(agreed__isnull=True), name="one_open_factor_removal"
            )
        ]

    def __str__(self) -> str:
        return f"factor removal of {self.user_id}"

from django.db import models

from nghisu.foundation.tenancy import ScopedManager


class SignInPolicy(models.Model):
    """What a committee asks of those who sign in (yêu cầu đăng nhập).

    From `second_factor_since` on, whoever holds one of `roles` needs a second step; who has none is led to set one up
    after signing in and can do nothing else before.
    """

    committee = models.OneToOneField("foundation.Committee", on_delete=models.PROTECT, related_name="+")
    second_factor_since = models.DateField(null=True, blank=True)
    roles = models.JSONField(default=list)

    objects = ScopedManager()

    class Meta:
        verbose_name_plural = "sign-in policies"

    def __str__(self) -> str:
        return f"sign-in policy of {self.committee_id}"

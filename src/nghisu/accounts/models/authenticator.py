from django.db import models


class Authenticator(models.Model):
    """The app on a person's phone that makes a new code every 30 seconds (ứng dụng tạo mã, RFC 6238).

    `sealed_secret` opens with the installation's key only. `last_step` is the number of the latest half minute whose
    code was used: the same code, and any older one, is refused.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="authenticator")
    sealed_secret = models.CharField(max_length=255)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"authenticator of {self.user_id}"


class RecoveryCode(models.Model):
    """A code for the day on which the phone is lost (mã dự phòng). It opens once; only its digest is kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once_of_an_account")
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"

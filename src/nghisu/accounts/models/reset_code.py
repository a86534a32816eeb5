from django.db import models


class ResetCode(models.Model):
    """A code by which a person sets a new password without mail (mã đặt lại mật khẩu): handed over by an administrator,
    good once, for some hours. Only its digest is kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="reset_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="reset_codes_of_a_user")]

    def __str__(self) -> str:
        return f"reset code of {self.user_id}"

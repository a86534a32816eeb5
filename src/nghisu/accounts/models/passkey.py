from django.db import models


class Passkey(models.Model):
    """A key that a phone, a computer or a stick keeps for a person (khóa truy cập, WebAuthn).

    It opens by itself, name and password aside: the device has asked for a finger, a face or its PIN. `sign_count` is
    what the device last counted; one that does not grow may be a copy. `host` is the site it was made for.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential = models.CharField(max_length=1400, unique=True, help_text="base64url")
    public_key = models.TextField(help_text="base64url")
    sign_count = models.BigIntegerField(default=0)
    transports = models.JSONField(default=list)
    host = models.CharField(max_length=253)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

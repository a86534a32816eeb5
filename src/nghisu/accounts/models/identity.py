from django.db import models


class Identity(models.Model):
    """An account of the office's identity provider that opens one of ours (tài khoản của cơ quan đã nối).

    `subject` is the provider's own number for the person: names and addresses change hands there, it does not.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_opens_one_account"),
            models.UniqueConstraint(fields=["user", "issuer"], name="account_has_one_identity_of_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"

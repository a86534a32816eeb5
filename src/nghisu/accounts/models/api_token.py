from __future__ import annotations

from datetime import datetime

from django.db import models

from nghisu.accounts.models.user import User
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class ApiToken(models.Model):
    """By which another program of the office asks and acts for a person in one committee (mã truy cập).

    It may what the person may at that moment, and of that only what its scopes name. The token itself is shown once:
    only its digest is kept, and its first signs, to tell one from another. Its instants are the server's own.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    search_text = models.CharField(max_length=120)
    lead = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="token_expires_after_it_is_made"
            ),
        ]
        indexes = [models.Index(fields=["committee", "-id"], name="api_tokens_in_order")]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, at: datetime) -> bool:
        """Whether it still opens anything at an instant of the server."""
        return self.revoked_at is None and at < self.expires_at

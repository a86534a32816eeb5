from __future__ import annotations

from typing import ClassVar

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from nghisu.accounts.browsers import browser_of


class SessionSet(BaseSessionManager["Session"]):
    """The open sessions of the installation."""


class Session(AbstractBaseSession):
    """A session of work in one browser (phiên làm việc): whose, from where, since when.

    The columns beside Django's own repeat what the session itself holds, so that sessions can be listed and ended.
    Without the row a session is worth nothing: deleting it ends it before the very next request. `name` stands for it
    in pages, since the key must never leave the cookie.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, null=True, related_name="sessions")
    name = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=240, blank=True)
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar[SessionSet] = SessionSet()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "-seen_at"], name="sessions_of_a_user")]

    def __str__(self) -> str:
        return f"session of {self.user_id}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        from nghisu.accounts.adapters.session_store import SessionStore as Own

        return Own

    @property
    def browser(self) -> str:
        """The browser and the system as a person calls them."""
        return browser_of(self.user_agent)

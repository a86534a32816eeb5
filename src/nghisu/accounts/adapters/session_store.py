"""Sessions in our own table, beside whose columns Django's encoded ones stand (settings.SESSION_ENGINE)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import salted_hmac

from nghisu.accounts import sessions
from nghisu.accounts.models import Session


class SessionStore(DatabaseStore):
    """Writes whose session it is, and from where, into the columns by which it is listed and ended."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row: Session = super().create_model_instance(dict(data))  # type: ignore[assignment]  # of get_model_class
        user_id = data.get(SESSION_KEY)
        if user_id is not None:
            row.user_id = int(user_id)
            row.name = name_of(row.session_key)
            row.address, row.user_agent = data.get(sessions.ORIGIN) or ("", "")
            row.begun_at = _instant(data.get(sessions.SIGNED_IN_AT))
            row.seen_at = _instant(data.get(sessions.SEEN_AT))
        return row


def name_of(session_key: str | None) -> str:
    """What a session is called where its key must not be seen."""
    digest: str = salted_hmac("nghisu.accounts.session", session_key or "", algorithm="sha256").hexdigest()
    return digest[:32]


def _instant(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None

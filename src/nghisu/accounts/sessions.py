"""How long a session lasts (TRUST 16): 30 minutes without work, 12 hours in all, on the server's clock."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase

from nghisu.foundation import clock

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
NOTED_EVERY = timedelta(
    minutes=1
)  # a session is written at most this often, so that reading pages writes nothing

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
COMMITTEE = "committee_id"


def _seconds() -> int:
    return int(clock.server_now().timestamp())


def begin(session: SessionBase) -> None:
    """Start both clocks of a session, at the sign-in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = _seconds()


def has_ended(session: SessionBase) -> bool:
    """Whether a signed-in session has run out. One that never began has ended, too."""
    signed_in_at, seen_at = session.get(SIGNED_IN_AT), session.get(SEEN_AT)
    if not isinstance(signed_in_at, int) or not isinstance(seen_at, int):
        return True
    now = _seconds()
    return now - seen_at > IDLE.total_seconds() or now - signed_in_at > ABSOLUTE.total_seconds()


def note_seen(session: SessionBase) -> None:
    """Remember that somebody is at work."""
    now = _seconds()
    if now - session[SEEN_AT] >= NOTED_EVERY.total_seconds():
        session[SEEN_AT] = now

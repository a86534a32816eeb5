"""How long a session lasts (TRUST 16): 30 minutes without work, 12 hours in all, on the server's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
ORIGIN = "origin"  # address and user agent, for the list of sessions
LACKS_FACTOR = "lacks_factor"  # a second step is asked of this person, who has none yet
AWAITED = "awaited"  # whose second step is waited for, until when, where to go then
CHALLENGE = "challenge"  # what a device was asked, until when it may answer, a name typed before
QUESTION = (
    "question"  # state, nonce and verifier of a visit to the identity provider, until when, where to go then
)
BY_PROVIDER = "by_provider"  # the session began at the office's identity provider

SECOND_STEP = timedelta(minutes=10)


def _seconds() -> int:
    return int(clock.server_now().timestamp())


def begin(session: SessionBase, address: str = "", user_agent: str = "") -> None:
    """Start both clocks of a session, at the sign-in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = _seconds()
    session[ORIGIN] = [address[:45], user_agent[:240]]


def await_second_step(session: SessionBase, user_id: int, back: str) -> None:
    """The password was right: for ten minutes this browser may show the second step of the account."""
    session[AWAITED] = [user_id, _seconds() + int(SECOND_STEP.total_seconds()), back]
    session.set_expiry(SECOND_STEP)


def awaited(session: SessionBase) -> tuple[int, str] | None:
    """The account whose second step is waited for, and the page asked for; None when nobody's is, or no longer."""
    kept = session.get(AWAITED)
    if not isinstance(kept, list) or len(kept) != 3 or _seconds() > kept[1]:
        return None
    return int(kept[0]), str(kept[2])


def keep_challenge(session: SessionBase, challenge: str, name: str = "") -> None:
    """What a device was just asked: it may answer once, within ten minutes."""
    session[CHALLENGE] = [challenge, _seconds() + int(SECOND_STEP.total_seconds()), name]
    if SIGNED_IN_AT not in session:
        session.set_expiry(SECOND_STEP)


def take_challenge(session: SessionBase) -> tuple[str, str]:
    """What the device was asked, and the name typed before; empty when nothing was, or too long ago. It is used up."""
    kept = session.pop(CHALLENGE, None)
    if not isinstance(kept, list) or len(kept) != 3 or _seconds() > kept[1]:
        return "", ""
    return str(kept[0]), str(kept[2])


@dataclass(frozen=True, slots=True)
class Away:
    """What was kept while somebody was away at the identity provider."""

    state: str
    nonce: str
    verifier: str
    back: str


def keep_question(session: SessionBase, question: Sequence[str], back: str) -> None:
    """What the identity provider's answer must answer, within ten minutes."""
    session[QUESTION] = [*question, back, _seconds() + int(SECOND_STEP.total_seconds())]
    if SIGNED_IN_AT not in session:
        session.set_expiry(SECOND_STEP)


def take_question(session: SessionBase) -> Away | None:
    """What was asked; None when nothing was, or too long ago. It is used up."""
    kept = session.pop(QUESTION, None)
    if not isinstance(kept, list) or len(kept) != 5 or _seconds() > kept[4]:
        return None
    return Away(*(str(part) for part in kept[:4]))


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

"""What may be refused, and how it is said. Every refusal carries a sentence a person can act on."""

from __future__ import annotations


class Refused(Exception):
    """The actor may not do this, or the state does not allow it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AccessRefused(Refused):
    """Not this actor's to see or do. Shown like something that does not exist."""


class CommandReused(Refused):
    """A command's identifier came back with another content (409)."""


class TooMany(Refused):
    """Asked too often: come back after `retry_after` seconds (429)."""

    def __init__(self, reason: str, retry_after: int) -> None:
        super().__init__(reason)
        self.retry_after = retry_after

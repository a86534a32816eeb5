"""Secrets that are shown once and kept as a digest only."""

from __future__ import annotations

import hashlib
import secrets


def new_secret(lead: str = "") -> str:
    """A secret of 256 random bits, with a lead by which people and scanners know it."""
    return lead + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random throughout, so that a plain SHA-256 cannot be tried backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()

"""The secret in a personal address: it follows from what the row holds and a key that the database does not hold."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from nghisu.foundation.secrets import digest_of

SALT = "nghisu.invitations.personal-link"


def secret_of(nonce: UUID) -> str:
    """The secret of a link: 144 bits, the same each time it is asked for, so that a letter can be drawn anew. It is short
    enough for a code that a phone reads at once."""
    made = salted_hmac(SALT, nonce.hex, algorithm="sha256").digest()[:18]
    return urlsafe_b64encode(made).decode().rstrip("=")


def digest_of_nonce(nonce: UUID) -> str:
    """What is kept to know the link by."""
    return digest_of(secret_of(nonce))


def address_of_nonce(nonce: UUID) -> str:
    """The whole address, as it stands in a letter and behind its code."""
    return settings.NGHISU_ADDRESS + reverse("invitations:personal", args=[secret_of(nonce)])

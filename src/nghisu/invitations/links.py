"""The secrets in addresses that open without an account: they follow from what the rows hold and a key that the database
does not hold."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from nghisu.foundation.secrets import digest_of

SALT = "nghisu.invitations.personal-link"
SALT_OF_UNITS = "nghisu.invitations.unit-link"


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


def secret_of_unit(mailing_id: int, unit_id: int) -> str:
    """What opens the page on which a unit confirms its package of a mailing: which these are, and 144 bits."""
    named = f"{mailing_id}-{unit_id}"
    made = salted_hmac(SALT_OF_UNITS, named, algorithm="sha256").digest()[:18]
    return f"{named}-{urlsafe_b64encode(made).decode()}"


def address_of_unit(mailing_id: int, unit_id: int) -> str:
    """The whole address, as it stands in the manifest of the package."""
    return settings.NGHISU_ADDRESS + reverse(
        "invitations:of_unit", args=[secret_of_unit(mailing_id, unit_id)]
    )


def named_by(secret: str) -> tuple[int, int] | None:
    """The mailing and the unit that a secret opens the page of; None for one that nobody was given."""
    parts = secret.split("-", 2)
    if len(parts) != 3 or not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in parts[:2]):
        return None
    mailing_id, unit_id = int(parts[0]), int(parts[1])
    return (
        (mailing_id, unit_id) if constant_time_compare(secret, secret_of_unit(mailing_id, unit_id)) else None
    )

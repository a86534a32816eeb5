"""Codes of an authenticator app (RFC 6238): a new one every 30 seconds, six digits."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest
from io import BytesIO

import pyotp
import segno

ISSUER = "Nghị Sự"
SECONDS = 30
NEIGHBOURS = 1
"""Half minutes that the clock of a phone may be off, in either direction."""


def new_secret() -> str:
    """A secret as apps take it, 160 bits in base32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The number of the half minute that a code is of, near an instant; None when it is the code of none."""
    app = pyotp.TOTP(secret, interval=SECONDS)
    present = int(at.timestamp()) // SECONDS
    found = None
    for step in range(present - NEIGHBOURS, present + NEIGHBOURS + 1):
        if compare_digest(app.generate_otp(step).encode(), code.encode(errors="replace")):
            found = step
    return found


def address_of(secret: str, username: str) -> str:
    """What an app reads from the picture: whose account it is, where, and the secret."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=username, issuer_name=ISSUER)


def picture_of(address: str) -> bytes:
    """The address as a QR code, an SVG that needs no style or script of the page."""
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=6, border=4, xmldecl=False, light="#fff")
    return picture.getvalue()

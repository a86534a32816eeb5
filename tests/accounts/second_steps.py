"""What tests of the second step share: the app on a phone that shows codes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp

from nghisu.accounts.authenticators import new_secret
from nghisu.accounts.models import Authenticator, RecoveryCode, User
from nghisu.accounts.sealing import digest_of, seal
from nghisu.foundation import clock

STEP_PATH = "/dang-nhap/buoc-hai/"


class Phone:
    """The app of a person, as it stands in their hand."""

    def __init__(self, secret: str) -> None:
        self._app = pyotp.TOTP(secret)

    def shows(self, late: int = 0, at: datetime | None = None) -> str:
        """The code on the screen of a phone whose clock is `late` seconds behind."""
        return self._app.at((at or clock.server_now()) - timedelta(seconds=late))


def give_phone(user: User) -> Phone:
    """An account whose second step is an app, set up long ago."""
    secret = new_secret()
    Authenticator.objects.create(
        user=user, sealed_secret=seal(secret), made_at=clock.now(), confirmed_at=clock.now()
    )
    return Phone(secret)


def give_recovery_code(user: User, code: str = "2345-6789-ABCD") -> str:
    RecoveryCode.objects.create(user=user, digest=digest_of(code))
    return code

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.accounts.models import Authenticator, Passkey, RecoveryCode, User


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account asks for besides its password (xác thực hai bước)."""

    app: Authenticator | None
    passkeys: Sequence[Passkey]
    recovery_codes: int

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    """The second steps of an account, each set up to the end, and how many recovery codes are not yet used."""
    return Factors(
        app=Authenticator.objects.filter(user=user, confirmed_at__isnull=False).first(),
        passkeys=list(Passkey.objects.filter(user=user)),
        recovery_codes=RecoveryCode.objects.filter(user=user, used_at__isnull=True).count(),
    )

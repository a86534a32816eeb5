"""What is kept so that nobody who reads the database can use it: sealed secrets, and digests of codes.

The keys are derived from the installation's SECRET_KEY. When that is changed, the old one goes to
`secret_key_fallbacks` in nghisu.toml until everybody has signed in once: what an old key sealed is still opened and
is sealed again with the new one when it is next used. Without the fallback the secrets of all authenticator apps are
lost, and each person sets the second step up again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is read as something else: no 0 and O, no 1, I and L."""


class SealBroken(Exception):
    """A sealed secret cannot be opened: it was sealed with a key that the configuration no longer names."""


def seal(secret: str) -> str:
    """A secret as it is kept in the database."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret of `seal`. Raises SealBroken when no key of the configuration opens it."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as problem:
        raise SealBroken from problem


def sealed_anew(sealed: str) -> str:
    """The same secret, sealed with the present key."""
    return _box().rotate(sealed.encode()).decode()


def new_code(groups: int) -> str:
    """A random code in groups of four, made to be read and typed: each group is worth about 20 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def spelled(code: str) -> str:
    """A typed code without what people put between its signs."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def digest_of(code: str) -> str:
    """The digest under which a code is kept: keyed, so that the database alone does not let one try codes."""
    return _digest(code, settings.SECRET_KEY)


def digests_of(code: str) -> list[str]:
    """The digests a typed code may be kept under: by the present key and by those before it."""
    return [_digest(code, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _digest(code: str, key: str) -> str:
    return hmac.new(
        _derived(key, b"nghisu.accounts.codes"), spelled(code).encode(), hashlib.sha256
    ).hexdigest()


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(_derived(key, b"nghisu.accounts.sealing"))) for key in keys]
    )


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(key.encode())

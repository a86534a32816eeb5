"""Certificate files as they are kept: sealed with a key of the installation and bound to whose they are.

The file itself is encrypted with the officer's own passphrase already, which is never kept: the database alone, a copy
of it, or the key alone opens nothing. The key is derived from SECRET_KEY; what an old key (`secret_key_fallbacks`)
sealed is still opened.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


class SealBroken(Exception):
    """What was sealed opens with no key of the configuration, or was sealed for somebody else."""


def seal(content: bytes, bound_to: str) -> bytes:
    """A file as it is kept; it opens for the same `bound_to` only."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, content, bound_to.encode())


def unseal(sealed: bytes, bound_to: str) -> bytes:
    """The file of `seal`. Raises SealBroken."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except InvalidTag:
            continue
    raise SealBroken


def _key(secret: str) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"nghisu.documents.certificates")
    return kdf.derive(secret.encode())

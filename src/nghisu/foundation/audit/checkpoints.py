"""Signed checkpoints of the chain: kept beside the database, and meant to leave the machine.

A checkpoint says how far the chain had come and what its digest was. A tail that is deleted, a chain that is
rewritten or yesterday's database restored no longer agrees with it.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Checkpoint:
    number: int
    digest: str
    sealed_at: str
    signature: str = ""

    def message(self) -> bytes:
        return f"nghisu-audit\n{self.number}\n{self.digest}\n{self.sealed_at}".encode()

    def line(self) -> str:
        return json.dumps(
            {
                "number": self.number,
                "digest": self.digest,
                "sealed_at": self.sealed_at,
                "signature": self.signature,
            }
        )


def folder() -> Path:
    return Path(settings.NGHISU_DATA) / "audit"


def signing_key() -> Ed25519PrivateKey:
    """The installation's key, made on first use, readable by its owner alone."""
    path = folder() / "signing.key"
    try:
        return _loaded(path)
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _loaded(path)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    return _loaded(path)


def _loaded(path: Path) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} does not hold an Ed25519 key")
    return key


def signed(number: int, digest: str, sealed_at: str) -> Checkpoint:
    bare = Checkpoint(number, digest, sealed_at)
    signature = base64.b64encode(signing_key().sign(bare.message())).decode()
    return Checkpoint(number, digest, sealed_at, signature)


def append(checkpoint: Checkpoint) -> None:
    path = folder() / "checkpoints.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        else:
            torn = False
        # A line that a power failure cut short stays by itself: it must not swallow the one that follows.
        file.write((b"\n" if torn else b"") + checkpoint.line().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path | None = None) -> Iterator[Checkpoint]:
    """The checkpoints of a file, oldest first. A line cut short by a power failure is passed over; one that is whole
    but no checkpoint comes as one that nobody signed."""
    path = path or folder() / "checkpoints.jsonl"
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            continue
        try:
            number = int(fields["number"])
            yield Checkpoint(
                number, str(fields["digest"]), str(fields["sealed_at"]), str(fields["signature"])
            )
        except (KeyError, TypeError, ValueError):
            yield Checkpoint(0, "", "", "")


LINE = 4_096
"""Bytes in which the last line of the file surely lies."""


def last() -> Checkpoint | None:
    """The latest checkpoint that this installation signed and kept, read from the end of the file alone."""
    path = folder() / "checkpoints.jsonl"
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LINE))
        tail = file.read()
    for line in reversed(tail.splitlines()):
        try:
            fields = json.loads(line)
            found = Checkpoint(
                int(fields["number"]),
                str(fields["digest"]),
                str(fields["sealed_at"]),
                str(fields["signature"]),
            )
        except (ValueError, KeyError, TypeError):
            continue
        if is_genuine(found):
            return found
    return None


def is_genuine(checkpoint: Checkpoint, key: Ed25519PublicKey | None = None) -> bool:
    """Whether the signature is this installation's."""
    try:
        (key or signing_key().public_key()).verify(
            base64.b64decode(checkpoint.signature), checkpoint.message()
        )
    except (InvalidSignature, ValueError):
        return False
    return True

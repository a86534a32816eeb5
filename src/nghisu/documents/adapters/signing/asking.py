"""What the rest of the house asks of signatures: each question is answered by a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.documents.adapters.pades.roots import RootCertificate, read_roots
from nghisu.documents.adapters.pades.wrong import Wrong
from nghisu.documents.adapters.signing.refusals import (
    CertificateUnread,
    RootRefused,
    SealRefused,
    SignedWrong,
    TokenRefused,
)
from nghisu.foundation import clock
from nghisu.foundation.files.asking import child_environment

ANCHORS = "chung-thu-goc"
"""The folder in the data folder by which root certificates come with an installation."""
SIGNED_PDF = b"/ByteRange"
"""What stands in every PDF that is signed; asked first, for reading signatures takes a process of its own."""
LONGEST_WAIT = 45
"""Seconds that a question may take, after which its process is ended."""
MAX_SECONDS = 30
MAX_MEMORY = 1 << 30
TOKEN_WRITES = 1 << 20
"""Bytes of a file that the module of a token may write: its own log or lock."""

_WHY = {
    "changed": N_("nội dung đã bị sửa sau khi ký"),
    "expired": N_("chứng thư đã hết hạn từ %(day)s"),
    "not-yet": N_("chứng thư chưa có hiệu lực"),
    "self-signed": N_("chứng thư tự ký, không do nơi tin cậy cấp"),
    "no-anchors": N_("hệ thống chưa được ghi chứng thư gốc nào để tin cậy"),
    "unknown-issuer": N_("chứng thư không do nơi mà hệ thống tin cậy cấp"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One signature: whose, when by the signer's clock, whether what it covers is intact, whether all of the file is
    covered, whether trusted, and why not."""

    who: str
    issuer: str
    at: datetime | None
    intact: bool
    whole: bool
    trusted: bool
    why: str

    @property
    def said(self) -> str:
        """In one line."""
        at = f"{clock.local(self.at):%H:%M %d/%m/%Y}" if self.at else _("không rõ lúc nào")
        state = _("tin cậy") if self.trusted else self.why
        return _("%(who)s ký lúc %(at)s; %(state)s") % {"who": self.who, "at": at, "state": state}


@dataclass(frozen=True, slots=True)
class SealDrawn:
    """The seal that a visible stamp shows: a PNG, and how many millimetres it is across."""

    picture: bytes
    millimetres: int


def roots_in_folder() -> list[RootCertificate]:
    """The certificates that whoever runs the server put into the data folder as PEM or DER; what is none is left out."""
    found = []
    for path in sorted((Path(settings.NGHISU_DATA) / ANCHORS).glob("*")):
        with suppress(Wrong):
            found += read_roots(path.read_bytes())
    return found


def read_root(content: bytes) -> RootCertificate:
    """The one certificate of a file that comes by a form. Raises RootRefused."""
    answer, der = _ask({"do": "root"}, [content])
    if "wrong" in answer:
        raise RootRefused(str(answer["wrong"]))
    since, until = datetime.fromisoformat(answer["since"]), datetime.fromisoformat(answer["until"])
    return RootCertificate(der, answer["subject"], answer["issuer"], since, until, bool(answer["issues"]))


def judge_all(pdf: bytes, anchors: Sequence[bytes]) -> list[Judged]:
    """Every signature of a PDF, in the order they were made. Raises SignedWrong for what cannot be read."""
    return _judged("judge", [pdf, *anchors])


def judge_added(issued: bytes, signed: bytes, anchors: Sequence[bytes]) -> list[Judged]:
    """The signatures that were added to a document of ours, when nothing but signatures was. Raises SignedWrong."""
    return _judged("added", [issued, signed, *anchors])


def sign_with_file(pdf: bytes, certificate: bytes, passphrase: str, seal: SealDrawn | None = None) -> bytes:
    """Sign a document (PAdES B-B) with a PKCS#12 file; certificate and passphrase are used once and kept nowhere.

    Raises CertificateUnread.
    """
    order = {"do": "file", "passphrase": passphrase, "seen": _seen(seal)}
    answer, signed = _ask(order, [pdf, certificate, _picture(seal)])
    if "wrong" in answer:
        raise CertificateUnread
    return signed


@dataclass(frozen=True, slots=True)
class WhoSigns:
    """Whose a certificate is, who issued it, from when until when it is good."""

    who: str
    issuer: str
    since: datetime
    until: datetime


def who_signs(certificate: bytes, passphrase: str) -> WhoSigns:
    """Whose a PKCS#12 file is. Raises CertificateUnread for one that does not open."""
    answer, _made = _ask({"do": "who", "passphrase": passphrase}, [certificate])
    if "wrong" in answer:
        raise CertificateUnread
    since, until = datetime.fromisoformat(answer["since"]), datetime.fromisoformat(answer["until"])
    return WhoSigns(answer["who"], answer["issuer"], since, until)


def given_place_to_sign(pdf: bytes, signer: str, seal: SealDrawn | None) -> bytes:
    """A PDF from elsewhere with an empty field for a signature above the name of its signer, or as it came where no field
    can be put into it."""
    order = {"do": "place", "signer": signer, "millimetres": seal.millimetres if seal is not None else 0}
    answer, made = _ask(order, [pdf])
    return pdf if "wrong" in answer else made


def has_token() -> bool:
    """Whether the configuration names a token of the server."""
    return settings.NGHISU_TOKEN is not None


def sign_with_token(pdf: bytes, pin: str, seal: SealDrawn | None = None) -> bytes:
    """Sign a document (PAdES B-B) with the server's token; its PIN is kept nowhere. Raises TokenRefused."""
    token = settings.NGHISU_TOKEN
    if token is None:
        raise TokenRefused("token")
    order: dict[str, Any] = {
        "do": "token",
        "module": token.module,
        "token": token.token,
        "key": token.key,
        "pin": pin,
    }
    order["seen"] = _seen(seal)
    answer, signed = _ask(
        order, [pdf, _picture(seal)], written=TOKEN_WRITES, surroundings=dict(token.environment)
    )
    if "wrong" in answer:
        raise TokenRefused(str(answer["wrong"]))
    return signed


def read_seal(content: bytes) -> bytes:
    """The picture of a seal drawn anew from a PNG that comes by a form. Raises SealRefused."""
    answer, picture = _ask({"do": "seal"}, [content])
    if "wrong" in answer:
        raise SealRefused(str(answer["wrong"]))
    return picture


def _picture(seal: SealDrawn | None) -> bytes:
    return seal.picture if seal is not None else b""


def _seen(seal: SealDrawn | None) -> dict[str, Any]:
    """What a visible stamp says beside the certificate."""
    return {
        "millimetres": seal.millimetres if seal is not None else 0,
        "moment": clock.local(clock.server_now()).isoformat(),
        "fonts": str(settings.DOCUMENT_FONTS),
    }


def _judged(do: str, parts: list[bytes]) -> list[Judged]:
    answer, _made = _ask({"do": do, "moment": clock.server_now().isoformat()}, parts)
    if "wrong" in answer:
        raise SignedWrong(str(answer["wrong"]))
    return [
        Judged(
            who=one["who"],
            issuer=one["issuer"],
            at=datetime.fromisoformat(one["at"]) if one["at"] else None,
            intact=one["intact"],
            whole=one["whole"],
            trusted=one["trusted"],
            why=_(_WHY[one["why"]]) % {"day": one["day"]} if one["why"] else "",
        )
        for one in answer["judged"]
    ]


def _ask(
    order: dict[str, Any],
    parts: list[bytes],
    *,
    written: int = 0,
    surroundings: dict[str, str] | None = None,
) -> tuple[dict[str, Any], bytes]:
    """The answer and what was made. A child that its limits ended, or that broke on a file made to break it, is an
    answer, too. Secrets go by a pipe: no argument, no file, no environment holds them."""
    head = json.dumps(order | {"sizes": [len(part) for part in parts]}).encode() + b"\n"
    program = "nghisu.documents.adapters.pades.child"
    try:
        done = subprocess.run(  # noqa: S603 - our own program with our own arguments
            [sys.executable, "-P", "-B", "-m", program, str(MAX_SECONDS), str(MAX_MEMORY), str(written)],
            input=b"".join([head, *parts]),
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
            env=child_environment() | (surroundings or {}),
        )
    except subprocess.TimeoutExpired:
        return {"wrong": "slow"}, b""
    if done.returncode:
        return {"wrong": "slow" if done.returncode < 0 else "unread"}, b""
    said, _newline, made = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(said)
    return answer, made

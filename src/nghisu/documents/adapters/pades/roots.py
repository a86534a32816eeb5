"""What a root certificate says of itself, read from PEM or DER. What comes by a form is read in the child process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from nghisu.documents.adapters.pades.wrong import Wrong


@dataclass(frozen=True, slots=True)
class RootCertificate:
    """A certificate as it would be trusted: its DER, whose, issued by whom, from when until when it is good, and
    whether it may issue others."""

    der: bytes
    subject: str
    issuer: str
    since: datetime
    until: datetime
    issues: bool

    @property
    def fingerprint(self) -> str:
        """SHA-256 over its DER, in hexadecimal."""
        return hashlib.sha256(self.der).hexdigest()

    def fault(self, moment: datetime) -> str:
        """Why nothing can rest on it: `not-authority`, `expired`, `not-yet`; empty where it is good."""
        if not self.issues:
            return "not-authority"
        if moment > self.until:
            return "expired"
        return "not-yet" if moment < self.since else ""


def read_roots(content: bytes) -> list[RootCertificate]:
    """The certificates of a file. Wrong: `private` where a secret key lies in it, `no-certificate`."""
    if b"PRIVATE KEY" in content:
        raise Wrong("private")
    try:
        parts = (
            [part for _kind, _head, part in pem.unarmor(content, multiple=True)]
            if pem.detect(content)
            else [content]
        )
        found = [_read(x509.load_der_x509_certificate(part)) for part in parts]
    except (ValueError, TypeError, x509.InvalidVersion, x509.DuplicateExtension):
        raise Wrong("no-certificate") from None
    if not found:
        raise Wrong("no-certificate")
    return found


def _read(one: x509.Certificate) -> RootCertificate:
    return RootCertificate(
        one.public_bytes(Encoding.DER),
        _said(one.subject),
        _said(one.issuer),
        one.not_valid_before_utc,
        one.not_valid_after_utc,
        _issues(one),
    )


def _issues(one: x509.Certificate) -> bool:
    """Whether it says of itself that it issues certificates (RFC 5280, 4.2.1.9 and 4.2.1.3)."""
    try:
        if not one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
        return one.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound as lacking:
        return lacking.oid == x509.KeyUsage.oid


def _said(name: x509.Name) -> str:
    """A name as people read it: the person or body first, the country last."""
    values = [str(one.value) for one in name]
    return ", ".join(reversed(values)) or name.rfc4514_string()

"""A small authority of the office's own, and the server's certificate from it: https on a network without Internet.

Browsers show passkeys and send our cookies over https only (or on the machine itself). Whoever has no certificate from
elsewhere makes an authority once, installs its certificate on the office's machines, and gets the server's from it.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from nghisu.foundation import clock

FOLDER = "tls"
AUTHORITY, AUTHORITY_KEY = "authority.crt", "authority.key"
SERVER, SERVER_KEY = "server.crt", "server.key"
AUTHORITY_LASTS = timedelta(days=3_650)
SERVER_LASTS = timedelta(days=397)  # longer ones are refused by browsers
EARLIER = timedelta(days=1)
"""Certificates begin a day before they are made, for machines whose clock is behind."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """What was made: the authority's certificate (for the office's machines) and the server's, with its last day."""

    authority: Path
    server: Path
    names: tuple[str, ...]
    until: str


def certificate_files(data: Path) -> tuple[Path, Path] | None:
    """The server's certificate and key in a data folder; None where none was made."""
    files = data / FOLDER / SERVER, data / FOLDER / SERVER_KEY
    return files if all(path.exists() for path in files) else None


def make_certificates(data: Path, names: Iterable[str], office: str) -> Certificates:
    """Make the server's certificate for names and addresses, and the authority on first use, which then stays.

    Raises ValueError for a name that is none.
    """
    wanted = tuple(dict.fromkeys([*(name.strip() for name in names), "localhost", "127.0.0.1"]))
    spelled = [_spelled(name) for name in wanted]
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority, authority_key = _authority(folder, office)
    key = ec.generate_private_key(ec.SECP256R1())
    now = clock.server_now()
    until = min(now + SERVER_LASTS, authority.not_valid_after_utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(wanted[0]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(spelled), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(folder / SERVER_KEY, key)
    chain = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / SERVER).write_bytes(chain + authority.public_bytes(serialization.Encoding.PEM))
    return Certificates(folder / AUTHORITY, folder / SERVER, wanted, f"{clock.local(until):%d/%m/%Y}")


def _authority(folder: Path, office: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    if (folder / AUTHORITY).exists():
        known = serialization.load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), password=None)
        if not isinstance(known, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{AUTHORITY_KEY} does not hold a key of ours")
        return x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes()), known
    key = ec.generate_private_key(ec.SECP256R1())
    now = clock.server_now()
    name = _name(f"Nghi Su - {office}"[:64])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / AUTHORITY_KEY, key)
    (folder / AUTHORITY).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate, key


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _spelled(name: str) -> x509.GeneralName:
    """A name of a machine or an address, as a certificate spells it. Raises ValueError for neither."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        if not name or not all(
            part and part.replace("-", "").isalnum() and part.isascii() for part in name.split(".")
        ):
            raise ValueError(name) from None
        return x509.DNSName(name)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)

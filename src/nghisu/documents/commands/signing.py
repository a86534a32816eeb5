"""Signatures beside the issued file, never in its place: made here, added elsewhere, or on paper and scanned."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from nghisu.documents.adapters.signing import judge_added, sign_with_file, trust_anchors
from nghisu.documents.commands.filing import Handed, Made, keep_beside
from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.documents.refusals import NothingToSign
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.files import FileKind, file_path
from nghisu.foundation.refusals import AccessRefused


def sign_issued(by: Actor, issued_id: int, certificate: bytes, passphrase: str) -> DocumentFile:
    """Sign the issued file with a certificate file (PKCS#12), used once and kept nowhere.

    Raises CertificateUnread, NothingToSign.
    """
    return _add(by, issued_id, lambda pdf: sign_with_file(pdf, certificate, passphrase))


def add_signed(by: Actor, issued_id: int, signed: bytes) -> DocumentFile:
    """Take in the issued file as it was signed elsewhere. Raises SignedWrong where more than a signature came to it."""
    return _add(by, issued_id, lambda _pdf: signed)


@transaction.atomic
def add_scan(by: Actor, issued_id: int, handed: Handed) -> DocumentFile:
    """Take in a scan of the signed paper."""
    must(by, "signature.add")
    row = _row(by, issued_id)
    kept = keep_beside(by, Handed(FileRole.SCAN, handed.arrived), issued=row)
    remember(by, "document.scan_added", row, after={"sha256": kept.sha256})
    return kept


@transaction.atomic
def _add(by: Actor, issued_id: int, signing: Callable[[bytes], bytes]) -> DocumentFile:
    must(by, "signature.add")
    row = _row(by, issued_id)
    own = row.files.filter(role=FileRole.PDF).select_related("file").first()
    if own is None:
        raise NothingToSign
    issued = file_path(own.file).read_bytes()
    signed = signing(issued)
    judged = judge_added(issued, signed, trust_anchors())
    said = ". ".join(one.said for one in judged)
    stem = own.file.name.removesuffix(".pdf")
    kept = keep_beside(by, Made(FileRole.SIGNED, f"{stem}-da-ky.pdf", FileKind.PDF, signed, said), issued=row)
    remember(
        by, "document.signed", row, after={"sha256": kept.sha256, "signatures": [one.said for one in judged]}
    )
    return kept


def _row(by: Actor, issued_id: int) -> IssuedDocument:
    rows = IssuedDocument.objects.filter(committee=by.committee_id, pk=issued_id)
    row = rows.filter(state=IssuedDocument.State.ISSUED).first()
    if row is None:
        raise AccessRefused(str(issued_id))
    return row

"""Signatures beside the issued file, never in its place: made here, added elsewhere, or on paper and scanned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.core.issuing import is_named
from nghisu.core.text import legible, nfc
from nghisu.documents.adapters.signing import (
    Judged,
    SealDrawn,
    judge_added,
    sign_with_file,
    sign_with_token,
)
from nghisu.documents.commands.certificates import opened
from nghisu.documents.commands.filing import Handed, Made, keep_beside
from nghisu.documents.commands.seals import seal_drawn
from nghisu.documents.enums import FileRole
from nghisu.documents.events import DocumentSigned
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.documents.queries.roots import trusted_anchors
from nghisu.documents.refusals import AnotherSigner, NothingToSign
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.files import FileKind, file_path
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class Signed:
    """The issued file with a signature that was looked at, not kept yet."""

    pdf: bytes
    judged: Sequence[Judged]


def signed_with_file(by: Actor, issued_id: int, certificate: bytes, passphrase: str) -> Signed:
    """The issued file signed with a certificate file (PKCS#12), used once and kept nowhere.

    This and its sisters read and compute outside any transaction: others write while somebody signs.
    Raises CertificateUnread, NothingToSign.
    """
    return _signed(by, issued_id, lambda pdf, seal: sign_with_file(pdf, certificate, passphrase, seal))


def signed_with_kept(by: Actor, issued_id: int, certificate_id: int, passphrase: str) -> Signed:
    """The issued file signed with a certificate that the actor keeps here. Raises CertificateUnread, AccessRefused."""
    return signed_with_file(by, issued_id, opened(by, certificate_id), passphrase)


def signed_with_token(by: Actor, issued_id: int, pin: str) -> Signed:
    """The issued file signed with the server's token. Raises TokenRefused."""
    return _signed(by, issued_id, lambda pdf, seal: sign_with_token(pdf, pin, seal))


def signed_elsewhere(by: Actor, issued_id: int, signed: bytes) -> Signed:
    """The issued file as it was signed elsewhere. Raises SignedWrong where more than a signature came to it."""
    return _signed(by, issued_id, lambda _pdf, _seal: signed)


@transaction.atomic
def add_signature(by: Actor, issued_id: int, signed: Signed, why_another: str = "") -> DocumentFile:
    """Keep a signed file beside the issued one. Where no certificate names who signs the document, the actor confirms by
    `why_another` that it is right. Raises AnotherSigner where nobody says so."""
    must(by, "signature.add")
    row = _row(by, issued_id)
    stem = _own_file(row).file.name.removesuffix(".pdf")
    said, names = [one.said for one in signed.judged], [one.who for one in signed.judged]
    after: dict[str, object] = {"signatures": said}
    why = " ".join(legible(nfc(why_another)).split())
    is_another = not is_named(row.signer_name, names)
    if is_another:
        if not why:
            raise AnotherSigner(", ".join(names), row.signer_name)
        confirmed = _("Chứng thư mang tên khác, %(name)s xác nhận: %(why)s") % {"name": by.name, "why": why}
        said, after = [confirmed, *said], after | {"why": why}
    made = Made(
        FileRole.SIGNED,
        f"{stem}-da-ky.pdf",
        FileKind.PDF,
        signed.pdf,
        ". ".join(said),
        signed.judged,
        confirmed=is_another,
    )
    kept = keep_beside(by, made, issued=row)
    remember(by, "document.signed", row, after=after | {"sha256": kept.sha256})
    publish(DocumentSigned(by=by, document=row, file=kept))
    return kept


@transaction.atomic
def add_scan(by: Actor, issued_id: int, handed: Handed) -> DocumentFile:
    """Take in a scan of the signed paper."""
    must(by, "signature.add")
    row = _row(by, issued_id)
    kept = keep_beside(by, Handed(FileRole.SCAN, handed.arrived), issued=row)
    remember(by, "document.scan_added", row, after={"sha256": kept.sha256})
    publish(DocumentSigned(by=by, document=row, file=kept))
    return kept


def _signed(by: Actor, issued_id: int, signing: Callable[[bytes, SealDrawn | None], bytes]) -> Signed:
    must(by, "signature.add")
    row = _row(by, issued_id)
    issued = file_path(_own_file(row).file).read_bytes()
    signed = signing(issued, seal_drawn(row.issuer))
    return Signed(signed, judge_added(issued, signed, trusted_anchors()))


def _own_file(row: IssuedDocument) -> DocumentFile:
    own = row.files.filter(role=FileRole.PDF).select_related("file").first()
    if own is None:
        raise NothingToSign
    return own


def _row(by: Actor, issued_id: int) -> IssuedDocument:
    rows = IssuedDocument.objects.filter(committee=by.committee_id, pk=issued_id)
    row = rows.filter(state=IssuedDocument.State.ISSUED).first()
    if row is None:
        raise AccessRefused(str(issued_id))
    return row

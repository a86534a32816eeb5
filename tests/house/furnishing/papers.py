"""Samples of documents: one who issues, a line of each register with a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from nghisu.documents.adapters.signing import WhoSigns
from nghisu.documents.commands import (
    Holder,
    IncomingContent,
    IssuedContent,
    IssuerContent,
    Made,
    SecretContent,
    add_issuer,
    begin_draft,
    hand_out,
    keep_certificate,
    register_incoming,
    register_issued,
    register_secret,
)
from nghisu.documents.commands.dispatching import dispatch
from nghisu.documents.enums import FileRole
from nghisu.documents.models import (
    DocumentFile,
    Draft,
    IncomingDocument,
    IssuedDocument,
    Issuer,
    KeptCertificate,
    Recipient,
    SecretDocument,
)
from nghisu.documents.queries.blocks import blank
from nghisu.documents.queries.reaching import Chosen
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import FileKind
from tests.factories import Ground


@dataclass(slots=True)
class Papers:
    """What the registers of a committee hold."""

    issuer: Issuer
    issued: IssuedDocument
    recipient: Recipient
    incoming: IncomingDocument
    file: DocumentFile
    draft: Draft
    secret: SecretDocument
    certificate: KeptCertificate


def papers_of(ground: Ground, by: Actor) -> Papers:
    """An issuer of the State's side, whose numbers run by the year, and a line of each register."""
    mark = ground.mark
    issuer = add_issuer(by, IssuerContent("state", f"Văn phòng {mark}", "VPUB", mark))
    scan = Made(FileRole.ATTACHED, f"ban-chup {mark}.pdf", FileKind.PDF, f"%PDF-1.7 {mark}".encode())
    issued = register_issued(by, sample_issued(issuer, mark), [scan])
    dispatch(
        by,
        issued.pk,
        Chosen(frozenset({ground.department.pk}), ways=frozenset({"account", "hand", "network"})),
    )
    incoming = register_incoming(by, sample_incoming(mark))
    data = blank("thong-bao", issuer, f"{mark} hội nghị")
    draft = begin_draft(by, "thong-bao", "state", data, title=f"{mark} dự thảo thông báo")
    secret = register_secret(by, SecretContent("secret", f"{mark} 02-BC", mark, 3, f"{mark} tài liệu mật"))
    first = secret.numbered.order_by("number").first()
    assert first is not None
    hand_out(by, first.pk, Holder(f"{mark} người giữ"))
    until = datetime(2036, 1, 1, tzinfo=UTC)
    certificate = keep_certificate(by, b"p12", WhoSigns(f"{mark} người ký", f"{mark} nơi cấp", until, until))
    return Papers(
        issuer, issued, issued.sent_to.get(), incoming, issued.files.get(), draft, secret, certificate
    )


def sample_issued(issuer: Issuer, mark: str) -> IssuedContent:
    return IssuedContent(
        issuer_id=issuer.pk,
        kind="TB",
        title=f"{mark} thông báo",
        signer_name=f"{mark} người ký",
        recipients=f"{mark} nơi nhận",
    )


def sample_incoming(mark: str) -> IncomingContent:
    return IncomingContent(sender=f"{mark} nơi gửi", title=f"{mark} đề nghị")

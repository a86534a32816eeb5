"""Certificate files that an officer keeps here, for the own use alone."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from nghisu.documents.adapters.signing import CertificateUnread, WhoSigns
from nghisu.documents.models import KeptCertificate
from nghisu.documents.queries.certificates import own_certificates
from nghisu.documents.refusals import CertificateKept
from nghisu.documents.sealing import SealBroken, seal, unseal
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def keep_certificate(by: Actor, content: bytes, said: WhoSigns) -> KeptCertificate:
    """Keep a certificate file that was opened once with its passphrase, which is not kept. Raises CertificateKept."""
    must(by, "certificate.own")
    if by.user_id is None:
        raise AccessRefused("nobody")
    who, issuer = said.who[:200], said.issuer[:200]
    if own_certificates(by).filter(who=who, issuer=issuer, until=said.until).exists():
        raise CertificateKept
    mark = uuid4().hex
    row = KeptCertificate.objects.create(
        committee_id=by.tenant,
        user_id=by.user_id,
        who=who,
        issuer=issuer,
        until=said.until,
        sealed=seal(content, _bound(by.user_id, mark)),
        mark=mark,
        kept_at=clock.now(),
    )
    remember(by, "certificate.kept", row, after={"until": f"{clock.local(said.until):%d/%m/%Y}"})
    return row


@transaction.atomic
def remove_certificate(by: Actor, certificate_id: int) -> None:
    """Keep it no longer."""
    must(by, "certificate.own")
    row = own_certificate(by, certificate_id)
    remember(by, "certificate.removed", row)
    row.delete()


def own_certificate(by: Actor, certificate_id: int) -> KeptCertificate:
    """One of the actor's own; another's does not exist. Raises AccessRefused."""
    row = own_certificates(by).defer(None).filter(pk=certificate_id).first()
    if row is None:
        raise AccessRefused(str(certificate_id))
    return row


def opened(by: Actor, certificate_id: int) -> bytes:
    """The file of one of the actor's own, still under its passphrase. Raises CertificateUnread, AccessRefused."""
    row = own_certificate(by, certificate_id)
    try:
        return unseal(bytes(row.sealed), _bound(row.user_id, row.mark))
    except SealBroken:
        raise CertificateUnread from None


def _bound(user_id: int, mark: str) -> str:
    return f"{user_id}:{mark}"

"""The picture of an issuer's seal, kept and removed."""

from __future__ import annotations

from django.db import transaction

from nghisu.documents.adapters.signing import SealDrawn
from nghisu.documents.models import Issuer, Seal
from nghisu.documents.queries.issuers import issuers_of, seal_of
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def keep_seal(by: Actor, issuer_id: int, picture: bytes, millimetres: int) -> Seal:
    """Keep the picture of an issuer's seal, as it was drawn anew, in the place of one that was kept before."""
    must(by, "settings.edit")
    issuer = _issuer(by, issuer_id)
    seal, _made = Seal.objects.update_or_create(
        committee_id=by.tenant,
        issuer=issuer,
        defaults={
            "picture": picture,
            "millimetres": millimetres,
            "kept_at": clock.now(),
            "kept_by_name": by.name,
        },
    )
    remember(by, "seal.kept", issuer, after={"millimetres": millimetres})
    return seal


@transaction.atomic
def remove_seal(by: Actor, issuer_id: int) -> None:
    """Keep no picture of an issuer's seal any more; what was signed stays as it is."""
    must(by, "settings.edit")
    issuer = _issuer(by, issuer_id)
    seal = seal_of(issuer)
    if seal is None:
        return
    remember(by, "seal.removed", issuer, before={"millimetres": seal.millimetres})
    seal.delete()


def seal_drawn(issuer: Issuer) -> SealDrawn | None:
    """The seal of an issuer as a stamp shows it; None where none is kept."""
    seal = seal_of(issuer)
    return SealDrawn(bytes(seal.picture), seal.millimetres) if seal is not None else None


def _issuer(by: Actor, issuer_id: int) -> Issuer:
    issuer = issuers_of(by).filter(pk=issuer_id).first()
    if issuer is None:
        raise AccessRefused(str(issuer_id))
    return issuer

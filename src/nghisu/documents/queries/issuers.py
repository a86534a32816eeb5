from __future__ import annotations

from django.db.models import QuerySet

from nghisu.documents.models import Issuer, Seal
from nghisu.foundation.actors import Actor


def issuers_of(by: Actor) -> QuerySet[Issuer]:
    """Those who issue documents in the actor's committee, the closed ones too."""
    return Issuer.objects.filter(committee=by.committee_id)


def open_issuers(by: Actor) -> QuerySet[Issuer]:
    """Those who issue today."""
    return issuers_of(by).filter(is_closed=False)


def issuer_choices(by: Actor) -> list[tuple[int, str]]:
    """Those who issue today, by name and symbol: what a form offers."""
    return [(one.pk, str(one)) for one in open_issuers(by)]


def seal_of(issuer: Issuer) -> Seal | None:
    """The picture of an issuer's seal, if one is kept."""
    return Seal.objects.filter(committee=issuer.committee_id, issuer=issuer).first()

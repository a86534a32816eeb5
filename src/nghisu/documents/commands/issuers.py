from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from nghisu.core.text import legible, nfc
from nghisu.documents.models import Issuer
from nghisu.documents.refusals import IssuerTaken
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

FIELDS = ("name", "superior", "place", "is_closed")


@dataclass(frozen=True, slots=True)
class IssuerContent:
    """One who issues documents: side, name, the line above it, the symbol of its numbers, the place on its papers."""

    side: str
    name: str
    symbol: str
    place: str
    superior: str = ""
    is_closed: bool = False


@transaction.atomic
def add_issuer(by: Actor, content: IssuerContent) -> Issuer:
    """Enter one who issues documents. Raises IssuerTaken for a symbol that another bears."""
    must(by, "settings.edit")
    if content.side not in Issuer.Side.values:
        raise AccessRefused(content.side)
    row = Issuer(committee_id=by.tenant, side=content.side, symbol=nfc(content.symbol).strip()[:20])
    _fill(row, content)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise IssuerTaken(row.symbol) from None
    remember(by, "issuer.added", row, after=_stated(row) | {"symbol": row.symbol, "side": row.side})
    return row


@transaction.atomic
def change_issuer(by: Actor, issuer_id: int, content: IssuerContent) -> Issuer:
    """Change how the head of an issuer is written, or close it. Side and symbol stay: numbers were given under them."""
    must(by, "settings.edit")
    row = Issuer.objects.select_for_update().filter(committee=by.committee_id, pk=issuer_id).first()
    if row is None:
        raise AccessRefused(str(issuer_id))
    before = _stated(row)
    _fill(row, content)
    row.save(update_fields=list(FIELDS))
    if before != _stated(row):
        remember(by, "issuer.changed", row, before=before, after=_stated(row))
    return row


def _fill(row: Issuer, content: IssuerContent) -> None:
    row.name, row.superior, row.place = (
        " ".join(legible(nfc(text)).split())[:most]
        for text, most in ((content.name, 200), (content.superior, 200), (content.place, 80))
    )
    row.is_closed = content.is_closed


def _stated(row: Issuer) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from nghisu.core.text import nfc
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.enums import ARRIVALS, DOCUMENT_KINDS, INCOMING
from nghisu.rulebook.models import LastNumber
from nghisu.rulebook.queries.last_numbers import periods_open


@dataclass(frozen=True, slots=True)
class LastNumberContent:
    """What is stated of a series: type of document, symbol of the issuer, period (see `periods_open`), last number."""

    kind: str
    symbol: str
    per: str
    period: str
    number: int


@transaction.atomic
def enter_last_number(by: Actor, content: LastNumberContent) -> LastNumber:
    """Enter the last number that a register gave, or correct the one entered before for the same series.

    Raises AccessRefused for a type that there is not, a period that is not open or a number below one: no form offers
    them.
    """
    must(by, "settings.edit")
    Committee.objects.select_for_update(no_key=True).get(pk=by.tenant)
    symbol = nfc(content.symbol).strip()
    open_now = (content.per, content.period) in periods_open(by)
    arrivals = (content.kind, symbol, content.per) == (INCOMING, ARRIVALS, LastNumber.Per.YEAR.value)
    there_is = arrivals or (content.kind in DOCUMENT_KINDS and bool(symbol))
    if not there_is or not open_now or content.number < 1:
        raise AccessRefused(f"{content.kind}/{symbol} {content.per} {content.period} {content.number}")
    series = {"kind": content.kind, "symbol": symbol, "per": content.per, "period": content.period}
    row = LastNumber.objects.filter(committee=by.committee_id, **series).first()
    if row is not None and row.number == content.number:
        return row
    before = {} if row is None else {"value": row.number}
    row = row or LastNumber(committee_id=by.tenant, **series)
    row.number = content.number
    row.save()
    remember(by, "last_number.entered", row, before=before, after={"value": row.number}, label=_series(row))
    return row


@transaction.atomic
def remove_last_number(by: Actor, row_id: int) -> None:
    """Take back what was entered of a series, which then begins from 01."""
    must(by, "settings.edit")
    row = LastNumber.objects.select_for_update().filter(committee=by.committee_id, pk=row_id).first()
    if row is None:
        raise AccessRefused(str(row_id))
    remember(by, "last_number.removed", row, before={"value": row.number}, label=_series(row))
    row.delete()


def _series(row: LastNumber) -> str:
    return f"{row.kind}/{row.symbol} ({row.period})"

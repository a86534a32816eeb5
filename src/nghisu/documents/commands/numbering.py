"""The next number of a series: taken in the transaction of the act of issuing, and by nothing else."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from nghisu.core.form.rules import Side
from nghisu.core.issuing import written_number
from nghisu.directory.models import Body, Term
from nghisu.directory.queries import valid_on
from nghisu.documents.models import IncomingDocument, IssuedDocument, Issuer, Series
from nghisu.documents.refusals import NoTermRuns, NumberLeaps, NumberTaken
from nghisu.foundation.actors import Actor
from nghisu.rulebook.enums import ARRIVALS, INCOMING
from nghisu.rulebook.models import LastNumber


def take_number(
    by: Actor, issuer: Issuer, kind: str, on: date, wanted: int | None = None
) -> tuple[Series, int]:
    """Wait for the series of a type, an issuer and the period of the day, and say its next number. `wanted` is the one
    that a paper book gave: it must be the next one.

    The row stays locked until the transaction ends, so the number is this transaction's: ended without a document, it was
    never given. Raises NoTermRuns, NumberTaken, NumberLeaps.
    """
    if issuer.side == Issuer.Side.PARTY:
        per, period = Series.Per.TERM.value, term_on(by, on)
    else:
        per, period = Series.Per.YEAR.value, str(on.year)
    series = _locked_series(by, kind=kind, symbol=issuer.symbol, per=per, period=period)
    given = IssuedDocument.objects.filter(committee=by.committee_id, series=series)
    before = LastNumber.objects.filter(
        committee=by.committee_id, kind=kind, symbol=issuer.symbol, per=per, period=period
    ).first()
    last = given.aggregate(most=Max("number"))["most"] or 0
    number = max(last, before.number if before else 0) + 1
    if wanted is not None and wanted != number:

        def sign(one: int) -> str:
            return written_number(Side(issuer.side), one, kind, issuer.symbol)

        if wanted < number:
            raise NumberTaken(sign(wanted), sign(number))
        raise NumberLeaps(sign(wanted), sign(number), wanted - 1)
    return series, number


def take_received_number(by: Actor, on: date) -> tuple[Series, int]:
    """The next received number (số đến) of the year, from a series that stays locked until the transaction ends; after
    the last number of the book that was written before."""
    series = _locked_series(by, kind=INCOMING, symbol="", per=Series.Per.YEAR.value, period=str(on.year))
    given = IncomingDocument.objects.filter(committee=by.committee_id, series=series)
    before = LastNumber.objects.filter(
        committee=by.committee_id,
        kind=INCOMING,
        symbol=ARRIVALS,
        per=Series.Per.YEAR.value,
        period=str(on.year),
    ).first()
    last = given.aggregate(most=Max("number"))["most"] or 0
    return series, max(last, before.number if before else 0) + 1


def term_on(by: Actor, on: date) -> str:
    """The term of the committee that runs on a day: that of the body which lies within no other. Raises NoTermRuns."""
    terms = Term.objects.filter(valid_on(on), committee=by.committee_id)
    outermost = Body.objects.filter(committee=by.committee_id, within=None).values("pk")
    found = terms.filter(body__in=outermost).order_by("-since").first() or terms.order_by("-since").first()
    if found is None:
        raise NoTermRuns
    return found.number


def _locked_series(by: Actor, **named: str) -> Series:
    made, _new = Series.objects.get_or_create(None, committee_id=by.tenant, **named)
    return Series.objects.select_for_update().get(pk=made.pk)

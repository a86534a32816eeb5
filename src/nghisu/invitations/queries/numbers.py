"""Which letters of a conference are in force, and the numbers that letters bear."""

from __future__ import annotations

from django.db.models import F, QuerySet

from nghisu.conferences.queries.papers import symbols
from nghisu.core.form.rules import Side
from nghisu.core.issuing import written_number
from nghisu.foundation import clock
from nghisu.invitations.enums import Version
from nghisu.invitations.models import Mailing

GM = "GM"
"""The symbol of letters of invitation in their numbers."""

READ_WITH = (
    "committee",
    "issuer",
    "issuer_of_board",
    "replaces__committee",
    "replaces__issuer",
    "replaces__issuer_of_board",
)
"""What is read with letters whose numbers are written."""


def in_force(rows: QuerySet[Mailing]) -> Mailing | None:
    """Of the letters of one conference those issued last; before any was, those drafted."""
    rows = rows.select_related(*READ_WITH)
    return rows.order_by(F("issued_at").desc(nulls_last=True), "-id").first()


def sign_of(mailing: Mailing, version: str) -> str:
    """The number and symbol of a version, as the register writes them; empty where it has none."""
    short = symbols(mailing.committee)
    board = version == Version.BOARD
    number = (mailing.number_of_board if board else "") or mailing.number
    issuer = mailing.issuer_of_board if board else mailing.issuer
    side = Side(issuer.side) if issuer is not None else Side.PARTY
    symbol = issuer.symbol if issuer is not None else short[0 if board else 1]
    return written_number(side, int(number), GM, symbol) if number.isdecimal() else number


def signs_of(mailing: Mailing) -> str:
    """The numbers under which letters were issued; of both versions where there are two."""
    found = [sign_of(mailing, Version.OFFICE)] if mailing.number else []
    found += [sign_of(mailing, Version.BOARD)] if mailing.number_of_board else []
    return ", ".join(found)


def replaced_sign(mailing: Mailing, version: str) -> str:
    """The number and day of the letters that a version replaces; empty where it replaces none."""
    before = mailing.replaces
    if before is None or before.issued_at is None:
        return ""
    return f"{sign_of(before, version)} ngày {clock.local(before.issued_at):%d/%m/%Y}"

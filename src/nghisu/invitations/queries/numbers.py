"""Which letters of a conference are in force, and the numbers that letters bear."""

from __future__ import annotations

from datetime import date

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


def number_of(mailing: Mailing, version: str) -> str:
    """The number of a version, which is its own and never the other's; empty where it has none."""
    return mailing.number_of_board if version == Version.BOARD else mailing.number


def day_of_number(mailing: Mailing, version: str) -> date | None:
    """The day on which a version was given its number: that of the issue, or a later one where the first who is sent
    that version came onto the list later."""
    taken = mailing.numbered_on_of_board if version == Version.BOARD else mailing.numbered_on
    return taken or (clock.local(mailing.issued_at).date() if mailing.issued_at else None)


def sign_of(mailing: Mailing, version: str) -> str:
    """The number and symbol of a version, as the register writes them; empty where it has none."""
    number = number_of(mailing, version)
    if not number:
        return ""
    short = symbols(mailing.committee)
    board = version == Version.BOARD
    issuer = mailing.issuer_of_board if board else mailing.issuer
    side = Side(issuer.side) if issuer is not None else Side.PARTY
    symbol = issuer.symbol if issuer is not None else short[0 if board else 1]
    return written_number(side, int(number), GM, symbol)


def signs_of(mailing: Mailing) -> str:
    """The numbers under which letters were issued; of both versions where there are two."""
    return ", ".join(filter(None, (sign_of(mailing, version) for version in Version)))


def replaced_sign(mailing: Mailing, version: str) -> str:
    """The number and day of the letters that a version replaces, of the other version where there was no such letter;
    empty where it replaces none."""
    before = mailing.replaces
    if before is None or before.issued_at is None:
        return ""
    replaced = [one for one in (Version(version), *Version) if number_of(before, one)]
    if not replaced:
        return ""
    day = day_of_number(before, replaced[0])
    return f"{sign_of(before, replaced[0])} ngày {day:%d/%m/%Y}"

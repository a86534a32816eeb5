"""Issuing: the number, the day and the line of the outgoing register come at one act; cancelling keeps the number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from nghisu.core.form.rules import Side
from nghisu.core.issuing import written_number
from nghisu.core.text import fold, legible, nfc
from nghisu.documents.commands.filing import Handed, Made, keep_beside
from nghisu.documents.commands.numbering import take_number
from nghisu.documents.enums import Level
from nghisu.documents.events import DocumentIssued, IssueCancelled
from nghisu.documents.models import Draft, IssuedDocument, Issuer
from nghisu.documents.refusals import AlreadyCancelled, NoFileOfASecret
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.enums import DOCUMENT_KINDS


@dataclass(frozen=True, slots=True)
class IssuedContent:
    """What the outgoing register holds of a document. `about`: what it belongs to, (kind, id), for the storeys above.
    `number`: the one that a paper book of the same series gave."""

    issuer_id: int
    kind: str
    title: str
    signer_name: str
    signer_position: str = ""
    authority: str = ""
    recipients: str = ""
    copies: int | None = None
    level: str = Level.NORMAL
    about: tuple[str, int] | None = None
    number: int | None = None


@transaction.atomic
def register_issued(by: Actor, content: IssuedContent, files: Iterable[Handed | Made] = ()) -> IssuedDocument:
    """Issue a document: give it the next number of its series and today's day, and enter it in the register.

    Raises NoTermRuns, NoFileOfASecret, AccessRefused for an issuer or a type that there is not; NumberTaken or
    NumberLeaps where a number is stated that is not the next one.
    """
    must(by, "document.issue")
    row = enter_issued(by, content, files)
    tell_issued(by, row)
    return row


def enter_issued(by: Actor, content: IssuedContent, files: Iterable[Handed | Made] = ()) -> IssuedDocument:
    """The act itself, for commands of this app that have asked already whether the actor may."""
    issuer = Issuer.objects.filter(committee=by.committee_id, pk=content.issuer_id, is_closed=False).first()
    asked = content.number
    if issuer is None or content.kind not in DOCUMENT_KINDS or content.level not in Level.values:
        raise AccessRefused(f"{content.issuer_id} {content.kind} {content.level}")
    if asked is not None and asked < 1:
        raise AccessRefused(f"number {asked}")
    files = list(files)
    if files and content.level != Level.NORMAL:
        raise NoFileOfASecret
    today = clock.today()
    series, number = take_number(by, issuer, content.kind, today, asked)
    title = "" if content.level == Level.TOP_SECRET else _line(content.title)
    sign = written_number(Side(issuer.side), number, content.kind, issuer.symbol)
    about_kind, about_id = content.about or ("", None)
    row = IssuedDocument.objects.create(
        committee_id=by.tenant,
        issuer=issuer,
        series=series,
        number=number,
        sign=sign,
        kind=content.kind,
        title=title[:500],
        level=content.level,
        issued_on=today,
        issued_at=clock.now(),
        issued_by_name=by.name,
        authority=_line(content.authority)[:200],
        signer_position=_line(content.signer_position)[:200],
        signer_name=_line(content.signer_name)[:200],
        recipients=legible(nfc(content.recipients)).strip(),
        copies=content.copies,
        about_kind=about_kind,
        about_id=about_id,
        search_text=fold(f"{sign} {title} {content.signer_name} {content.recipients}")[:1200],
    )
    for handed in files:
        keep_beside(by, handed, issued=row)
    after = {"sign": sign, "issued_on": today, "secrecy": row.level, "signer": row.signer_name}
    remember(
        by, "document.issued", row, after=after | ({"title": title} if row.level == Level.NORMAL else {})
    )
    return row


def tell_issued(by: Actor, row: IssuedDocument, draft: Draft | None = None) -> None:
    """The storeys above hear of it, once all of the act is done."""
    publish(DocumentIssued(by=by, document=row, draft=draft))


@transaction.atomic
def cancel_issued(by: Actor, issued_id: int, why: str) -> IssuedDocument:
    """Cancel an issued document: it keeps its number, which nobody gets again. Raises AlreadyCancelled."""
    must(by, "document.issue")
    row = (
        IssuedDocument.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk=issued_id)
        .order_by()
        .first()
    )
    if row is None:
        raise AccessRefused(str(issued_id))
    if row.state == IssuedDocument.State.CANCELLED:
        raise AlreadyCancelled(row.sign)
    row.state = IssuedDocument.State.CANCELLED
    row.cancelled_at, row.cancelled_by_name, row.cancelled_why = clock.now(), by.name, _line(why)[:500]
    row.save(update_fields=["state", "cancelled_at", "cancelled_by_name", "cancelled_why"])
    said = {"why": row.cancelled_why} if row.level == Level.NORMAL else {"secrecy": row.level}
    remember(by, "document.cancelled", row, after=said)
    publish(IssueCancelled(by=by, document=row))
    return row


def _line(text: str) -> str:
    """A line of text as it is kept: composed, legible, single spaces."""
    return " ".join(legible(nfc(text)).split())

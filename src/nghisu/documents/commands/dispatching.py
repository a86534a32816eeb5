"""Sending an issued document to its recipients, each by one or more ways; reminding them; telling them that it was
cancelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.documents.commands.dispatch_receipts import note_dispatch
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.models import Dispatch, IssuedDocument, Recipient
from nghisu.documents.queries.dispatches import bundle_of, came_to, may_be_sent, recipients_of
from nghisu.documents.queries.reaching import Chosen, PlanLine, Reached, key_of, plan_of, reached_by
from nghisu.documents.refusals import NobodyToSend, NotToBeSent
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.outbox import Item, drop_unsent, put_out_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands import Said, tell
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule

COMPLETED_BY = "issued-document"
Address = tuple[Recipient, int, str, str]
"""A recipient, and of one behind it: person, name, address."""


@transaction.atomic
def dispatch(by: Actor, issued_id: int, chosen: Chosen) -> int:
    """Send an issued document to the recipients chosen, nobody twice by one way. Returns how many it goes to now.

    Raises NotToBeSent for a secret or cancelled document, or a letter of invitation, NobodyToSend where nothing of the
    choice is new or reached.
    """
    must(by, "dispatch.send")
    row = _locked(by, issued_id)
    if not may_be_sent(row):
        raise NotToBeSent(row)
    going = plan_of(by, row, chosen).going
    if not going:
        raise NobodyToSend
    now = clock.now()
    new = [line.recipient for line in going if line.recipient._state.adding]
    Recipient.objects.bulk_create(new, batch_size=400)
    Dispatch.objects.bulk_create(
        [
            Dispatch(committee_id=by.tenant, recipient=line.recipient, way=way, at=now, by_name=by.name[:200])
            for line in going
            for way in line.ways
        ],
        batch_size=400,
    )
    _by_account(by, row, [line for line in going if DispatchWay.ACCOUNT in line.ways])
    _by_mail(by, row, [line for line in going if DispatchWay.MAIL in line.ways])
    ways = sorted({str(way) for line in going for way in line.ways})
    remember(by, "document.dispatched", row, after={"recipients_count": len(going), "ways": ways})
    return len(going)


def _by_account(by: Actor, row: IssuedDocument, lines: Sequence[PlanLine]) -> None:
    """Those who act for the recipients are told; it left with that."""
    note_dispatch(
        by, [line.recipient.pk for line in lines], DispatchStep.SENT, ways={DispatchWay.ACCOUNT.value}
    )

    def said() -> Said:
        return Said(_("Văn bản mới gửi đến: %(sign)s") % {"sign": row.sign}, row.title)

    people = {person for line in lines for person in line.reached.accounts}
    tell(by, people, "document.sent", said, url=_own_page(row), thing=row, key=f"document-sent:{row.pk}")


def _by_mail(by: Actor, row: IssuedDocument, lines: Sequence[PlanLine]) -> None:
    """Put out the letters; they are completed with the files when they leave."""
    addresses = [(line.recipient, *one) for line in lines for one in line.reached.addresses]
    with override("vi"):
        subject = _("Văn bản số %(sign)s: %(title)s") % {"sign": row.sign, "title": row.title}
    _put_out(by, row, addresses, subject, completed_by=COMPLETED_BY)


def _put_out(
    by: Actor,
    row: IssuedDocument,
    addresses: Sequence[Address],
    subject: str,
    *,
    text: str = "",
    completed_by: str = "",
    occasion: str = "",
) -> None:
    if not addresses or not settings.NGHISU_SENDS_MAIL:
        return
    held = needs_release(mail_rule(by.tenant), [email for _one, _person, _name, email in addresses])
    more = {"completed_by": completed_by} if completed_by else {}
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload={
                    "to": email,
                    "name": name[:100],
                    "subject": subject[:200],
                    "text": text,
                    "language": "vi",
                    "recipient": one.pk,
                    **more,
                },
                key=f"issued-document {one.pk} {person} {occasion}".strip(),
                label=f"{subject} → {name}"[:300],
                bundle=bundle_of(row.pk) if completed_by else f"{bundle_of(row.pk)} {occasion}",
                held=held,
            )
            for one, person, name, email in addresses
        ],
    )


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many recipients were reminded now, and how many have neither account nor address."""

    reminded: int
    out_of_reach: int


@transaction.atomic
def remind_recipients(by: Actor, issued_id: int) -> Reminded:
    """Remind those who have not confirmed, each once a day: by notice who has an account, by mail whoever was sent it by
    mail and has none. Raises NotToBeSent for a cancelled document."""
    must(by, "dispatch.send")
    row = _locked(by, issued_id)
    if row.state != IssuedDocument.State.ISSUED:
        raise NotToBeSent(row)
    silent = list(recipients_of(by, row).exclude(came_to(DispatchStep.CONFIRMED)))
    day = clock.today().isoformat()
    reminded, beyond = _tell_all(
        by,
        row,
        silent,
        kind="reminder.dispatch",
        occasion=f"nhac-{day}",
        title=lambda: _("Xin xác nhận đã nhận văn bản %(sign)s") % {"sign": row.sign},
        body=lambda: row.title,
    )
    remember(by, "document.dispatch_reminded", row, after={"recipients_count": reminded})
    return Reminded(reminded, beyond)


def tell_cancelled(by: Actor, row: IssuedDocument) -> None:
    """Tell everybody a document was sent to that it was cancelled, once; a letter that waits to leave does not."""
    drop_unsent(by.committee_id, MAIL, bundle_of(row.pk), _("Văn bản đã hủy trước khi thư này được gửi."))
    rows = list(recipients_of(by, row))
    if rows:
        _tell_all(
            by,
            row,
            rows,
            kind="document.cancelled",
            occasion="huy",
            title=lambda: _("Văn bản %(sign)s đã hủy") % {"sign": row.sign},
            body=lambda: _("Lý do: %(why)s") % {"why": row.cancelled_why},
        )


def _tell_all(
    by: Actor,
    row: IssuedDocument,
    rows: Sequence[Recipient],
    *,
    kind: str,
    occasion: str,
    title: Callable[[], str],
    body: Callable[[], str],
) -> tuple[int, int]:
    """Tell the people behind recipients; returns how many recipients that reached, and how many it did not."""
    reached = reached_by(by, rows)
    mailed = set(
        Dispatch.objects.filter(recipient__in=[one.pk for one in rows], way=DispatchWay.MAIL).values_list(
            "recipient", flat=True
        )
    )
    people = {person for found in reached.values() for person in found.accounts}
    tell(
        by,
        people,
        kind,
        lambda: Said(title(), body()),
        url=_own_page(row),
        thing=row,
        key=f"{kind}:{row.pk}:{occasion}",
    )
    addresses, count = [], 0
    for one in rows:
        behind: Reached = reached[key_of(one)]
        written = [] if behind.accounts or one.pk not in mailed else list(behind.addresses)
        addresses += [(one, *each) for each in written]
        count += bool(behind.accounts or written)
    with override("vi"):
        subject, text = title(), f"{title()}\n\n{body()}\n"
    _put_out(by, row, addresses, subject, text=text, occasion=occasion)
    return count, len(rows) - count


def _own_page(row: IssuedDocument) -> str:
    return reverse("documents:sent_one", args=[row.pk])


def _locked(by: Actor, issued_id: int) -> IssuedDocument:
    rows = IssuedDocument.objects.select_for_update(of=("self",))
    row = rows.filter(committee=by.committee_id, pk=issued_id).order_by().first()
    if row is None:
        raise AccessRefused(str(issued_id))
    return row

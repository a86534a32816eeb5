"""A letter of invitation as mail: its words, the letter itself, the line for a calendar."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_scopes import scope

from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Undeliverable
from nghisu.invitations.commands.receipts import note_receipt
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, PersonalLink
from nghisu.invitations.queries.files import LETTER_NAME, letter_file
from nghisu.invitations.queries.meeting import calendar_of, meeting_lines
from nghisu.invitations.queries.numbers import READ_WITH, replaced_sign, sign_of
from nghisu.invitations.queries.originals import signed_original
from nghisu.notices.adapters.mail import Completion, Enclosure, completes, encloses
from nghisu.programme.commands.moving.telling import KINDS

CALENDAR_NAME = "lich-hop.ics"


@completes("invitation")
def complete_invitation(row: Outgoing) -> Completion:
    """The letter of one person. Raises Undeliverable for one who is not invited any more."""
    with scope(committee=row.committee_id), override("vi"):
        one = _letter(row)
        before = replaced_sign(one.mailing, one.version)
        parts = [
            _("Kính gửi đồng chí %(name)s,") % {"name": one.invitee.name},
            _("%(committee)s trân trọng gửi giấy mời kèm theo thư này.")
            % {"committee": one.mailing.committee.name},
            *(
                [_("Giấy mời này thay thế Giấy mời số %(number)s đã gửi trước đây.") % {"number": before}]
                if before and one.replaces_id is not None
                else []
            ),
        ]
        committee_id, delivery_id = row.committee_id, one.pk

        def sent() -> None:
            with scope(committee=committee_id):
                note_receipt(system_actor(committee_id), [delivery_id], Step.SENT, how="mail")

        return Completion(_text(one, parts), _enclosed(one), sent)


@completes("invitation-reminder")
def complete_reminder(row: Outgoing) -> Completion:
    """A reminder to one person who has no account, with the personal link; the letter goes with it where it went by mail
    before. Raises Undeliverable for one who is not invited any more."""
    with scope(committee=row.committee_id), override("vi"):
        one = _letter(row)
        sign = sign_of(one.mailing, one.version)
        parts = [
            _("Kính gửi đồng chí %(name)s,") % {"name": one.invitee.name},
            _("%(committee)s đã gửi đồng chí Giấy mời số %(sign)s và chưa nhận được trả lời.")
            % {"committee": one.mailing.committee.name, "sign": sign},
        ]
        return Completion(_text(one, parts), _enclosed(one))


def _letter(row: Outgoing) -> Delivery:
    """The letter that a row of the outbox is about, as it stands when the row leaves."""
    rows = Delivery.objects.filter(pk=row.payload["delivery"], committee=row.committee_id)
    read = [f"mailing__{name}" for name in (*READ_WITH, "original", "original_of_board")]
    one = rows.select_related("invitee", "mailing__conference__entry__room", *read).first()
    if one is None or one.invitee.removed_at is not None:
        raise Undeliverable("no longer invited")
    if one.replaced_at is not None:
        raise Undeliverable("another letter replaced it")
    if one.line is not None and one.line.state == IssuedDocument.State.CANCELLED:
        raise Undeliverable("its number was cancelled")
    return one


def _text(one: Delivery, parts: Sequence[str]) -> str:
    """What a letter by mail says: `parts`, then what one must know to come, who signed, where one answers."""
    said = [*parts, "\n".join(meeting_lines(one.mailing.conference.entry))]
    signed = signed_original(one)
    if signed is not None:
        said.append(_signed(sign_of(one.mailing, one.version), signed))
    link = PersonalLink.objects.filter(invitee=one.invitee, revoked_at=None).first()
    if link is not None:
        said.append(
            _(
                "Xác nhận đã nhận, báo dự họp hoặc báo vắng, cử người dự thay tại đường dẫn riêng của đồng chí, "
                "không cần tài khoản:\n%(address)s\nXin không chuyển đường dẫn này cho người khác."
            )
            % {"address": address_of_nonce(link.nonce)}
        )
    said.append("-- \n" + _("Thư do hệ thống Nghị Sự gửi tự động, xin đừng trả lời thư này."))
    return "\n\n".join(said) + "\n"


def _enclosed(one: Delivery) -> list[Enclosure]:
    """The line for the calendar, and the letter where it goes by mail."""
    line = calendar_of(one.mailing.conference.entry, one.invitee_id)
    letter = [Enclosure(LETTER_NAME, letter_file(one), "application/pdf")] if one.way == Way.MAIL else []
    return [*letter, Enclosure(CALENDAR_NAME, line, "text/calendar")]


def _signed(sign: str, one: DocumentFile) -> str:
    """That the original is signed, by whom and when."""
    if one.role == FileRole.SCAN:
        who = one.issued.signer_name if one.issued is not None else ""
        said = _("Bản gốc Giấy mời số %(sign)s do %(who)s ký trên giấy; bản chụp tải được ở trang giấy mời.")
        return said % {"sign": sign, "who": who}
    at = f"{clock.local(one.signed_at):%H:%M %d/%m/%Y}" if one.signed_at else _("không rõ lúc nào")
    said = _("Bản gốc Giấy mời số %(sign)s do %(who)s ký số lúc %(at)s; tải được ở trang giấy mời.")
    return said % {"sign": sign, "who": one.signed_by, "at": at}


MOVED = frozenset({*KINDS.values(), ""})
"""Notices of a conference that stands otherwise, whatever the act; a letter of this app's own names none."""


@encloses
def changed_calendar(row: Outgoing) -> Sequence[Enclosure]:
    """The changed line for the calendar, with a letter that tells somebody invited of a move."""
    said = row.payload
    table, _colon, pk = str(said.get("about", "")).partition(":")
    if table != "programme.entry" or not pk.isdecimal() or said.get("kind", "") not in MOVED:
        return ()
    with scope(committee=row.committee_id):
        rows = Delivery.objects.filter(
            committee=row.committee_id,
            mailing__conference__entry=int(pk),
            replaced_at=None,
            invitee__removed_at=None,
        )
        if "invitee" in said:
            rows = rows.filter(invitee=said["invitee"])
        else:
            rows = rows.filter(invitee__person=int(said.get("person") or 0))
        one = rows.select_related("mailing__conference__entry__room").first()
        if one is None:
            return ()
        return [
            Enclosure(
                CALENDAR_NAME, calendar_of(one.mailing.conference.entry, one.invitee_id), "text/calendar"
            )
        ]

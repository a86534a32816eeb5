"""A number of letters that was cancelled in the register: nothing leaves under it, and whoever has one is told."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.documents.models import IssuedDocument
from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import Item, drop_unsent, put_out_each
from nghisu.invitations.enums import Version
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.originals import cancelled_lines, lines_of_register, written_under
from nghisu.invitations.queries.reached import reached_by
from nghisu.invitations.refusals import LettersNotReady
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands import Said, tell
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule
from nghisu.programme.models import Entry


def must_stand(mailing: Mailing) -> None:
    """Raise LettersNotReady where a number of letters was cancelled. Their lines are held until the act is done, so that
    nobody cancels one meanwhile."""
    lines = list(lines_of_register(mailing).values())
    rows = IssuedDocument.objects.select_for_update(of=("self",)).filter(pk__in=lines).order_by("pk")
    list(rows.values_list("pk", flat=True))
    for line in cancelled_lines(mailing).values():
        raise LettersNotReady(
            _(
                "Số %(sign)s đã hủy ở sổ văn bản đi (%(why)s), nên không gửi giấy mời nào dưới số này nữa. Hãy soạn giấy "
                "mời thay thế: mọi người trong danh sách nhận giấy mới dưới số mới."
            )
            % {"sign": line.sign, "why": line.cancelled_why}
        )


def tell_cancelled(by: Actor, line: IssuedDocument) -> None:
    """A line of the register was cancelled: where letters bear its number, those that wait to leave stay here, and
    whoever has one that counts is told, once."""
    mailing = (
        Mailing.objects.filter(
            Q(original=line) | Q(original_of_board=line), committee=by.committee_id, issued_at__isnull=False
        )
        .select_related("conference__entry")
        .first()
    )
    if mailing is None:
        return
    version = Version.OFFICE if mailing.original_id == line.pk else Version.BOARD
    letters = list(written_under(mailing, [version]))
    here = set(_drop(by, mailing, letters))
    found = reached_by(one for one in letters if one.pk not in here)
    entry = mailing.conference.entry

    def said() -> Said:
        return _said(entry, line)

    tell(
        by,
        found.people,
        "conference.letter_cancelled",
        said,
        url=reverse("invitations:own_list"),
        thing=entry,
        key=f"letter-cancelled:{line.pk}",
    )
    _write(by, line, found.by_mail, entry)


def _drop(by: Actor, mailing: Mailing, letters: list[Delivery]) -> list[int]:
    """Keep here what waits to be sent of some letters; returns which nobody was sent."""
    why = _("Số của giấy mời đã hủy trước khi thư này được gửi.")
    keys = {f"invitation {one.pk}": one.pk for one in letters}
    return [
        keys[key] for key in drop_unsent(by.committee_id, MAIL, f"invitation {mailing.pk}", why, keys=keys)
    ]


def _said(entry: Entry, line: IssuedDocument) -> Said:
    parts = [_("Lý do: %(why)s.") % {"why": line.cancelled_why.rstrip(".")}]
    if entry.is_held:
        parts.append(_("Lịch hội nghị không đổi vì việc này; văn phòng sẽ gửi giấy mời khác."))
    title = _("Giấy mời số %(sign)s đã hủy: %(title)s") % {"sign": line.sign, "title": entry.title}
    return Said(title, " ".join(parts))


def _write(by: Actor, line: IssuedDocument, rows: list[Delivery], entry: Entry) -> None:
    if not rows or not settings.NGHISU_SENDS_MAIL:
        return
    with override("vi"):
        said = _said(entry, line)
        held = needs_release(mail_rule(by.tenant), [one.invitee.email for one in rows])
        items = [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": said.title[:200],
                    "text": "\n\n".join(
                        [_("Kính gửi đồng chí %(name)s,") % {"name": one.invitee.name}, said.title, said.body]
                    )
                    + "\n",
                    "language": "vi",
                },
                key=f"letter-cancelled {one.pk}",
                label=f"{said.title} → {one.invitee.name}"[:300],
                bundle=f"letter-cancelled {line.pk}",
                held=held,
            )
            for one in rows
        ]
    put_out_each(by, MAIL, items)

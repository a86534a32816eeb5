"""Telling those who were invited that the conference stands otherwise: each once, by the way their letter went."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.invitations.enums import Way
from nghisu.invitations.models import Delivery
from nghisu.invitations.queries.originals import FREE
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule
from nghisu.programme.commands.moving.telling import said_of
from nghisu.programme.models import Entry, Move


def tell_of_move(by: Actor, entry: Entry, move: Move) -> int:
    """Write to the guests who are not in the directory and whose letter went by mail, with their calendar line changed;
    those in the directory are told by the programme, in the same act. Returns to how many."""
    if not settings.NGHISU_SENDS_MAIL:
        return 0
    rows = list(
        Delivery.objects.filter(
            FREE | Q(replaces__isnull=False),  # whose letter waits for a signature was told nothing yet
            committee=by.committee_id,
            mailing__conference__entry=entry,
            way=Way.MAIL,
            invitee__person=None,
            replaced_at=None,
            invitee__removed_at=None,
        )
        .exclude(invitee__email="")
        .select_related("invitee")
    )
    if not rows:
        return 0
    said = said_of(entry, move, [])
    held = needs_release(mail_rule(by.tenant), [one.invitee.email for one in rows])
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": said.title[:200],
                    "text": "\n\n".join(
                        [
                            _("Kính gửi đồng chí %(name)s,") % {"name": one.invitee.name},
                            said.title,
                            said.body,
                            _("Giấy mời và trả lời trước đây vẫn được lưu. Lịch kèm thư này đã được sửa."),
                        ]
                    )
                    + "\n",
                    "language": "vi",
                    "about": f"programme.entry:{entry.pk}",
                    "invitee": one.invitee_id,
                },
                key=f"invitation-move {move.pk} {one.pk}",
                label=f"{said.title} → {one.invitee.name}"[:300],
                bundle=f"invitation-move {move.pk}",
                held=held,
            )
            for one in rows
        ],
    )
    return len(rows)

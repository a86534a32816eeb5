"""An issued document as mail: its words and its files, as they are when the letter leaves."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_scopes import scope

from nghisu.documents.commands.dispatch_receipts import note_dispatch
from nghisu.documents.commands.dispatching import COMPLETED_BY
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.models import IssuedDocument, Recipient
from nghisu.documents.queries.reaching import files_to_send
from nghisu.foundation.actors import system_actor
from nghisu.foundation.files import file_path
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Undeliverable
from nghisu.notices.adapters.mail import Completion, Enclosure, completes


@completes(COMPLETED_BY)
def complete_issued(row: Outgoing) -> Completion:
    """The letter to one recipient. Raises Undeliverable for a document that was cancelled meanwhile."""
    with scope(committee=row.committee_id), override("vi"):
        rows = Recipient.objects.filter(pk=row.payload["recipient"], committee=row.committee_id)
        one = rows.select_related("issued__issuer").first()
        if one is None or one.issued.state != IssuedDocument.State.ISSUED:
            raise Undeliverable("cancelled")
        issued = one.issued
        address = settings.NGHISU_ADDRESS + reverse("documents:sent_one", args=[issued.pk])
        parts = [
            _("Kính gửi %(name)s,") % {"name": one.name},
            _("%(issuer)s gửi Văn bản số %(sign)s ngày %(day)s: %(title)s.")
            % {
                "issuer": issued.issuer.name,
                "sign": issued.sign,
                "day": f"{issued.issued_on:%d/%m/%Y}",
                "title": issued.title.rstrip("."),
            },
            _("Văn bản kèm theo thư này. Có tài khoản Nghị Sự thì xin xác nhận đã nhận tại:\n%(address)s")
            % {"address": address},
            "-- \n" + _("Thư do hệ thống Nghị Sự gửi tự động, xin đừng trả lời thư này."),
        ]
        committee_id, recipient_id = row.committee_id, one.pk

        def sent() -> None:
            with scope(committee=committee_id):
                by = system_actor(committee_id)
                note_dispatch(by, [recipient_id], DispatchStep.SENT, ways={DispatchWay.MAIL.value})

        return Completion(
            text="\n\n".join(parts) + "\n",
            enclosed=[
                Enclosure(kept.file.name, file_path(kept.file).read_bytes(), kept.file.media_type)
                for kept in files_to_send(issued)
            ],
            sent=sent,
        )

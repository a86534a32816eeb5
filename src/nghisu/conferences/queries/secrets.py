"""What the register of secret documents says of conferences: how many copies are out; nothing is closed over one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.standing import gates_of
from nghisu.documents.queries.secrets import handed_out, open_copies
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry

ABOUT = "conference"
"""Under this kind the register knows conferences."""
RECALLED = "secret-recalled"


def count_open(actor: Actor, entry: Entry) -> int:
    """How many copies are still to be recalled, for those who see the register."""
    if not may(actor, "secret.view"):
        return 0
    conference = Conference.objects.filter(committee=actor.committee_id, entry=entry).first()
    return open_copies(actor, (ABOUT, conference.pk)).count() if conference is not None else 0


@asks("archived")
def all_copies_are_back(by: Actor, conference: Conference) -> Iterable[Missing]:
    """A copy that is still out keeps the dossier open (5609 I/III/2.1/b2, II/III/2.2/b1). Where the rulebook has no such
    gate it does so all the same: the law on state secrets binds every office, and nobody passes it over."""
    out = open_copies(by, (ABOUT, conference.pk)).count()
    if out:
        last = handed_out(by, (ABOUT, conference.pk)).aggregate(last=Max("pk"))["last"]
        yield Missing(
            RECALLED if RECALLED in gates_of(conference.entry) else "",
            f"copies-handed-out-to-{last}",  # who passes these over has not passed over what is handed out later
            _("Còn %(count)s bản tài liệu mật chưa thu hồi") % {"count": out},
            reverse("conferences:secrets", args=[conference.entry_id]),
            _("Xem danh sách thu hồi"),
        )

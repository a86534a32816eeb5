"""Who is invited, for the programme to tell them of a move with everybody else, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from nghisu.invitations.models import Delivery
from nghisu.invitations.queries.originals import let_go
from nghisu.programme.further_people import also_concerns


@also_concerns("invited", lambda: gettext("Đã được gửi giấy mời"))
def invited_people(committee_id: int, entry_ids: Sequence[int]) -> Iterable[int]:
    """The people of the directory who were sent a letter; guests who are not in it are written to by this app."""
    rows = Delivery.objects.filter(
        committee=committee_id,
        mailing__conference__entry__in=list(entry_ids),
        invitee__removed_at=None,
        invitee__person__isnull=False,
    )
    return set(let_go(rows).values_list("invitee__person_id", flat=True))

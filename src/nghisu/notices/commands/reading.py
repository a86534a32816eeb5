"""A person's own marks on the own notices. They say nothing to anybody else and are not remembered in the trail."""

from __future__ import annotations

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.notices.queries.inbox import InboxFilter, own_notices


@transaction.atomic
def mark_read(by: Actor, notice_id: int, read: bool = True) -> Notice:
    """Mark one of the actor's notices as read, or as unread again. Raises AccessRefused for one of somebody else."""
    must(by, "notices.own")
    notice = own_notices(by).filter(pk=notice_id).first()
    if notice is None:
        raise AccessRefused(str(notice_id))
    if (notice.read_at is not None) is not read:
        notice.read_at = clock.now() if read else None
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(by: Actor, wanted: InboxFilter, until_id: int) -> int:
    """Mark the actor's notices that the filter shows as read, up to the latest that the person saw; what came since
    stays unread. Returns how many there were."""
    must(by, "notices.own")
    return own_notices(by, wanted).filter(read_at=None, pk__lte=until_id).update(read_at=clock.now())

"""Who is not invited any more, and whoever was to come in their place."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember, remember_each
from nghisu.invitations.enums import Agreed, Standing
from nghisu.invitations.models import Invitee, Substitution


def take_off(by: Actor, rows: Sequence[Invitee], why: str) -> None:
    """Mark people as no longer invited; nobody comes in their place any more. Who may read the pack follows from the
    list: `keep_pack_readers` is for the command that calls this, once it is done."""
    if not rows:
        return
    now = clock.now()
    Invitee.objects.filter(pk__in=[one.pk for one in rows]).update(
        removed_at=now, removed_by_name=by.name, removed_why=why.strip()[:500]
    )
    remember_each(by, "invitee.removed", [Act(one, after={"why": why.strip()}) for one in rows])
    withdraw_substitutes(by, rows, _("Người được dự thay không còn được mời"))


def withdraw_substitutes(by: Actor, rows: Sequence[Invitee], why: str) -> bool:
    """Nobody comes in the place of these any more; who was invited for it is taken off the list. Returns whether anybody
    was."""
    ended = list(
        Substitution.objects.filter(
            committee=by.committee_id, invitee__in=rows, state__in=[Agreed.ASKED, Agreed.AGREED]
        ).select_related("substitute")
    )
    for row in ended:
        row.state = Agreed.WITHDRAWN
        row.save(update_fields=["state"])
        remember(by, "substitute.withdrawn", row)
    made = [
        row.substitute
        for row in ended
        if row.substitute is not None
        and row.substitute.removed_at is None
        and row.substitute.standing == Standing.SUBSTITUTE
    ]
    take_off(by, made, why)
    return bool(made)

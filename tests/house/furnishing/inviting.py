"""Who is invited to a conference of the furnished committee."""

from __future__ import annotations

from nghisu.foundation.actors import Actor
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.groups import add_to_group, save_group
from nghisu.invitations.models import GroupLine, Invitee, SavedGroup
from nghisu.programme.models import Entry
from tests.factories import Ground


def an_invitee(ground: Ground, by: Actor, entry: Entry) -> Invitee:
    """A guest, typed in."""
    choose(
        by,
        entry,
        Choice(
            source="guest",
            standing="guest",
            guest_name=f"Khách {ground.mark}",
            guest_title=f"Vụ trưởng {ground.mark}",
            guest_organisation=f"Vụ {ground.mark}",
            guest_email="khach@example.vn",
            guest_level="central",
        ),
    )
    return Invitee.objects.get(conference__entry=entry, name=f"Khách {ground.mark}")


def a_group(ground: Ground, by: Actor) -> tuple[SavedGroup, GroupLine]:
    """A saved group of one line."""
    group = save_group(by, f"Nhóm {ground.mark}", f"Ghi chú {ground.mark}")
    return group, add_to_group(by, group.pk, Choice(source="unit", organisation_id=ground.office.pk))

"""What the accounts do when something happened below them."""

from __future__ import annotations

from nghisu.accounts.commands.setting_up import give_first_roles
from nghisu.accounts.events import RoleGiven
from nghisu.accounts.usual_roles import usual_roles
from nghisu.directory.events import PositionsImported
from nghisu.directory.models import Position
from nghisu.foundation.events import hears, publish


@hears(PositionsImported)
def give_usual_roles(event: PositionsImported) -> None:
    """Positions that came in with a file get the roles that the preview said: of a unit for the unit, of a body for the
    committee."""
    rows = Position.objects.filter(committee=event.by.committee_id, pk__in=event.position_ids).order_by("id")
    for position in rows:
        roles = usual_roles(position.title)
        if roles:
            give_first_roles(event.by, position, roles, position.organisation_id)
            for role in roles:
                publish(RoleGiven(by=event.by, position=position, role=role, since=position.since))

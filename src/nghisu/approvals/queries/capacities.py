from __future__ import annotations

from datetime import date

from nghisu.accounts.queries import powers_lent_to
from nghisu.approvals.policy import Capacity
from nghisu.foundation.actors import Actor


def capacities_of(by: Actor, on: date) -> list[Capacity]:
    """In whose names the actor may decide on a day: the own first, then of those who delegated to the actor."""
    if by.person_id is None or by.committee_id is None:
        return []
    lent = powers_lent_to(by, on)
    return [
        Capacity(by.person_id, by.name, by.grants),
        *(Capacity(one.delegator_id, one.delegator_name, one.grants, one.kinds) for one in lent),
    ]

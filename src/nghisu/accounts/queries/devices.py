from __future__ import annotations

from collections.abc import Sequence

from django_scopes import scope, scopes_disabled

from nghisu.accounts.bindings import Bound, bound_thing
from nghisu.accounts.models import Device
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.secrets import digest_of


def devices_of(by: Actor, thing_kind: str, thing_id: int) -> Sequence[Device]:
    """The devices bound to a thing of the actor's committee that were not revoked."""
    rows = Device.objects.filter(
        committee=by.committee_id, thing_kind=thing_kind, thing_id=str(thing_id), revoked_at=None
    )
    return list(rows)


def device_by_token(token: str) -> tuple[Device, Bound] | None:
    """The device that shows a token, and its thing as it is now; None when it is revoked or its thing is over."""
    if not token:
        return None
    with scopes_disabled():  # the token itself says whose committee's scope is to be opened
        device = (
            Device.objects.select_related("committee")
            .filter(token_digest=digest_of(token), revoked_at=None)
            .first()
        )
    if device is None:
        return None
    with scope(committee=device.committee):
        bound = bound_thing(device.committee_id, device.thing_kind, device.thing_id)
    return (device, bound) if bound is not None and clock.now() < bound.ends_at else None

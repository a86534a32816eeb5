from __future__ import annotations

from nghisu.accounts.models import User
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused


def own_account(by: Actor, *, lock: bool = False) -> User:
    """The account the actor signed in with, locked until the transaction ends if it is to be changed."""
    if by.user_id is None:
        raise AccessRefused("nobody is signed in")
    users = User.objects.select_for_update(of=("self",)) if lock else User.objects.all()
    return users.select_related("person").get(pk=by.user_id)

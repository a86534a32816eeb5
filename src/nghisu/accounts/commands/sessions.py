from __future__ import annotations

from django.db import transaction

from nghisu.accounts.commands.tries import label_of
from nghisu.accounts.models import Session, User
from nghisu.accounts.queries import own_account
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def end_own_session(by: Actor, name: str) -> None:
    """End one of the actor's own sessions: its next request is that of a stranger. Raises AccessRefused for one that
    is not the actor's, or that ended already."""
    must(by, "account.own")
    user = own_account(by)
    row = Session.objects.filter(user=user, name=name).defer("session_data").first() if name else None
    if row is None:
        raise AccessRefused("no such session of this account")
    remember(by, "session.ended", user, before={"browser": row.browser}, label=label_of(user))
    row.delete()


@transaction.atomic
def end_other_sessions(by: Actor, kept_key: str | None) -> int:
    """End all sessions of the actor's own account but the one at hand. Returns how many there were."""
    must(by, "account.own")
    user = own_account(by)
    count = drop_sessions(user, kept_key)
    if count:
        remember(by, "session.others_ended", user, before={"sessions": count}, label=label_of(user))
    return count


def drop_sessions(user: User, kept_key: str | None = None) -> int:
    """End the sessions of an account, as a part of a command that may. Returns how many there were."""
    rows = Session.objects.filter(user=user)
    if kept_key:
        rows = rows.exclude(session_key=kept_key)
    return rows.delete()[0]

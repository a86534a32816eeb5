"""What opens something in a person's name without a session: it ends with what it was made from."""

from __future__ import annotations

from dataclasses import replace

from django_scopes import scopes_disabled

from nghisu.accounts.commands.api_tokens import end_token
from nghisu.accounts.commands.sessions import drop_sessions
from nghisu.accounts.events import KeysRevoked
from nghisu.accounts.models import ApiToken, User
from nghisu.foundation.actors import Actor
from nghisu.foundation.events import publish


def revoke_all(by: Actor, user: User) -> None:
    """End all that acts or reads in the name of an account, as a part of a command that may: its sessions, its API
    tokens in every committee, and what the storeys above handed out (calendar addresses). Whoever had the account may
    have made them, so they do not outlive a reset or a lock, and do not come back when the account is opened again."""
    drop_sessions(user)
    with scopes_disabled():  # a person may have made tokens in several committees
        for token in ApiToken.objects.select_for_update(of=("self",)).filter(user=user, revoked_at=None):
            end_token(replace(by, committee_id=token.committee_id), token)  # each committee's trail says it
        publish(KeysRevoked(by=by, user_id=user.pk))

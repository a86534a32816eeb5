"""Tokens for tests: made by the command where the role may, put into the table where it may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from nghisu.accounts.models import ApiToken
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.secrets import digest_of, new_secret
from tests.factories import Ground


def make_token_for(ground: Ground, role: Role, scopes: Sequence[str], days: int = 30) -> str:
    """A token of the account with this role alone, in the ground's committee. Returns the secret."""
    return make_token(ground, ground.user(role).pk, scopes, days)


def make_token(ground: Ground, user_id: int, scopes: Sequence[str], days: int = 30) -> str:
    """A token of an account in the ground's committee. Returns the secret."""
    secret = new_secret("nghisu_")
    now = clock.server_now()
    ApiToken.objects.create(
        committee=ground.committee,
        user_id=user_id,
        name=f"Phần mềm thử {ground.mark}",
        lead=secret[:13],
        digest=digest_of(secret),
        scopes=list(scopes),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return secret

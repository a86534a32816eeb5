from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from nghisu.accounts.models import ApiToken
from nghisu.accounts.queries import own_account
from nghisu.accounts.refusals import ScopeUnknown
from nghisu.accounts.scopes import SCOPES
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.secrets import digest_of, new_secret

LEAD = "nghisu_"
SHOWN = len(LEAD) + 6
LONGEST_DAYS = 366


@transaction.atomic
def make_token(by: Actor, name: str, scopes: Iterable[str], days: int) -> tuple[ApiToken, str]:
    """A token for the actor's own work in this committee, and the secret itself, which nobody can read again.

    Raises ScopeUnknown for no scope or one there is not; ValueError for a time of less than a day or more than a year.
    """
    must(by, "token.own")
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(SCOPES):
        raise ScopeUnknown
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError("a token lives from a day to a year")
    secret = new_secret(LEAD)
    now = clock.server_now()
    token = ApiToken.objects.create(
        committee_id=by.tenant,
        user=own_account(by),
        name=name,
        search_text=fold(name),
        lead=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=wanted,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    remember(
        by,
        "token.made",
        token,
        after={"name": name, "scopes": wanted, "lead": token.lead, "expires_at": token.expires_at},
    )
    return token, secret


@transaction.atomic
def revoke_token(by: Actor, token_id: int) -> ApiToken:
    """End a token at once: one's own, or any of the committee for who looks after them. Twice is once."""
    token = (
        ApiToken.objects.select_for_update().filter(committee=by.committee_id, pk=token_id).order_by().first()
    )
    if token is None:
        raise AccessRefused(str(token_id))
    must(by, "token.own" if token.user_id == by.user_id else "token.manage")
    if token.revoked_at is None:
        end_token(by, token)
    return token


def end_token(by: Actor, token: ApiToken) -> None:
    """A token opens nothing any more, as a part of a command that may."""
    token.revoked_at = clock.server_now()
    token.revoked_by_name = by.name
    token.save(update_fields=["revoked_at", "revoked_by_name"])
    remember(by, "token.revoked", token, after={"lead": token.lead})

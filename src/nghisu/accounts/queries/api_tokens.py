from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from nghisu.accounts.models import ApiToken
from nghisu.accounts.queries.actors import actor_for, is_open, stations_of
from nghisu.accounts.scopes import SCOPE_NAMES, actions_of
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.foundation.secrets import digest_of

NOTED_EVERY = timedelta(minutes=1)
"""A token's last use is written at most this often, so that reading writes nothing."""


@dataclass(frozen=True, slots=True)
class TokenBearer:
    """Who stands behind a token now."""

    token: ApiToken
    actor: Actor
    committee: Committee


def bearer_of(secret: str) -> TokenBearer | None:
    """Who acts with a token: its person, in its one committee, held to its scopes.

    None for a token that is unknown, over or revoked, of a closed account, or of a person who serves in the token's
    committee no more, in whichever others they may serve.
    """
    with scopes_disabled():  # the token itself says whose committee's scope is to be opened
        token = (
            ApiToken.objects.select_related("user__person", "committee")
            .filter(digest=digest_of(secret))
            .first()
        )
    if token is None or not token.is_valid(clock.server_now()) or not is_open(token.user):
        return None
    on = clock.today()
    stations = stations_of(token.user, on)
    if token.committee_id not in stations:
        return None
    actor = actor_for(token.user, token.committee_id, on, stations)
    return TokenBearer(token, replace(actor, only=actions_of(token.scopes)), token.committee)


def note_used(token: ApiToken) -> None:
    """Write down that a token is in use, now and then. No act of a person, so nothing is remembered of it."""
    now = clock.server_now()
    if token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY:
        with scopes_disabled():
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def own_tokens(by: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens in this committee, the latest first."""
    must(by, "token.own")
    return ApiToken.objects.filter(committee=by.committee_id, user=by.user_id).select_related("user__person")


def tokens_of_committee(by: Actor, words: str = "", valid_only: bool = False) -> QuerySet[ApiToken]:
    """The tokens of the committee with their people, the latest first: those whose name or person holds every word
    typed, and of these, if so asked, only those that still open something."""
    must(by, "token.manage")
    rows = ApiToken.objects.filter(committee=by.committee_id).select_related("user__person")
    for word in fold(words).split():
        rows = rows.filter(Q(search_text__contains=word) | Q(user__person__search_text__contains=word))
    if valid_only:
        rows = rows.filter(revoked_at=None, expires_at__gt=clock.server_now())
    return rows


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as a page shows it at an instant of the server. `state` is `done` (it works), `late` (over) or `none`
    (revoked), as badges are called."""

    token: ApiToken
    person: str
    scopes: list[str]
    state: str
    word: str

    @property
    def is_valid(self) -> bool:
        return self.state == "done"


def token_lines(rows: Iterable[ApiToken], at: datetime) -> list[TokenLine]:
    """Tokens with their words, in the order given."""
    return [_line(row, at) for row in rows]


def _line(row: ApiToken, at: datetime) -> TokenLine:
    if row.revoked_at is not None:
        state, word = "none", _("Đã thu hồi")
    elif at >= row.expires_at:
        state, word = "late", _("Hết hạn")
    else:
        state, word = "done", _("Còn hiệu lực")
    person = row.user.person
    return TokenLine(
        token=row,
        person=person.full_name if person is not None else row.user.username,
        scopes=[str(SCOPE_NAMES[scope]) for scope in row.scopes if scope in SCOPE_NAMES],
        state=state,
        word=word,
    )

"""What a new committee begins with: the roles of its first positions, the account of its administrator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nghisu.accounts.models import PositionRole, User
from nghisu.accounts.refusals import AccountThere, PasswordRefused
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Person, Position
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

FIRST_DAYS = 365
"""Days for which a committee's very first password opens: nobody else could hand out another."""


@transaction.atomic
def give_first_roles(
    by: Actor, position: Position, roles: Sequence[Role], organisation_id: int | None = None
) -> list[PositionRole]:
    """Have roles come with a position for as long as it stands, held for a unit or for the whole committee."""
    must(by, "directory.edit")
    made = [
        PositionRole.objects.create(
            committee_id=by.tenant,
            position=position,
            role=role,
            organisation_id=organisation_id,
            since=position.since,
        )
        for role in roles
    ]
    if made:
        remember(by, "position.roles_given", position, after={"roles": [role.value for role in roles]})
    return made


@transaction.atomic
def open_first_account(by: Actor, full_name: str, username: str, password: str) -> User:
    """The account of a new committee's administrator, whose person is not in the directory yet: `join_own_person` says
    which it is. The first account of an installation administers it, too. Done by the system alone, at its command line.
    The password is one that was handed out: nothing else opens before the own one is set.

    Raises AccountThere for a name that is taken, PasswordRefused for a password that is easy to guess.
    """
    if by.user_id is not None:
        raise AccessRefused("the first account of a committee is opened at the command line")
    name = fold(username)
    if User.objects.filter(username=name).exists():
        raise AccountThere(name)
    try:
        validate_password(password, User(username=name, person=Person(full_name=full_name)))
    except ValidationError as problem:
        raise PasswordRefused(" ".join(problem.messages), field="new") from problem
    first = not User.objects.filter(is_installation_administrator=True, is_active=True).exists()
    user = User.objects.create_user(
        name,
        password,
        is_installation_administrator=first,
        start_password_until=clock.server_now() + timedelta(days=FIRST_DAYS),
    )
    remember(by, "account.created", user, after={"username": name}, label=full_name)
    return user


@transaction.atomic
def join_own_person(by: Actor, person_id: int) -> User:
    """Say which person of the directory the actor's own account belongs to, where it belongs to none yet."""
    user = User.objects.select_for_update().get(pk=by.user_id or 0)
    if user.person_id is not None:
        raise AccessRefused("the account has its person")
    user.person_id = person_id
    user.save(update_fields=["person"])
    return user

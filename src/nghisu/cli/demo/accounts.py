"""The demonstration's accounts: one for each persona, with the roles that its positions carry."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from nghisu.accounts.demonstration import DEMO_PASSWORD
from nghisu.accounts.models import PositionRole, User
from nghisu.cli.demo.blueprint import COMMITTEES, Blueprint, read_accounts, read_blueprint
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, Organisation, Position
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee

BATCH = 400


class DemoAccountMismatch(Exception):
    """An account of the demonstration would not hold the roles its persona stands for."""


def build_accounts() -> int:
    """Roles on the positions of the demonstration, one account for each persona. Returns how many were made.

    Raises DemoAccountMismatch when an account would not hold the roles its persona stands for.
    """
    if User.objects.filter(username__in=[account.username for account in read_accounts()]).exists():
        return 0
    hashed = make_password(DEMO_PASSWORD)  # once for all: hashing takes its time on purpose
    with transaction.atomic():
        for code in COMMITTEES:
            _build_roles(Committee.objects.get(code=code), read_blueprint(code))
        for account in read_accounts():
            committee = Committee.objects.get(code=account.committee)
            with scope(committee=committee):
                held = Appointment.objects.filter(position__code=account.position, until=None)
                person = held.select_related("person").order_by("id")[account.nth - 1].person
                roles = set(
                    PositionRole.objects.filter(
                        position__appointments__person=person, position__appointments__until=None
                    ).values_list("role", flat=True)
                )
            if roles != set(account.roles):
                raise DemoAccountMismatch(f"{account.username}: {sorted(roles)} ≠ {sorted(account.roles)}")
            User.objects.create_user(
                account.username,
                hashed=hashed,
                person=person,
                persona=account.persona,
                is_installation_administrator=Role.INSTALLATION_ADMINISTRATOR in account.roles,
            )
            with scope(committee=committee):
                remember(
                    system_actor(committee.pk),
                    "account.created",
                    person,
                    after={"username": account.username, "roles": sorted(roles)},
                )
    return len(read_accounts())


def _build_roles(committee: Committee, blueprint: Blueprint) -> None:
    with scope(committee=committee):
        positions = {position.code: position for position in Position.objects.all()}
        organisations = {organisation.code: organisation for organisation in Organisation.objects.all()}
        PositionRole.objects.bulk_create(
            [
                PositionRole(
                    committee=committee,
                    position=positions[code],
                    role=Role(role),
                    organisation=organisations[unit] if unit else None,
                    since=positions[code].since,
                )
                for code, (roles, unit) in blueprint.roles.items()
                for role in roles
            ],
            batch_size=BATCH,
        )

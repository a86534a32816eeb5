from __future__ import annotations

from datetime import date

from django_scopes import scopes_disabled

from nghisu.accounts.models import SignInPolicy, User
from nghisu.accounts.queries.actors import stations_of
from nghisu.accounts.queries.factors import factors_of
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor

STAFF = (
    Role.COMMITTEE_ADMINISTRATOR,
    Role.OFFICE_SPECIALIST,
    Role.OFFICE_CHIEF,
    Role.STANDING_BOARD_MEMBER,
    Role.SECRETARY,
    Role.CLERK,
    Role.CONTENT_OFFICER,
    Role.CONTENT_HEAD,
    Role.APPRAISER,
    Role.FOLLOW_UP_OFFICER,
    Role.OTHER_OFFICE_OFFICER,
    Role.ARCHIVIST,
    Role.AUDITOR,
)
"""Those who work with the system at a desk; a committee chooses among all roles, and begins with these."""


def sign_in_policy_of(by: Actor) -> SignInPolicy | None:
    """What the actor's committee asks of those who sign in; None where it asks for nothing yet."""
    return SignInPolicy.objects.filter(committee=by.committee_id).first()


def lacks_second_factor(user: User, on: date) -> bool:
    """Whether one of the committees served asks a second step of this person, who has none."""
    stations = stations_of(user, on)
    with (
        scopes_disabled()
    ):  # asked before the committee to work in is known: the person's own committees decide
        asking = SignInPolicy.objects.filter(committee__in=stations, second_factor_since__lte=on)
        asked = any(
            {grant.role.value for grant in stations[policy.committee_id].grants} & set(policy.roles)
            for policy in asking
        )
    return asked and not factors_of(user).any

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nghisu.accounts.models import SignInPolicy
from nghisu.core.people.roles import Role
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@transaction.atomic
def set_sign_in_policy(by: Actor, second_factor_since: date | None, roles: Sequence[Role]) -> SignInPolicy:
    """From a day on, ask a second step of those who hold one of the roles; without a day, of nobody.

    It holds from the next sign-in: whoever is at work goes on until the session ends.
    """
    must(by, "sign_in_policy.edit")
    policy, _made = SignInPolicy.objects.select_for_update().get_or_create(committee_id=by.tenant)
    before = {"second_factor_since": policy.second_factor_since, "roles": sorted(policy.roles)}
    policy.second_factor_since = second_factor_since
    policy.roles = sorted({role.value for role in roles})
    policy.save()
    after = {"second_factor_since": second_factor_since, "roles": policy.roles}
    remember(by, "sign_in_policy.set", policy, before=before, after=after)
    return policy

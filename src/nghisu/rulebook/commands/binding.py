from __future__ import annotations

from datetime import date

from django.db import transaction

from nghisu.core.law import load_rulebook
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.rulebook.models import Binding


@transaction.atomic
def bind_committee(by: Actor, rulebook: str, since: date) -> Binding:
    """Bind the committee to a rulebook from a day on. Raises KeyError for a rulebook that does not exist."""
    load_rulebook(rulebook)
    binding, made = Binding.objects.get_or_create(
        committee_id=by.tenant, since=since, defaults={"rulebook": rulebook}
    )
    if made:
        remember(by, "rulebook.bound", binding, after={"rulebook": rulebook, "since": since})
    return binding

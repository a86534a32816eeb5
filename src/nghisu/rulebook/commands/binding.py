from __future__ import annotations

from datetime import date

from django.db import transaction

from nghisu.core.law import load_rulebook
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.models import Committee
from nghisu.rulebook.events import RulebookBound
from nghisu.rulebook.models import Binding
from nghisu.rulebook.refusals import AlreadyBound


@transaction.atomic
def bind_committee(by: Actor, rulebook: str, since: date) -> Binding:
    """Bind the committee to a rulebook from a day on, in place of one that was to bind from that very day. Raises
    RulebookUnknown."""
    load_rulebook(rulebook)
    binding, made = Binding.objects.get_or_create(
        committee_id=by.tenant, since=since, defaults={"rulebook": rulebook}
    )
    before = binding.rulebook
    if not made and before != rulebook:
        binding.rulebook = rulebook
        binding.save(update_fields=["rulebook"])
    if made or before != rulebook:
        remember(
            by,
            "rulebook.bound",
            binding,
            before={} if made else {"rulebook": before},
            after={"rulebook": rulebook, "since": since},
        )
        publish(RulebookBound(by=by, binding=binding))
    return binding


@transaction.atomic
def rebind_committee(by: Actor, rulebook: str, since: date) -> Binding:
    """Have another rulebook bind from a day on, as an administrator of the committee asks for it.

    Raises AlreadyBound where it binds on that day anyway, and what `bind_committee` and the derivation raise.
    """
    must(by, "settings.edit")
    Committee.objects.select_for_update(no_key=True).get(pk=by.tenant)
    present = Binding.objects.filter(committee=by.committee_id, since__lte=since).order_by("-since").first()
    if (
        present is not None
        and present.rulebook == rulebook
        and (present.until is None or since <= present.until)
    ):
        raise AlreadyBound(present.since)
    return bind_committee(by, rulebook, since)

from __future__ import annotations

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.rulebook.models import ContradictionDecision
from nghisu.rulebook.refusals import ReasonMissing


@transaction.atomic
def decide_contradiction(by: Actor, matter: str, decision: str, document: str = "") -> ContradictionDecision:
    """Record how the office deals with a place where the rules contradict each other. Raises ReasonMissing."""
    must(by, "contradiction.decide")
    if not decision.strip():
        raise ReasonMissing
    ContradictionDecision.objects.filter(committee=by.committee_id, matter=matter, replaced_at=None).update(
        replaced_at=clock.now()
    )
    row = ContradictionDecision.objects.create(
        committee_id=by.tenant,
        matter=matter,
        decision=decision.strip(),
        document=document.strip(),
        at=clock.now(),
        by_name=by.name,
    )
    remember(by, "contradiction.decided", row, after={"reason": row.decision, "by_document": row.document})
    return row

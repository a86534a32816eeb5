"""Who is asked about a conference, for the programme to tell them of a move with everybody else, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from nghisu.accounts.queries import delegates_of
from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval, Author, Step
from nghisu.approvals.queries import deciders_of
from nghisu.conferences.models import Proposal
from nghisu.conferences.queries.proposals import KIND
from nghisu.foundation import clock
from nghisu.programme.further_people import also_concerns


@also_concerns("asked", lambda: gettext("Đang trình hoặc được hỏi về tờ trình"))
def asked_about_proposals(committee_id: int, entry_ids: Sequence[int]) -> Iterable[int]:
    """Those who put forward a proposal that waits, and those who are asked to decide it."""
    waiting = Approval.objects.filter(
        committee=committee_id,
        kind=KIND,
        state=ApprovalState.PENDING,
        thing_id__in=Proposal.objects.filter(
            committee=committee_id, conference__entry__in=list(entry_ids)
        ).values("pk"),
    )
    found: set[int] = set()
    for approval in waiting:
        found |= set(Author.objects.filter(approval=approval).values_list("person", flat=True))
        step = Step.objects.filter(approval=approval, position=approval.step).first()
        if step is not None:
            deciders = set(deciders_of(step, clock.today()))
            found |= deciders | set(delegates_of(committee_id, deciders, clock.today(), KIND))
    return found

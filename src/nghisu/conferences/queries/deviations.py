"""How a conference stands otherwise than it was approved: what its tờ trình said then, beside what it says now."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval
from nghisu.approvals.shown import passages_of
from nghisu.conferences.enums import Purpose
from nghisu.conferences.models import Conference, Proposal
from nghisu.conferences.queries.proposals import WRITTEN, entry_facts, shown_of_proposal
from nghisu.foundation.actors import Actor

CONTENT = "content"
BESIDE = frozenset({"state"})
"""What is shown of a conference beside its tờ trình: that it is not held is said elsewhere."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A passage of the tờ trình that reads otherwise now; `approved` and `now` in Vietnamese, as approvals keep them."""

    key: str
    name: str
    approved: str
    now: str

    @property
    def mark(self) -> str:
        """A sign of what it says now: changed once more, it has another."""
        return hashlib.sha256(self.now.encode()).hexdigest()[:12]


def approved_text_of(proposal: Proposal | None) -> dict[str, str]:
    """The passages of an approved proposal as those who approved it read them, by key; empty where nobody has."""
    if proposal is None or proposal.approval_id is None or proposal.state != Proposal.State.APPROVED:
        return {}
    kept = (
        Approval.objects.filter(
            committee=proposal.committee_id, pk=proposal.approval_id, state=ApprovalState.GRANTED
        )
        .values_list("shown", flat=True)
        .first()
    )
    return {} if kept is None else {one.id: one.text for one in passages_of(kept)}


def deviations_of(by: Actor, conference: Conference) -> list[Deviation]:
    """What is otherwise now than it was approved, in the order of the tờ trình; none where nobody approved it.

    Of the agenda, matters and what each is for count; who presents one, how long and in which order may be settled
    without approving anew (our reading of "nội dung", 5609 I/III/1.1/b1).
    """
    proposal = Proposal.objects.filter(committee=by.committee_id, conference=conference).first()
    approved = approved_text_of(proposal)
    if proposal is None or not approved:
        return []
    proposal.conference = conference
    with override("vi"):
        now = {one.id: one.text for one in shown_of_proposal(by, proposal).passages}
        purposes = "|".join(re.escape(str(one)) for one in Purpose.labels)
    names = names_of(conference)
    found = []
    for key in dict.fromkeys([*approved, *now]):
        before, after = approved.get(key, ""), now.get(key, "")
        if key in BESIDE or before == after:
            continue
        if key == CONTENT and _matters(before, purposes) == _matters(after, purposes):
            continue
        found.append(Deviation(key, names.get(key, key), before, after))
    return found


def names_of(conference: Conference) -> Mapping[str, str]:
    """How the passages of a tờ trình are called, in the language that is active."""
    facts = {one.key: one.name for one in entry_facts(conference.entry)}
    written = {key: str(name) for key, name in WRITTEN.items()}
    return facts | written | {"blocs": _("Số đại biểu theo khối"), CONTENT: _("Nội dung")}


def _matters(lines: str, purposes: str) -> Counter[str]:
    """Titles and purposes of the lines of an agenda, without number, presenter and minutes."""
    return Counter(
        re.sub(rf"^\d+\. (.*?) \(({purposes})(?:, .*)?\)$", r"\1 · \2", line) for line in lines.splitlines()
    )

"""Whether letters of invitation and documents leave together, and whether both have left."""

from __future__ import annotations

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.packs import is_all_out
from nghisu.core.law import load_rulebook
from nghisu.core.law.rules import DeadlineRule
from nghisu.foundation import clock
from nghisu.invitations.enums import MailingState
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.numbers import in_force
from nghisu.programme.models import Entry

INVITATION, DOCUMENTS = "invitation", "documents"
"""The acts by which the rules call the issue of letters, and the sending of documents."""


def together_by(entry: Entry) -> DeadlineRule | None:
    """The rule by which documents leave with the letters: for these kinds it pulls them forward to the day of the letters
    (5609 II/II/2.1/b2, II/III/2.1/b3). None where letters leave by themselves."""
    on = clock.local(entry.opening).date()
    for rule in load_rulebook(entry.subject.rulebook).deadlines:
        pulled = rule.act == DOCUMENTS and rule.not_later_than == INVITATION
        if pulled and rule.applies_on(on) and (not rule.kinds or entry.kind in rule.kinds):
            return rule
    return None


def awaits_documents(conference: Conference) -> bool:
    """Whether letters leave with documents, and some of these have not left, or nobody has put any in."""
    return together_by(conference.entry) is not None and not is_all_out(conference)


def are_out(conference: Conference) -> bool:
    """Whether what the rules have sent with the letters is out, and the letters are."""
    letters = in_force(Mailing.objects.filter(committee=conference.committee_id, conference=conference))
    are_issued = letters is not None and letters.state == MailingState.ISSUED and letters.held_from is None
    return are_issued and not awaits_documents(conference)

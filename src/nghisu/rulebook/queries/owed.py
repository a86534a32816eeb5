"""Open duties of a whole committee, for those who tell many people of theirs at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghisu.core.law import bilingual, load_rulebook
from nghisu.core.people.roles import Role
from nghisu.foundation.access import load_matrix
from nghisu.foundation.actors import Grant
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries.deadlines import waived_on

LOOK_AFTER_ALL = frozenset({Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER})
"""Those whom every duty of the committee concerns; the others look after their units' only."""


def owed_until(committee_id: int, on: date, until: date, since: date | None = None) -> QuerySet[Deadline]:
    """The duties of a committee that are open on a day and to be done by another, the most urgent first; those that
    were allowed to come later are left out while that lasts."""
    rows = Deadline.objects.filter(
        ~waived_on(on),
        committee=committee_id,
        done_at=None,
        not_applicable=False,
        act_by__lte=until,
    )
    if since is not None:
        rows = rows.filter(act_by__gte=since)
    return rows.select_related("organisation", "subject").order_by("act_by", "id")


def units_looked_after(grants: Iterable[Grant]) -> frozenset[int] | None:
    """The units whose duties concern somebody who holds these roles; None where all the committee's do."""
    grants = list(grants)
    roles = {grant.role for grant in grants}
    if not roles.isdisjoint(LOOK_AFTER_ALL):
        return None
    sees = load_matrix()["conference.view"].committee
    return frozenset(
        grant.organisation_id for grant in grants if grant.organisation_id is not None and grant.role in sees
    )


def act_name(deadline: Deadline) -> str:
    """What is to be done, in the language that is active, by the rulebook the duty was derived from."""
    act = load_rulebook(deadline.subject.rulebook).acts.get(deadline.act)
    return bilingual(act.name, act.name_en, _) if act else deadline.act

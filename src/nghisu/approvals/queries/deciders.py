from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nghisu.accounts.queries import holders_of
from nghisu.approvals.models import Approval, Author, Step
from nghisu.core.people.roles import Role


def deciders_of(step: Step, on: date, authors: Iterable[int] | None = None) -> list[int]:
    """Those who hold a step's role on a day and did not draft the thing, by id; not whoever acts for them."""
    if authors is None:
        authors = authors_of(step.approval_id)
    units = None if step.organisation_id is None else [step.organisation_id]
    return sorted(set(holders_of(step.committee_id, [Role(step.role)], on, units)) - set(authors))


def authors_of(approval_id: int) -> set[int]:
    """Who drafted what the approval is about, by id."""
    return set(Author.objects.filter(approval=approval_id).values_list("person", flat=True))


def current_step(approval: Approval) -> Step | None:
    """The step at which an approval waits; None when it has ended."""
    if approval.ended_at is not None:
        return None
    return Step.objects.get(approval=approval, position=approval.step)

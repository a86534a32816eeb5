from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.accounts.queries import delegates_of
from nghisu.approvals.commands.telling import page_of
from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval, Decision, Step
from nghisu.approvals.queries.deciders import deciders_of
from nghisu.approvals.queries.listing import LONG_DAYS
from nghisu.core.dates import WorkCalendar
from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.notices.commands import Said, tell
from nghisu.rulebook.queries import calendar_of


@transaction.atomic
def remind_deciders(committee_id: int, on: date) -> int:
    """Remind those for whom an approval has waited long: after three working days at a step, and every three from
    then on. Nobody is reminded on a day off; called twice for a day, it tells nothing twice.

    Returns how many people were told, each approval counted.
    """
    by = system_actor(committee_id)
    calendar = calendar_of(by)
    if not calendar.is_working(on):
        return 0
    told = 0
    for approval in Approval.objects.filter(committee=committee_id, state=ApprovalState.PENDING).order_by(
        "id"
    ):
        waited = _working_days(clock.local(approval.step_since).date(), on, calendar)
        if waited < LONG_DAYS or waited % LONG_DAYS:
            continue
        step = Step.objects.get(approval=approval, position=approval.step)
        spoken = Decision.objects.filter(step=step).values_list("holder", flat=True)
        people = set(deciders_of(step, on)) - set(spoken)
        people |= set(delegates_of(committee_id, people, on, approval.kind))

        def said(approval: Approval = approval, waited: int = waited) -> Said:
            return Said(
                _("Vẫn chờ đồng chí phê duyệt: %(title)s") % {"title": approval.title},
                ngettext(
                    "Đã chờ %(days)d ngày làm việc. Người trình: %(drafter)s.",
                    "Đã chờ %(days)d ngày làm việc. Người trình: %(drafter)s.",
                    waited,
                )
                % {"days": waited, "drafter": approval.drafter_name},
            )

        key = f"approval {approval.pk} step {step.position} after {waited}"
        told += tell(by, people, "approval.waits", said, url=page_of(approval), thing=approval, key=key)
    return told


def _working_days(since: date, on: date, calendar: WorkCalendar) -> int:
    """Working days after the day since which it waits, through the day asked about."""
    return sum(
        calendar.is_working(date.fromordinal(day)) for day in range(since.toordinal() + 1, on.toordinal() + 1)
    )

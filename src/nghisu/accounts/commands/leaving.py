from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.commands.revoking import revoke_all
from nghisu.accounts.commands.tries import label_of
from nghisu.accounts.models import User
from nghisu.accounts.queries import holders_of, is_answered_for_here, is_open
from nghisu.accounts.refusals import StillNeeded
from nghisu.core.people.roles import Role
from nghisu.directory.commands import end_appointment
from nghisu.directory.models import Appointment
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class Left:
    """What a leaving did: how many appointments ended, and whether the account closes with the last day."""

    appointments: int
    account_closes: bool


@transaction.atomic
def let_go(by: Actor, person_id: int, last_day: date, note: str) -> Left:
    """A person leaves the committee (thôi việc): all appointments end with a day, the last day included, and the account
    closes after it, with its sessions, keys and codes of access, unless the person serves elsewhere, too.

    Raises StillNeeded for oneself, for appointments that begin later, and for the last administrator.
    """
    must(by, "accounts.edit")
    if person_id == by.person_id:
        raise StillNeeded(_("Không tự ghi thôi việc cho mình được. Cần một quản trị khác."))
    held = Appointment.objects.filter(committee=by.committee_id, person=person_id)
    if not held.exists():
        raise AccessRefused("no such person in the committee")
    lasting = list(held.exclude(until__lte=last_day).select_related("position"))
    for row in lasting:
        if row.since > last_day:
            raise StillNeeded(
                _("Chức danh “%(title)s” bắt đầu sau ngày ấy. Hãy sửa hoặc bỏ trong danh bạ trước.")
                % {"title": row.position.title}
            )
        end_appointment(by, row.pk, last_day, note)
    if not holders_of(
        by.tenant, [Role.COMMITTEE_ADMINISTRATOR], last_day.fromordinal(last_day.toordinal() + 1)
    ):
        raise StillNeeded(_("Sau ngày đó cấp ủy không còn ai là quản trị. Hãy giao cho người khác trước."))
    user = User.objects.select_for_update(of=("self",)).filter(person=person_id).first()
    closes = user is not None and is_answered_for_here(by, user, last_day)
    if user is not None and closes:
        user.active_until = last_day
        user.save(update_fields=["active_until"])
        if not is_open(user):
            revoke_all(by, user)
        remember(by, "account.ends", user, after={"until": last_day, "reason": note}, label=label_of(user))
    return Left(len(lasting), closes)

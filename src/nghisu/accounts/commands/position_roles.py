from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.events import RoleGiven
from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries import holders_of
from nghisu.accounts.refusals import RoleRefused
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation, Position
from nghisu.directory.queries import overlapping
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def give_role(
    by: Actor,
    position_id: int,
    role: Role,
    organisation_id: int | None,
    since: date,
    until: date | None = None,
) -> PositionRole:
    """Have a role come with a position from a day on, for a unit or for the whole committee. Raises RoleRefused."""
    position = _position(by, position_id)
    if role is Role.INSTALLATION_ADMINISTRATOR:
        raise RoleRefused(_("Quản trị hệ thống không đi theo chức danh."), "role")
    if until is not None and until < since:
        raise RoleRefused(_("Ngày cuối phải không trước ngày đầu."), "until")
    units = Organisation.objects.filter(committee=by.committee_id)
    if organisation_id is not None and not units.filter(pk=organisation_id).exists():
        raise AccessRefused("no such unit in the committee")
    same = PositionRole.objects.filter(
        overlapping(since, until),
        committee=by.committee_id,
        position=position,
        role=role.value,
        organisation=organisation_id,
    )
    if same.exists():
        raise RoleRefused(_("Chức danh này đã có vai trò ấy trong thời gian đó."), "role")
    row = PositionRole.objects.create(
        committee_id=by.tenant,
        position=position,
        role=role.value,
        organisation_id=organisation_id,
        since=since,
        until=until,
    )
    after = {"role": role.value, "organisation": row.organisation, "since": since, "until": until}
    remember(by, "position.role_given", position, after=after)
    publish(RoleGiven(by=by, position=position, role=role, since=since))
    return row


@transaction.atomic
def end_role(by: Actor, position_id: int, role_id: int, until: date) -> PositionRole:
    """Say which day is the last on which a role comes with a position. Raises RoleRefused, also where the committee
    would be left without an administrator."""
    position = _position(by, position_id)
    row = PositionRole.objects.filter(committee=by.committee_id, position=position, pk=role_id).first()
    if row is None:
        raise AccessRefused("no such role of the position")
    if until < row.since:
        raise RoleRefused(_("Ngày cuối phải không trước ngày đầu."), "until")
    before, row.until = {"role": row.role, "until": row.until}, until
    row.save(update_fields=["until"])
    after = max(until, clock.today()) + timedelta(days=1)
    if row.role == Role.COMMITTEE_ADMINISTRATOR.value and not holders_of(
        by.tenant, [Role.COMMITTEE_ADMINISTRATOR], after
    ):
        raise RoleRefused(_("Sau ngày đó cấp ủy không còn ai là quản trị. Hãy giao cho người khác trước."))
    remember(by, "position.role_ended", position, before=before, after={"role": row.role, "until": until})
    return row


def _position(by: Actor, position_id: int) -> Position:
    """The position, under the committee's lock: who administers it is decided over several rows at once."""
    must(by, "roles.edit")
    Committee.objects.select_for_update().get(pk=by.tenant)
    position = Position.objects.filter(committee=by.committee_id, pk=position_id).first()
    if position is None:
        raise AccessRefused("no such position in the committee")
    return position

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.events import DelegationMade, DelegationRevoked
from nghisu.accounts.models import Delegation
from nghisu.accounts.queries import possible_delegates, visible_delegations
from nghisu.accounts.refusals import DelegationRefused
from nghisu.foundation import clock
from nghisu.foundation.access import may, must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class DelegationContent:
    """Who lends what to whom, from when through which day, and why. No kinds means all."""

    delegator_id: int
    delegate_id: int
    since: date
    until: date
    reason: str
    kinds: Sequence[str] = ()


@transaction.atomic
def make_delegation(by: Actor, content: DelegationContent) -> Delegation:
    """Let somebody decide in another's name for a period: in the own, or, as the committee's administrator, in anybody's.

    Raises AccessRefused for somebody else's power, DelegationRefused for a delegation that cannot be.
    """
    must(by, "delegation.own")
    if content.delegator_id != by.person_id and not may(by, "delegation.any"):
        raise AccessRefused("only the own power is lent")
    _check(by, content)
    delegation = Delegation.objects.create(
        committee_id=by.tenant,
        delegator_id=content.delegator_id,
        delegate_id=content.delegate_id,
        kinds=sorted(content.kinds),
        since=content.since,
        until=content.until,
        reason=content.reason.strip(),
        made_by_name=by.name,
        made_at=clock.now(),
    )
    remember(
        by,
        "delegation.made",
        delegation,
        after={
            "since": content.since,
            "until": content.until,
            "kinds": sorted(content.kinds),
            "reason": delegation.reason,
        },
    )
    publish(DelegationMade(by=by, delegation=delegation))
    return delegation


@transaction.atomic
def revoke_delegation(by: Actor, delegation_id: int) -> Delegation:
    """End a delegation at once; what was decided by it stays. Whoever lent it, and the administrator, may.

    Raises AccessRefused for who may not, DelegationRefused when it is over already.
    """
    must(by, "delegation.own")
    row = Delegation.objects.select_for_update().filter(pk=delegation_id, committee=by.committee_id).first()
    if row is None or not visible_delegations(by).filter(pk=delegation_id).exists():
        raise AccessRefused(str(delegation_id))
    if row.delegator_id != by.person_id and not may(by, "delegation.any"):
        raise AccessRefused(str(delegation_id))
    if row.revoked_at is not None or row.until < clock.today():
        raise DelegationRefused(_("Ủy quyền này đã hết hiệu lực."), "")
    row.revoked_at, row.revoked_by_name = clock.now(), by.name
    row.save(update_fields=["revoked_at", "revoked_by_name"])
    remember(by, "delegation.revoked", row)
    publish(DelegationRevoked(by=by, delegation=row))
    return row


def _check(by: Actor, content: DelegationContent) -> None:
    today = clock.today()
    if content.delegator_id == content.delegate_id:
        raise DelegationRefused(_("Không ủy quyền cho chính mình. Hãy chọn người khác."), "delegate")
    if content.delegator_id != by.person_id and content.delegate_id == by.person_id:
        raise DelegationRefused(
            _(
                "Người quản trị không ghi ủy quyền của người khác cho chính mình. Hãy để người ủy quyền tự ghi."
            ),
            "delegate",
        )
    if content.since < today:
        raise DelegationRefused(_("Ủy quyền có hiệu lực từ hôm nay trở đi, không lùi về trước."), "since")
    if content.until < content.since:
        raise DelegationRefused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), "until")
    if not content.reason.strip():
        raise DelegationRefused(_("Hãy ghi lý do hoặc văn bản ủy quyền."), "reason")
    possible = {person.pk for person in possible_delegates(by, today)}
    if content.delegate_id not in possible:
        raise DelegationRefused(
            _(
                "Người này chưa có tài khoản hoặc không có vai trò làm việc ở cấp ủy, nên không nhận ủy quyền được."
            ),
            "delegate",
        )
    if content.delegator_id not in possible:
        raise DelegationRefused(
            _("Người này không có vai trò làm việc ở cấp ủy, nên không có gì để ủy quyền."), "delegator"
        )
    same = Delegation.objects.filter(
        committee=by.tenant,
        delegator=content.delegator_id,
        delegate=content.delegate_id,
        revoked_at=None,
        since__lte=content.until,
        until__gte=content.since,
    )
    wanted = set(content.kinds)
    if any(not row.kinds or not wanted or wanted & set(row.kinds) for row in same):
        raise DelegationRefused(
            _(
                "Đã có ủy quyền cho người này trong thời gian ấy. Hãy thu hồi ủy quyền cũ trước, hoặc chọn ngày khác."
            ),
            "since",
        )

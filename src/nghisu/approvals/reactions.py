"""What approvals do when something happens in the storeys beneath."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.accounts.events import DelegationMade, DelegationRevoked
from nghisu.accounts.models import Delegation
from nghisu.foundation.events import hears
from nghisu.notices.commands import Said, tell


@hears(DelegationMade)
def tell_of_delegation(event: DelegationMade) -> None:
    """Both are told, whoever of the two, or the administrator, made it."""
    row = event.delegation

    def said() -> Said:
        return Said(
            _("%(delegator)s ủy quyền cho %(delegate)s phê duyệt thay") % _names(row),
            _("Từ %(since)s đến hết %(until)s. Lý do: %(reason)s") % _names(row),
        )

    people = [row.delegator_id, row.delegate_id]
    tell(event.by, people, "delegation.made", said, url=reverse("approvals:delegations"), thing=row)


@hears(DelegationRevoked)
def tell_of_revocation(event: DelegationRevoked) -> None:
    row = event.delegation

    def said() -> Said:
        return Said(_("Đã thu hồi ủy quyền của %(delegator)s cho %(delegate)s") % _names(row))

    people = [row.delegator_id, row.delegate_id]
    tell(event.by, people, "delegation.revoked", said, url=reverse("approvals:delegations"), thing=row)


def _names(row: Delegation) -> dict[str, str]:
    return {
        "delegator": row.delegator.full_name,
        "delegate": row.delegate.full_name,
        "since": f"{row.since:%d/%m/%Y}",
        "until": f"{row.until:%d/%m/%Y}",
        "reason": row.reason,
    }

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.accounts.models import Delegation
from nghisu.approvals.queries.routes import kind_name
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A delegation as it stands on a day."""

    delegation: Delegation
    state: str
    word: str
    kinds: Sequence[str]
    may_revoke: bool

    @property
    def dialog(self) -> str:
        """The name of the dialog that asks before it is revoked."""
        return f"revoke-{self.delegation.pk}"


def delegation_lines(by: Actor, rows: Iterable[Delegation], on: date) -> list[DelegationLine]:
    """Delegations as lines: those in force first, then those to come, then what is over."""
    administers = bool(may(by, "delegation.any"))
    lines = []
    for row in rows:
        state, word = _standing(row, on)
        own = row.delegator_id == by.person_id or administers
        names = [kind_name(kind) for kind in row.kinds]
        lines.append(DelegationLine(row, state, word, names, own and state in ("yes", "soon")))
    order = {"yes": 0, "soon": 1}
    return sorted(lines, key=lambda line: (order.get(line.state, 2), -line.delegation.since.toordinal()))


def _standing(row: Delegation, on: date) -> tuple[str, str]:
    if row.revoked_at is not None:
        return "none", _("Đã thu hồi")
    if on > row.until:
        return "none", _("Đã hết hạn")
    if on < row.since:
        return "soon", _("Chưa đến ngày")
    return "yes", _("Đang có hiệu lực")

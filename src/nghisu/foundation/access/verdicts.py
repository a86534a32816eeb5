from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.foundation.access.matrix import load_matrix
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may be done, and the reason if not."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def may(by: Actor, action: str, organisation_ids: Iterable[int] | None = None) -> Verdict:
    """Whether the actor may do the action, of the units concerned if it is limited to one's unit.

    Without `organisation_ids` the question is whether the actor may do it for any unit at all.
    Raises KeyError for an action that is not in the matrix.
    """
    rule = load_matrix()[action]
    if by.user_id is None:
        return Verdict(False, _("Cần đăng nhập."))
    if by.only is not None and action not in by.only:
        return Verdict(False, _("Mã truy cập này không được cấp việc đó."))
    if rule.signed_in or not by.roles.isdisjoint(rule.committee):
        return Verdict(True)
    own = {g.organisation_id for g in by.grants if g.role in rule.unit and g.organisation_id is not None}
    if own and (organisation_ids is None or not own.isdisjoint(organisation_ids)):
        return Verdict(True)
    return Verdict(False, _("Vai trò hiện tại không được làm việc này."))


def must(by: Actor, action: str, organisation_ids: Iterable[int] | None = None) -> None:
    """Raise AccessRefused unless the actor may do the action."""
    verdict = may(by, action, organisation_ids)
    if not verdict:
        raise AccessRefused(verdict.reason)

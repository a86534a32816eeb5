from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nghisu.accounts.commands.administering import administered_account
from nghisu.accounts.commands.revoking import revoke_all
from nghisu.accounts.commands.tries import label_of
from nghisu.accounts.events import FactorsRemovalAsked, FactorsRemoved
from nghisu.accounts.models import Authenticator, FactorRemoval, Passkey, RecoveryCode, User
from nghisu.accounts.queries import factors_of, holders_of
from nghisu.accounts.refusals import FactorsStay
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused

AGREEING = (Role.COMMITTEE_ADMINISTRATOR, Role.OFFICE_CHIEF)


@transaction.atomic
def ask_factor_removal(by: Actor, account_id: int, reason: str) -> FactorRemoval | None:
    """Take a person's second steps away because they are lost (four eyes): another administrator or a chief of office
    has to agree. Where there is none, it is done at once and None returned; the person is told either way.

    Raises FactorsStay when there is nothing to take away, or it is asked already; NotAnsweredForHere.
    """
    user = administered_account(by, account_id)
    if not factors_of(user).any:
        raise FactorsStay(_("Tài khoản này không có xác thực hai bước."))
    others = agreeing_people(by, user)
    if by.committee_id is None or not others:
        _take_away(by, user, reason)
        return None
    try:
        with transaction.atomic():
            asked = FactorRemoval.objects.create(
                committee_id=by.tenant,
                user=user,
                reason=reason,
                asked_by_id=by.user_id or 0,
                asked_at=clock.now(),
            )
    except IntegrityError as problem:
        raise FactorsStay(_("Đã có yêu cầu gỡ đang chờ đồng ý.")) from problem
    remember(by, "factor.removal_asked", user, after={"reason": reason}, label=label_of(user))
    publish(
        FactorsRemovalAsked(by=by, person_id=user.person_id, name=label_of(user), may_agree=tuple(others))
    )
    return asked


@transaction.atomic
def decide_factor_removal(by: Actor, removal_id: int, agreed: bool) -> FactorRemoval:
    """Agree to taking a person's second steps away, or not. Who asked, and whose they are, does not decide.

    Raises FactorsStay when it was decided already or the actor asked for it; AccessRefused for another committee's.
    """
    must(by, "factors.agree")
    row = (
        FactorRemoval.objects.select_for_update(of=("self",))
        .select_related("user__person")
        .filter(committee=by.committee_id, pk=removal_id)
        .first()
    )
    if row is None:
        raise AccessRefused("no such request in the committee")
    if row.agreed is not None:
        raise FactorsStay(_("Yêu cầu này đã được quyết định."))
    if by.user_id in {row.asked_by_id, row.user_id}:
        raise FactorsStay(_("Người đề nghị và người có tài khoản không tự đồng ý được. Cần người thứ hai."))
    row.agreed, row.decided_by_id, row.decided_at = agreed, by.user_id, clock.now()
    row.save(update_fields=["agreed", "decided_by", "decided_at"])
    if agreed:
        _take_away(by, row.user, row.reason)
    else:
        remember(by, "factor.removal_declined", row.user, label=label_of(row.user))
    return row


def agreeing_people(by: Actor, user: User) -> list[int]:
    """Who may agree besides the actor and the person concerned, by person."""
    if by.committee_id is None:
        return []
    holders = holders_of(by.committee_id, AGREEING, clock.today())
    able = User.objects.filter(person__in=holders, is_active=True).exclude(pk__in=[by.user_id, user.pk])
    return sorted(person_id for person_id in able.values_list("person", flat=True) if person_id)


def _take_away(by: Actor, user: User, reason: str) -> None:
    Authenticator.objects.filter(user=user).delete()
    Passkey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    remember(by, "factor.all_removed", user, after={"reason": reason}, label=label_of(user))
    revoke_all(by, user)
    publish(FactorsRemoved(by=by, person_id=user.person_id))

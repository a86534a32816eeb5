from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghisu.accounts.authenticators import step_of
from nghisu.accounts.commands.sign_in import Passed
from nghisu.accounts.commands.tries import Origin, begin_try, let_in
from nghisu.accounts.models import Authenticator, RecoveryCode, SignIn, User
from nghisu.accounts.queries import is_open
from nghisu.accounts.refusals import SignInRefused
from nghisu.accounts.sealing import SealBroken, digests_of, sealed_anew, spelled, unseal
from nghisu.foundation import clock


def take_second_step(user_id: int, typed: str, origin: Origin) -> Passed:
    """Check the code of an account whose password was right: the app's, or one of the recovery codes.

    A code opens once. Raises SignInRefused for a wrong or used one, TooMany when the account has to wait: wrong codes
    count like wrong passwords, in the same log.
    """
    user = User.objects.select_related("person").get(pk=user_id)
    attempt = begin_try(user.username, user, origin, SignIn.Outcome.WRONG_CODE)
    means = _means(user, typed) if is_open(user) else None
    if means is None:
        raise SignInRefused(
            _("Mã không đúng, đã dùng rồi hoặc đã hết hạn. Hãy chờ ứng dụng hiện mã mới rồi gõ lại.")
        )
    return Passed(user, let_in(attempt, user, origin, means))


def _means(user: User, typed: str) -> SignIn.Means | None:
    """By what a code is right; None when by nothing. A right one is used up."""
    code = spelled(typed)
    if use_code_of_app(Authenticator.objects.filter(user=user, confirmed_at__isnull=False), code):
        return SignIn.Means.APP
    if use_recovery_code(user, code):
        return SignIn.Means.RECOVERY
    return None


def use_code_of_app(rows: QuerySet[Authenticator], code: str) -> bool:
    """Whether it is a code of the app, of this half minute or one beside it, and not yet used. It is used up."""
    row = rows.first()
    if row is None:
        return False
    try:
        step = step_of(unseal(row.sealed_secret), code, clock.server_now())
    except SealBroken:
        return False
    if step is None:
        return False
    # The comparison is the database's: of two who show one code at the same moment, one is let in.
    fresh = Authenticator.objects.filter(pk=row.pk, last_step__lt=step)
    return fresh.update(last_step=step, sealed_secret=sealed_anew(row.sealed_secret)) == 1


def use_recovery_code(user: User, code: str) -> bool:
    """Whether it is a recovery code of the account that was not used before. It is used up."""
    unused = RecoveryCode.objects.filter(user=user, used_at__isnull=True, digest__in=digests_of(code))
    return unused.update(used_at=clock.server_now()) == 1

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.authenticators import new_secret
from nghisu.accounts.commands.passwords import confirm_password
from nghisu.accounts.commands.second_step import use_code_of_app
from nghisu.accounts.commands.tries import Origin, begin_try, label_of, note_outcome
from nghisu.accounts.models import Authenticator, RecoveryCode, SignIn, User
from nghisu.accounts.queries import own_account
from nghisu.accounts.queries.factors import factors_of
from nghisu.accounts.refusals import CodeRefused
from nghisu.accounts.sealing import SealBroken, digest_of, new_code, seal, spelled, unseal
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember

RECOVERY_CODES = 10
GROUPS = 3


def begin_authenticator(by: Actor) -> str | None:
    """The secret that the actor's app shall take in; the same one until a code of it has been shown.

    None when the account has an app already: that is taken away first.
    """
    must(by, "account.own")
    with transaction.atomic():
        user = own_account(by, lock=True)
        row = Authenticator.objects.filter(user=user).first()
        if row is not None and row.confirmed_at is not None:
            return None
        if row is not None:
            try:
                return unseal(row.sealed_secret)
            except SealBroken:
                row.delete()
        secret = new_secret()
        Authenticator.objects.create(user=user, sealed_secret=seal(secret), made_at=clock.now())
        return secret


def confirm_authenticator(by: Actor, code: str, origin: Origin) -> list[str]:
    """The app is the actor's second step from now on. Returns the recovery codes, to be shown once.

    Raises CodeRefused when the app does not show this code, TooMany after many wrong ones.
    """
    must(by, "account.own")
    user = own_account(by)
    attempt = begin_try(user.username, user, origin, SignIn.Outcome.WRONG_CODE)
    with transaction.atomic():
        waiting = Authenticator.objects.filter(user=user, confirmed_at__isnull=True)
        if use_code_of_app(waiting, spelled(code)):
            note_outcome(attempt, SignIn.Outcome.CONFIRMED)
            waiting.update(confirmed_at=clock.now())
            remember(by, "factor.app_added", user, label=label_of(user))
            return _new_recovery_codes(user)
    raise CodeRefused(
        _("Mã không đúng. Hãy chờ ứng dụng hiện mã mới rồi gõ lại; giờ trên điện thoại phải đúng.")
    )


def remove_authenticator(by: Actor, password: str, origin: Origin) -> None:
    """The app opens nothing any more. Raises PasswordRefused, TooMany."""
    must(by, "account.own")
    user = confirm_password(by, password, origin)
    with transaction.atomic():
        if Authenticator.objects.filter(user=user).delete()[0]:
            remember(by, "factor.app_removed", user, label=label_of(user))
        if not factors_of(user).any:
            RecoveryCode.objects.filter(user=user).delete()


def renew_recovery_codes(by: Actor, password: str, origin: Origin) -> list[str]:
    """New recovery codes, to be shown once; the old ones open nothing any more. Raises PasswordRefused, TooMany."""
    must(by, "account.own")
    user = confirm_password(by, password, origin)
    with transaction.atomic():
        if not factors_of(user).any:
            return []
        remember(by, "factor.recovery_codes_made", user, label=label_of(user))
        return _new_recovery_codes(user)


def _new_recovery_codes(user: User) -> list[str]:
    codes = [new_code(GROUPS) for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest_of(code)) for code in codes)
    return codes


def first_recovery_codes(user: User) -> list[str]:
    """Recovery codes for one who has a second step and none of them yet; nothing otherwise."""
    return [] if RecoveryCode.objects.filter(user=user).exists() else _new_recovery_codes(user)

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.commands.passwords import must_be_good
from nghisu.accounts.commands.revoking import revoke_all
from nghisu.accounts.commands.tries import Origin, begin_try, label_of, note_outcome
from nghisu.accounts.models import ResetCode, SignIn, User
from nghisu.accounts.queries import actor_for, is_open
from nghisu.accounts.refusals import CodeRefused
from nghisu.accounts.sealing import digests_of
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.audit import remember


def reset_password(username: str, code: str, new: str, origin: Origin) -> User:
    """Set a new password with a code that an administrator handed over; all sessions, API tokens and calendar addresses
    of the account end. A second step stays asked at the next sign-in.

    Raises CodeRefused, with one sentence for a wrong code and an unknown name, PasswordRefused for a new password that is
    easy to guess, TooMany. The work is the same whether the name exists or not: one hash.
    """
    name = fold(username)[:60]
    user = User.objects.select_related("person").filter(username=name).first()
    attempt = begin_try(name, user, origin, SignIn.Outcome.WRONG_CODE)
    digests = digests_of(code)
    hashed = make_password(new)
    row = ResetCode.objects.filter(
        user=user, digest__in=digests, used_at__isnull=True, until__gt=clock.server_now()
    ).first()
    if user is None or row is None or not is_open(user):
        raise CodeRefused(
            _("Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn. Hãy gõ lại, hoặc xin mã mới.")
        )
    note_outcome(attempt, SignIn.Outcome.CONFIRMED)  # the code is right: a weak password is no guess at it
    must_be_good(user, new)
    with transaction.atomic():
        fresh = ResetCode.objects.filter(pk=row.pk, used_at__isnull=True)
        if fresh.update(used_at=clock.server_now()) != 1:
            raise CodeRefused(_("Mã này vừa được dùng. Hãy xin mã mới."))
        user.password, user.password_set_at, user.start_password_until = hashed, clock.now(), None
        user.save(update_fields=["password", "password_set_at", "start_password_until"])
        note_outcome(attempt, SignIn.Outcome.RESET)
        by = actor_for(user, None, clock.today())
        remember(by, "user.password_reset", user, label=label_of(user))
        revoke_all(by, user)
    return user

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.adapters.webauthn import (
    AnswerRefused,
    Site,
    count_of_right_answer,
    credential_in,
    read_new_key,
)
from nghisu.accounts.commands.authenticators import first_recovery_codes
from nghisu.accounts.commands.passwords import confirm_password
from nghisu.accounts.commands.sign_in import Passed
from nghisu.accounts.commands.tries import Origin, begin_try, label_of, let_in
from nghisu.accounts.models import Passkey, RecoveryCode, SignIn, User
from nghisu.accounts.queries import factors_of, is_open, own_account
from nghisu.accounts.refusals import CodeRefused, SignInRefused
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

MOST = 20
UNKNOWN = "passkey"
"""Under which name a try with a passkey that nobody has is logged."""


def add_passkey(by: Actor, name: str, site: Site, challenge: str, answer: str) -> list[str]:
    """Keep the passkey that the actor's device made (khóa truy cập). Returns recovery codes to be shown once, where the
    account had none. Raises CodeRefused when the answer is not the device's, or the account has too many."""
    must(by, "account.own")
    try:
        made = read_new_key(site, challenge, answer)
    except AnswerRefused as problem:
        raise CodeRefused(_("Chưa tạo được khóa. Hãy thử lại, hoặc dùng máy khác.")) from problem
    with transaction.atomic():
        user = own_account(by, lock=True)
        if Passkey.objects.filter(user=user).count() >= MOST:
            raise CodeRefused(_("Tài khoản đã có nhiều khóa. Hãy xóa khóa không dùng nữa."))
        if Passkey.objects.filter(credential=made.credential).exists():
            raise CodeRefused(_("Máy này đã có khóa của hệ thống."))
        passkey = Passkey.objects.create(
            user=user,
            name=" ".join(name.split())[:60],
            credential=made.credential,
            public_key=made.public_key,
            sign_count=made.sign_count,
            transports=list(made.transports),
            host=site.host,
            made_at=clock.now(),
        )
        remember(by, "factor.passkey_added", user, after={"passkey": passkey.name}, label=label_of(user))
        return first_recovery_codes(user)


def remove_passkey(by: Actor, passkey_id: int, password: str, origin: Origin) -> None:
    """The passkey opens nothing any more. Raises PasswordRefused, TooMany; AccessRefused for somebody else's."""
    must(by, "account.own")
    passkey = Passkey.objects.filter(pk=passkey_id, user=by.user_id).first()
    if passkey is None:
        raise AccessRefused("no such passkey of this account")
    user = confirm_password(by, password, origin)
    with transaction.atomic():
        passkey.delete()
        remember(by, "factor.passkey_removed", user, before={"passkey": passkey.name}, label=label_of(user))
        if not factors_of(user).any:
            RecoveryCode.objects.filter(user=user).delete()


def enter_by_passkey(
    site: Site, challenge: str, answer: str, origin: Origin, user_id: int | None = None
) -> Passed:
    """Let in whoever holds a passkey: by it alone, or (`user_id`) as the second step of that account.

    Raises SignInRefused, with one sentence for an unknown passkey, a wrong answer and a closed account; TooMany.
    """
    try:
        credential = credential_in(answer)
    except AnswerRefused:
        credential = ""
    passkey = Passkey.objects.select_related("user__person").filter(credential=credential).first()
    user = passkey.user if passkey is not None else None
    if passkey is None and user_id is not None:
        user = User.objects.select_related("person").get(pk=user_id)
    name = user.username if user is not None else UNKNOWN
    attempt = begin_try(name, user, origin, SignIn.Outcome.WRONG_CODE)
    if passkey is None or user is None or (user_id is not None and user.pk != user_id):
        raise SignInRefused(_refusal())
    if not is_open(user) or not _is_right(passkey, site, challenge, answer):
        raise SignInRefused(_refusal())
    means = SignIn.Means.PASSKEY if user_id is None else SignIn.Means.PASSWORD_AND_PASSKEY
    return Passed(user, let_in(attempt, user, origin, means))


def _is_right(passkey: Passkey, site: Site, challenge: str, answer: str) -> bool:
    try:
        count = count_of_right_answer(site, challenge, answer, passkey.public_key, passkey.sign_count)
    except AnswerRefused:
        return False
    unchanged = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    return unchanged.update(sign_count=count, used_at=clock.server_now()) == 1


def _refusal() -> str:
    return _("Khóa truy cập không đúng hoặc chưa ghi trong hệ thống. Hãy thử khóa khác, hoặc dùng mật khẩu.")

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.models import SignIn, User
from nghisu.accounts.policy import WINDOW, wait_for_account, wait_for_address
from nghisu.accounts.queries import actor_for
from nghisu.accounts.refusals import SignInRefused
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import TooMany

FAILED = (SignIn.Outcome.WRONG, SignIn.Outcome.INACTIVE)
KNOWN_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from: the network address, the browser's own random name, what it calls itself."""

    address: str
    device: str = ""
    user_agent: str = ""


def sign_in(username: str, password: str, origin: Origin) -> tuple[User, str]:
    """Check a name and a password; returns the account and the name of the browser it is now known by.

    Raises SignInRefused, with one sentence for a wrong password, an unknown name and a closed account, and
    TooMany when the account or the address has to wait. Every try is in the log, whatever becomes of it.
    """
    attempt, user = check_try(username, password, origin)
    with transaction.atomic():
        attempt.outcome = SignIn.Outcome.SIGNED_IN
        attempt.device = origin.device or secrets.token_urlsafe(16)
        attempt.save(update_fields=["outcome", "device"])
        remember(actor_for(user, None, clock.today()), "user.signed_in", user, label=_label(user))
    return user, attempt.device


def check_try(username: str, password: str, origin: Origin) -> tuple[SignIn, User]:
    """Log a try and check it. The logged try still counts as wrong: whoever lets it pass says so.

    Raises SignInRefused and TooMany. The work is the same whether the name exists or not.
    """
    name = fold(username)[:60]
    user = User.objects.select_related("person").filter(username=name).first()
    attempt = SignIn.objects.create(
        at=clock.server_now(),
        username=name,
        user=user,
        address=origin.address[:45],
        device=origin.device if user is not None and _is_known(user, origin.device) else "",
        user_agent=origin.user_agent[:240],
        outcome=SignIn.Outcome.WRONG,
    )
    wait = _wait_before(attempt)
    if wait:
        SignIn.objects.filter(pk=attempt.pk).update(outcome=SignIn.Outcome.THROTTLED)
        raise TooMany(
            _("Đã thử sai nhiều lần. Hãy chờ %(seconds)d giây rồi thử lại.") % {"seconds": wait},
            retry_after=wait,
        )
    if user is None:
        make_password(password)  # as much work as checking one
    if user is None or not _matches(user, password):
        raise SignInRefused(_refusal())
    if not user.is_active:
        SignIn.objects.filter(pk=attempt.pk).update(outcome=SignIn.Outcome.INACTIVE)
        raise SignInRefused(_refusal())
    return attempt, user


def sign_out(by: Actor, user: User, origin: Origin) -> None:
    """Write down that somebody left. Ending the session is the caller's."""
    with transaction.atomic():
        SignIn.objects.create(
            at=clock.server_now(),
            username=user.username,
            user=user,
            address=origin.address[:45],
            device=origin.device,
            user_agent=origin.user_agent[:240],
            outcome=SignIn.Outcome.SIGNED_OUT,
        )
        remember(by, "user.signed_out", user, label=_label(user))


def _refusal() -> str:
    return _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy gõ lại, hoặc hỏi người quản trị của cơ quan.")


def _matches(user: User, password: str) -> bool:
    def strengthen(typed: str) -> None:
        user.set_password(typed)
        user.save(update_fields=["password"])

    return check_password(password, user.password, setter=strengthen)


def _is_known(user: User, device: str) -> bool:
    if not device:
        return False
    since = clock.server_now() - KNOWN_FOR
    return SignIn.objects.filter(
        user=user, device=device, outcome=SignIn.Outcome.SIGNED_IN, at__gte=since
    ).exists()


def _wait_before(attempt: SignIn) -> int:
    """Seconds this try has to wait, counting the tries logged before it."""
    now = attempt.at
    lately = SignIn.objects.filter(at__gt=now - WINDOW, id__lt=attempt.pk)
    failures = lately.filter(username=attempt.username, device=attempt.device, outcome__in=FAILED)
    if attempt.device:
        success = lately.filter(username=attempt.username, device=attempt.device)
        success = success.filter(outcome=SignIn.Outcome.SIGNED_IN).order_by("-id")
        failures = failures.filter(id__gt=success.values_list("id", flat=True).first() or 0)
    wait = wait_for_account(list(failures.values_list("at", flat=True)), now)
    if attempt.device:
        return wait
    at_address = lately.filter(address=attempt.address, device="", outcome__in=FAILED)
    latest = at_address.order_by("-id").values_list("at", flat=True).first()
    return max(wait, wait_for_address(at_address.count(), latest, now))


def _label(user: User) -> str:
    return user.person.full_name if user.person is not None else user.username

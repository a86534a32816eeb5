"""Tries to sign in: each is in the log before it is checked, and counts as wrong until it is shown to be right."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.models import Session, SignIn, User
from nghisu.accounts.policy import WINDOW, wait_for_account, wait_for_address
from nghisu.accounts.queries import actor_for
from nghisu.foundation import clock
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import TooMany

FAILED = (SignIn.Outcome.WRONG, SignIn.Outcome.WRONG_CODE, SignIn.Outcome.INACTIVE)
KNOWN_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from: the network address, the browser's own random name, what it calls itself."""

    address: str
    device: str = ""
    user_agent: str = ""


def begin_try(
    username: str, user: User | None, origin: Origin, outcome: SignIn.Outcome = SignIn.Outcome.WRONG
) -> SignIn:
    """Log a try, as wrong. Raises TooMany when the account or the address has to wait: then it is not checked."""
    attempt = SignIn.objects.create(
        at=clock.server_now(),
        username=username,
        user=user,
        address=origin.address[:45],
        device=origin.device if user is not None and _is_known(user, origin.device) else "",
        user_agent=origin.user_agent[:240],
        outcome=outcome,
    )
    wait = _wait_before(attempt)
    if wait:
        SignIn.objects.filter(pk=attempt.pk).update(outcome=SignIn.Outcome.THROTTLED)
        raise TooMany(
            _("Đã thử sai nhiều lần. Hãy chờ %(seconds)d giây rồi thử lại.") % {"seconds": wait},
            retry_after=wait,
        )
    return attempt


def note_outcome(attempt: SignIn, outcome: SignIn.Outcome) -> None:
    """What became of a try."""
    SignIn.objects.filter(pk=attempt.pk).update(outcome=outcome)


@transaction.atomic
def let_in(attempt: SignIn, user: User, origin: Origin, means: SignIn.Means) -> str:
    """The try was right: write it down. Returns the name of the browser by which it is known from now on."""
    attempt.outcome = SignIn.Outcome.SIGNED_IN
    attempt.means = means
    attempt.device = origin.device or secrets.token_urlsafe(16)
    attempt.save(update_fields=["outcome", "means", "device"])
    remember(actor_for(user, None, clock.today()), "user.signed_in", user, label=label_of(user))
    Session.objects.filter(expire_date__lt=clock.server_now()).delete()  # those that ran out, of whomever
    return attempt.device


def label_of(user: User) -> str:
    """What an account is called in the trail: by its person."""
    return user.person.full_name if user.person is not None else user.username


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

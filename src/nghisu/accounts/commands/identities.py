from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.adapters.identity_provider import Said
from nghisu.accounts.commands.sign_in import Passed
from nghisu.accounts.commands.tries import Origin, begin_try, label_of, let_in, note_outcome
from nghisu.accounts.models import Identity, SignIn, User
from nghisu.accounts.provider import Provider
from nghisu.accounts.queries import actor_for, factors_of, is_open
from nghisu.accounts.refusals import SignInRefused
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.audit import remember


def enter_by_provider(provider: Provider, said: Said, origin: Origin) -> Passed:
    """Let in whom the office's identity provider vouches for, into an account that exists here already.

    The provider's own number decides; an account without one is linked by name at its first sign-in, if the
    installation allows it. A second step of ours is asked unless the installation trusts the provider's.
    Raises SignInRefused, TooMany.
    """
    identity = _identity(provider, said)
    user = identity.user if identity is not None else _namesake(provider, said)
    attempt = begin_try(
        user.username if user is not None else fold(said.account)[:60] or "oidc", user, origin
    )
    if user is None:
        raise SignInRefused(
            _("Tài khoản của cơ quan chưa được nối với tài khoản nào ở đây. Hãy hỏi người quản trị.")
        )
    if not is_open(user):
        note_outcome(attempt, SignIn.Outcome.INACTIVE)
        raise SignInRefused(_("Tài khoản này đã khóa. Hãy hỏi người quản trị của cơ quan."))
    with transaction.atomic():
        if identity is None:
            identity = _link(provider, said, user)
        Identity.objects.filter(pk=identity.pk).update(used_at=clock.server_now())
    if not provider.trusted_second_factor and factors_of(user).any:
        note_outcome(attempt, SignIn.Outcome.FIRST_STEP)
        return Passed(user)
    return Passed(user, let_in(attempt, user, origin, SignIn.Means.PROVIDER))


def _identity(provider: Provider, said: Said) -> Identity | None:
    rows = Identity.objects.select_related("user__person")
    return rows.filter(issuer=provider.issuer, subject=said.subject).first()


def _namesake(provider: Provider, said: Said) -> User | None:
    """The account that the claim names, where linking is allowed and it is not another identity's already."""
    if not provider.link or not said.account:
        return None
    users = User.objects.select_related("person").exclude(identities__issuer=provider.issuer)
    if provider.claim == "email":
        found = list(users.filter(person__email__iexact=said.account)[:2])
        return found[0] if len(found) == 1 else None
    # A principal's name (upn) is written like an address: what stands before the sign is the name.
    name = said.account.partition("@")[0] if provider.claim == "upn" else said.account
    return users.filter(username=fold(name)).first()


def _link(provider: Provider, said: Said, user: User) -> Identity:
    identity = Identity.objects.create(
        user=user, issuer=provider.issuer, subject=said.subject, linked_at=clock.now()
    )
    remember(
        actor_for(user, None, clock.today()),
        "identity.linked",
        user,
        after={"issuer": provider.issuer},
        label=label_of(user),
    )
    return identity

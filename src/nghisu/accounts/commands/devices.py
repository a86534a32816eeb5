from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from nghisu.accounts.commands.tries import Origin, begin_try, note_outcome
from nghisu.accounts.models import Device, SignIn
from nghisu.accounts.refusals import CodeRefused
from nghisu.accounts.sealing import digest_of as keyed_digest
from nghisu.accounts.sealing import digests_of, new_code
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.secrets import digest_of, new_secret

CODE_MINUTES = 30
NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def register_device(by: Actor, kind: Device.Kind, name: str, thing: models.Model) -> tuple[Device, str]:
    """A device for one thing of the committee, and the code to type on it within half an hour, shown once."""
    must(by, "device.register")
    code = new_code(2)
    device = Device.objects.create(
        committee_id=by.tenant,
        kind=kind,
        name=" ".join(name.split())[:80],
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        code_digest=keyed_digest(code),
        code_until=clock.server_now() + timedelta(minutes=CODE_MINUTES),
        made_by_name=by.name,
        made_at=clock.now(),
    )
    remember(by, "device.registered", device, after={"name": device.name})
    return device, code


def pair_device(code: str, origin: Origin) -> str:
    """The device on which a code is typed is let in; the code is used up. Returns the token that it keeps.

    Raises CodeRefused, TooMany: tries are counted by the address they come from.
    """
    attempt = begin_try(f"thiet-bi {origin.address}"[:60], None, origin, SignIn.Outcome.WRONG_CODE)
    token = new_secret("nsd_")
    now = clock.server_now()
    with scopes_disabled(), transaction.atomic():  # whose committee it is the code alone knows
        fresh = Device.objects.filter(code_digest__in=digests_of(code), code_until__gt=now, revoked_at=None)
        device = fresh.select_for_update().first()
        if device is None:
            raise CodeRefused(_("Mã không đúng hoặc đã hết hạn. Hãy gõ lại, hoặc xin văn phòng mã mới."))
        device.code_digest, device.code_until, device.token_digest = "", None, digest_of(token)
        device.paired_at = device.seen_at = now
        device.address, device.user_agent = origin.address[:45], origin.user_agent[:240]
        device.save()
        note_outcome(attempt, SignIn.Outcome.CONFIRMED)
        remember(system_actor(device.committee_id, device.name), "device.paired", device)
    return token


@transaction.atomic
def revoke_device(by: Actor, device_id: int, thing: models.Model) -> None:
    """The device shows nothing any more, from its next request on."""
    must(by, "device.register")
    device = Device.objects.filter(
        committee=by.committee_id,
        pk=device_id,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        revoked_at=None,
    ).first()
    if device is None:
        raise AccessRefused("no such device of the thing")
    device.revoked_at, device.code_digest, device.token_digest = clock.now(), "", ""
    device.save(update_fields=["revoked_at", "code_digest", "token_digest"])
    remember(by, "device.revoked", device)


def note_device_seen(device: Device) -> None:
    """Write down that a device is on, now and then. No act of a person, so nothing is remembered of it."""
    now = clock.server_now()
    if device.seen_at is None or now - device.seen_at >= NOTED_EVERY:
        with scopes_disabled():
            Device.objects.filter(pk=device.pk).update(seen_at=now)

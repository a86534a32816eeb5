from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django_scopes import scopes_disabled

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import Event
from nghisu.foundation.models import Committee, Outgoing
from nghisu.foundation.outbox import Item, put_out, put_out_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.secrets import new_secret
from nghisu.notices.adapters.addresses import AddressRefused, read_url
from nghisu.notices.adapters.webhooks import WEBHOOK, secret_of
from nghisu.notices.events import PING, event_name, public_events
from nghisu.notices.models import Webhook
from nghisu.notices.refusals import WebhookAddressRefused, WebhookWantsNothing


@transaction.atomic
def open_webhook(
    by: Actor, name: str, url: str, events: Iterable[str], *, inside: bool = False
) -> tuple[Webhook, str]:
    """Have another program told of what happens in the actor's committee. Returns its secret, too, which is shown once.

    Raises WebhookAddressRefused for an address we do not call, WebhookWantsNothing without an event that there is.
    """
    must(by, "webhook.manage")
    wanted = sorted(set(events))
    if not wanted or not set(wanted) <= set(public_events()):
        raise WebhookWantsNothing
    try:
        read_url(url, inside=inside)
    except AddressRefused as refusal:
        raise WebhookAddressRefused(str(refusal)) from refusal
    hook = Webhook.objects.create(
        committee_id=by.tenant,
        name=name,
        url=url,
        events=wanted,
        inside=inside,
        salt=new_secret(),
        made_by_name=by.name,
        made_at=clock.server_now(),
    )
    remember(by, "webhook.opened", hook, after={"name": name, "url": url, "events": wanted, "inside": inside})
    return hook, secret_of(hook)


@transaction.atomic
def close_webhook(by: Actor, webhook_id: int) -> None:
    """Tell that program nothing more; what still waits becomes undeliverable."""
    hook = _locked(by, webhook_id)
    hook.ended_at = clock.server_now()
    hook.save(update_fields=["ended_at"])
    remember(by, "webhook.closed", hook)


@transaction.atomic
def try_webhook(by: Actor, webhook_id: int) -> None:
    """Send a message that says nothing, to see whether it comes."""
    hook = _locked(by, webhook_id)
    put_out_each(by, WEBHOOK, [_item(hook, PING, {}, _code_of(hook.committee_id))])


@transaction.atomic
def send_again(by: Actor, webhook_id: int, outgoing_id: int) -> None:
    """Send a message again, under the id it had: the other side can tell. Raises AccessRefused for none there is."""
    hook = _locked(by, webhook_id)
    row = Outgoing.objects.filter(
        committee=by.committee_id, channel=WEBHOOK, bundle=bundle_of(hook), pk=outgoing_id
    ).first()
    if row is None:
        raise AccessRefused(str(outgoing_id))
    put_out(by, WEBHOOK, row.payload, key=str(uuid4()), label=row.label, bundle=row.bundle)
    remember(by, "webhook.sent_again", hook, after={"event": row.payload["event"]})


def tell_programs(event: Event) -> None:
    """Put out what a public event tells, to every program of the committee that wants it, in the event's transaction:
    numbers and public fields only, no names and no titles."""
    if not event.public_name or event.by.committee_id is None:
        return
    with scopes_disabled():  # an event may be told where no scope is open; its actor says whose it is
        hooks = list(Webhook.objects.filter(committee=event.by.committee_id, ended_at=None))
    wanting = [hook for hook in hooks if event.public_name in hook.events]
    if wanting:
        code = _code_of(event.by.committee_id)
        told = list(event.public())
        put_out_each(
            event.by,
            WEBHOOK,
            [_item(hook, event.public_name, data, code) for hook in wanting for data in told],
        )


def bundle_of(hook: Webhook) -> str:
    """What holds a webhook's messages together in the outbox."""
    return f"webhook-{hook.pk}"


def _item(hook: Webhook, name: str, data: Mapping[str, Any], code: str) -> Item:
    reference = str(uuid4())
    payload = {
        "webhook": hook.pk,
        "id": reference,
        "event": name,
        "at": clock.now().isoformat(),
        "committee": code,
        "data": dict(data),
    }
    return Item(
        payload=payload, key=reference, label=f"{hook.name}: {event_name(name)}", bundle=bundle_of(hook)
    )


def _code_of(committee_id: int) -> str:
    return str(Committee.objects.values_list("code", flat=True).get(pk=committee_id))


def _locked(by: Actor, webhook_id: int) -> Webhook:
    must(by, "webhook.manage")
    hook = (
        Webhook.objects.select_for_update()
        .filter(committee=by.committee_id, pk=webhook_id, ended_at=None)
        .order_by()
        .first()
    )
    if hook is None:
        raise AccessRefused(str(webhook_id))
    return hook

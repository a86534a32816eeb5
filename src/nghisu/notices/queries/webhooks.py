from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Outgoing
from nghisu.notices.adapters.webhooks import WEBHOOK
from nghisu.notices.commands.webhooks import bundle_of
from nghisu.notices.events import event_name
from nghisu.notices.models import Webhook

STATES = {"done": "done", "waiting": "due", "held": "due", "dead": "late", "dropped": "none"}
"""How a message stands, as badges are called."""


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """A webhook with how its messages stand."""

    hook: Webhook
    events: list[str]
    waiting: int
    dead: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message as its page shows it."""

    row: Outgoing
    event: str
    state: str
    word: str
    reference: str


def webhooks_of(by: Actor) -> QuerySet[Webhook]:
    """The committee's webhooks that are still told, the latest first."""
    must(by, "webhook.manage")
    return Webhook.objects.filter(committee=by.committee_id, ended_at=None)


def webhook_lines(by: Actor) -> list[WebhookLine]:
    """The webhooks with how their messages stand: two queries."""
    hooks = list(webhooks_of(by))
    counted = {
        bundle: (waiting, dead, last)
        for bundle, waiting, dead, last in Outgoing.objects.filter(
            committee=by.committee_id, channel=WEBHOOK, bundle__in=[bundle_of(hook) for hook in hooks]
        )
        .order_by()
        .values_list("bundle")
        .annotate(
            waiting=Count("id", filter=Q(state=Outgoing.State.WAITING)),
            dead=Count("id", filter=Q(state=Outgoing.State.DEAD)),
            last=Max("ended_at", filter=Q(state=Outgoing.State.DONE)),
        )
    }
    return [
        WebhookLine(
            hook,
            [event_name(event) for event in hook.events],
            *counted.get(bundle_of(hook), (0, 0, None)),
        )
        for hook in hooks
    ]


def messages_of(by: Actor, hook: Webhook) -> QuerySet[Outgoing]:
    """What was put out to a webhook, the latest first."""
    must(by, "webhook.manage")
    rows = Outgoing.objects.filter(committee=by.committee_id, channel=WEBHOOK, bundle=bundle_of(hook))
    return rows.order_by("-id")


def message_lines(rows: Iterable[Outgoing]) -> list[MessageLine]:
    """Messages in words, in the order given."""
    return [
        MessageLine(
            row,
            event_name(str(row.payload.get("event", ""))),
            STATES.get(row.state, "none"),
            str(row.get_state_display()),
            str(row.payload.get("id", "")),
        )
        for row in rows
    ]

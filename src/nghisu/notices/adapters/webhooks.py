"""Telling another program what happened: one signed request, no redirects, little time, little read of the answer."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

from django.conf import settings
from django_scopes import scopes_disabled

from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Undeliverable, channel
from nghisu.notices.adapters.addresses import AddressRefused, read_url, resolve
from nghisu.notices.adapters.posting import post
from nghisu.notices.models import Webhook

WEBHOOK = "webhook"
LEAD = "nghisu_whsec_"
GONE = 410


class NotTaken(Exception):
    """The other program did not take it; it will be tried again."""


def secret_of(hook: Webhook) -> str:
    """The secret with which a webhook's messages are signed, made anew each time from its salt and our own key."""
    key = f"webhook:{settings.SECRET_KEY}".encode()
    made = hmac.digest(key, f"{hook.committee_id}:{hook.salt}".encode(), "sha256")
    return LEAD + urlsafe_b64encode(made).decode().rstrip("=")


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and the HMAC-SHA256, in hexadecimal, of timestamp, full stop and body."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def body_of(payload: dict[str, Any]) -> bytes:
    """What is sent, byte for byte as it is signed."""
    told = {name: payload[name] for name in ("id", "event", "at", "committee", "data")}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


@channel(WEBHOOK, lease=timedelta(minutes=10), tries=12, batch=10)
def send(row: Outgoing) -> None:
    """Send one message. The same message bears the same id, by which the other side can tell that it came before."""
    with scopes_disabled():
        hook = Webhook.objects.filter(pk=row.payload["webhook"], committee=row.committee_id).first()
    if hook is None or hook.ended_at is not None:
        raise Undeliverable("Địa chỉ báo tin đã thu hồi.")
    try:
        target = resolve(read_url(hook.url, inside=hook.inside), inside=hook.inside)
    except AddressRefused as refusal:
        raise Undeliverable(str(refusal)) from refusal
    status = post(target, _headers(hook, row), body_of(row.payload))
    if status == GONE:
        raise Undeliverable("Bên nhận trả lời 410: không nhận nữa.")
    if not 200 <= status < 300:
        raise NotTaken(f"Bên nhận trả lời {status}.")


def _headers(hook: Webhook, row: Outgoing) -> dict[str, str]:
    timestamp = int(clock.server_now().timestamp())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Nghi-Su-Webhook/1",
        "Nghisu-Event": row.payload["event"],
        "Nghisu-Delivery": row.payload["id"],
        "Nghisu-Timestamp": str(timestamp),
        "Nghisu-Signature": signature(secret_of(hook), timestamp, body_of(row.payload)),
    }

"""Another program that listens, and an administrator who has it told: for tests of what is told outside."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.outbox import Worker
from nghisu.notices.adapters.webhooks import WEBHOOK
from nghisu.notices.commands.webhooks import open_webhook
from nghisu.notices.models import Webhook
from nghisu.rulebook.commands import bind_committee


@dataclass(slots=True)
class Listener:
    """Another program: what it was sent, and the status it answers."""

    port: int = 0
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tin"


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard = Listener()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(heard.status)
            if heard.status == 302:
                self.send_header("Location", heard.url + "/khac")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing on the terminal."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def office_network_allowed(settings) -> None:
    """The installation lets webhooks reach this machine and one network of the office's own."""
    settings.NGHISU_WEBHOOKS_INSIDE = ("127.0.0.1", "10.0.0.0/24")


@pytest.fixture
def administrator(ground, standing_clock, in_committee, actor_of):
    administrator = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    bind_committee(administrator, "5609", date(2015, 1, 30))
    return administrator


@pytest.fixture
def opened(administrator, listener) -> Callable[..., tuple[Webhook, str]]:
    def opening(*events: str) -> tuple[Webhook, str]:
        wanted = events or ("entry.added", "entry.removed", "deadline.completed")
        return open_webhook(administrator, "Phần mềm văn bản", listener.url, wanted, inside=True)

    return opening


def deliver() -> None:
    """Let the worker send what there is to send now."""
    Worker(frozenset({WEBHOOK})).drain()


def is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether a message bears the signature that its receiver makes of it with the secret."""
    signed = f"{headers['nghisu-timestamp']}.".encode() + body
    expected = "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(headers["nghisu-signature"], expected)

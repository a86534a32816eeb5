"""A mail server that is down for an hour, that refuses, that lets a connection drop: nothing is lost (TRUST 20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.db import transaction

from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Worker, outbox_state, put_out
from nghisu.notices.adapters.mail import hang_up
from tests.journeys.house import free_port

pytestmark = pytest.mark.django_db


class Mailbox:
    """What a server took in; `answers` are given to the next letters instead of taking them."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.answers: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("khong-co"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(settings) -> int:
    number = free_port()  # none that the machine gives another server meanwhile
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", number, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Nghị Sự <nghisu@vensong.vn>"
    return number


@pytest.fixture(autouse=True)
def _hung_up() -> Iterator[None]:
    hang_up()  # a test before may have left its connection open
    yield
    hang_up()


def serving(mailbox: Mailbox, port: int) -> Controller:
    return Controller(mailbox, hostname="127.0.0.1", port=port)


def write(*names: str) -> None:
    with transaction.atomic():
        for name in names:
            said = {
                "to": f"{name}@vensong.vn",
                "name": "Đặng Thị Ngọc",
                "subject": "Họp sớm",
                "text": "Kính gửi",
            }
            put_out(system_actor(None), "mail", said, key=name)


def drain() -> int:
    return Worker(only=frozenset({"mail"})).drain()


def test_a_server_down_for_an_hour_loses_nothing_and_uses_up_no_try(mailbox, port):
    with time_machine.travel("2026-03-10T08:00:00+07:00", tick=False) as traveller:
        write("an", "binh", "chi")
        for _minute in range(12):
            assert drain() == 0
            traveller.shift(timedelta(minutes=5))
        state = outbox_state()
        assert (state.waiting, state.dead, state.oldest) == (3, 0, timedelta(hours=1))
        assert set(Outgoing.objects.values_list("tries", flat=True)) == {0}
        assert "Connection" in Outgoing.objects.earliest("id").fault
        server = serving(mailbox, port)
        server.start()
        try:
            assert drain() == 3
        finally:
            hang_up()
            server.stop()
    assert [letter["To"].partition("<")[2] for letter in mailbox.letters] == [
        "an@vensong.vn>",
        "binh@vensong.vn>",
        "chi@vensong.vn>",
    ]


def test_a_server_that_says_later_gets_the_letter_later_with_the_same_message_id(mailbox, port):
    mailbox.answers = ["451 4.3.0 try again later"]
    server = serving(mailbox, port)
    server.start()
    try:
        write("an")
        with time_machine.travel("2026-03-10T08:00:00+07:00") as traveller:
            assert drain() == 0
            assert Outgoing.objects.get().tries == 1
            traveller.shift(timedelta(minutes=1))
            assert drain() == 1
    finally:
        hang_up()
        server.stop()
    assert str(Outgoing.objects.get().ref) in mailbox.letters[0]["Message-ID"]


def test_an_address_that_does_not_exist_is_a_dead_letter_and_the_others_go(mailbox, port):
    server = serving(mailbox, port)
    server.start()
    try:
        write("an", "khong-co", "chi")
        assert drain() == 2
    finally:
        hang_up()
        server.stop()
    dead = Outgoing.objects.get(state=Outgoing.State.DEAD)
    assert "no such mailbox" in dead.fault
    assert len(mailbox.letters) == 2


def test_what_arrives_is_readable_vietnamese_over_a_line_of_seven_bits(mailbox, port):
    server = serving(mailbox, port)
    server.start()
    try:
        write("an")
        drain()
    finally:
        hang_up()
        server.stop()
    [letter] = mailbox.letters
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode("utf-8").strip() == "Kính gửi"
    assert all(byte < 128 for byte in letter.as_bytes())

"""Letters that go out while workers are killed and the mail server is down for an hour: none is lost (TRUST 20)."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from tests.conftest import installation

PROCESS = Path(__file__).with_name("issuing_process.py")
COUNT, FEW = 24, 6
LONGEST = 60  # seconds


class Office:
    """The process that issued letters; `ask` says a word to it and hears its answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, word: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        watch = Timer(
            LONGEST, self._process.kill
        )  # an answer that never comes is a failure, not an endless wait
        watch.start()
        try:
            self._process.stdin.write(f"{word}\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        finally:
            watch.cancel()

    def worked(self, word: str) -> int:
        """Let a worker do all there is to do; how it ended."""
        self.ask(word)
        return int(self.ask("wait"))


class Mailbox:
    """What a server took in. Before it answers to some letters it ends the worker: after it took the letter or before."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.worker = 0
        self.cut: dict[int, bool] = {}
        self._asked = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self._asked += 1
        takes = self.cut.get(self._asked)
        if takes is not False:
            self.letters.append(message_from_bytes(envelope.content))
        if takes is not None:
            os.kill(self.worker, signal.SIGKILL)
        return "250 OK"


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture(scope="module")
def own_installation(_migrated_installation, tmp_path_factory) -> Iterator[dict[str, str]]:
    """One for all tests here: what takes their time is that its process begins."""
    with installation(tmp_path_factory.mktemp("letters"), like=_migrated_installation) as environment:
        yield environment


@pytest.fixture(scope="module")
def office(own_installation: dict[str, str], port: int) -> Iterator[Office]:
    if not any(settings.DOCUMENT_FONTS.glob("*.ttf")):
        pytest.skip("the fonts of documents are not built: make")
    with subprocess.Popen(
        [sys.executable, str(PROCESS), str(port)],
        env=own_installation,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Office(process)
        finally:
            process.kill()


@contextmanager
def serving(mailbox: Mailbox, port: int) -> Iterator[None]:
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


def addressee(letter: Message) -> str:
    return parseaddr(str(letter["To"]))[1]


def addressees(mailbox: Mailbox) -> Counter[str]:
    return Counter(addressee(letter) for letter in mailbox.letters)


def digest_of_letter(letter: Message) -> str:
    [paper] = [part for part in letter.walk() if part.get_content_type() == "application/pdf"]
    content = paper.get_payload(decode=True)
    assert isinstance(content, bytes)
    return hashlib.sha256(content).hexdigest()


def test_workers_killed_and_mail_down_for_an_hour_every_letter_goes_and_only_one_cut_off_goes_twice(
    office, port
):
    mailbox = Mailbox()
    office.ask(f"issue {COUNT}")
    office.ask("dying 0")  # killed at its drawing
    assert office.ask("wait") == -signal.SIGKILL
    before = office.ask("state")
    assert 4 <= before["drawn"] < COUNT

    for minutes in (6, 36, 66):  # the others are drawn, and nobody takes them for an hour
        assert office.worked(f"work {minutes}") == 0
        state = office.ask("state")
        assert (state["drawn"], state["sent"], state["waiting"], state["dead"]) == (COUNT, 0, COUNT, 0)
    kept = {address: digest for address, digest in before["letters"].items() if digest}
    assert kept.items() <= state["letters"].items(), "a letter was drawn twice"

    mailbox.cut = {7: True, 13: False}
    with serving(mailbox, port):
        for minutes, sent in ((67, 6), (78, 12 - 1)):
            mailbox.worker = office.ask(f"work {minutes}")
            assert office.ask("wait") == -signal.SIGKILL
            assert office.ask("state")["sent"] == sent
        assert office.worked("work 89") == 0
    state = office.ask("state")
    assert (state["drawn"], state["sent"], state["dead"], state["waiting"]) == (COUNT, COUNT, 0, 0)
    assert (state["put_out"], state["links"]) == (COUNT, COUNT)
    times = addressees(mailbox)
    assert set(times) == set(state["letters"])
    assert times.total() == COUNT + 1
    [twice] = [address for address, count in times.items() if count == 2]
    letters = [letter for letter in mailbox.letters if addressee(letter) == twice]
    assert letters[0]["Message-ID"] == letters[1]["Message-ID"]  # so that a second one can be told to be one
    for letter in mailbox.letters:
        assert digest_of_letter(letter) == state["letters"][addressee(letter)]


def test_a_worker_that_says_sent_before_it_is_would_be_caught(office, port):
    """The control: of such a worker the letter it was at is lost."""
    mailbox = Mailbox()
    mailbox.cut = {3: False}
    office.ask(f"issue {FEW}")
    with serving(mailbox, port):
        mailbox.worker = office.ask("early 0")
        assert office.ask("wait") == -signal.SIGKILL
        assert office.worked("early 11") == 0
    assert addressees(mailbox).total() == FEW - 1

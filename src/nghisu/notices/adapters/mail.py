"""Letters through the office's mail server. One connection for as long as letters follow one another."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import utf8_charset_qp

from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Undeliverable, Unreachable, channel

MAIL = "mail"

IDLE = 20.0
"""Seconds after which a connection that lay idle is not trusted any more."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What an app above makes of a letter when it is sent: its words, what goes with it, what is done once it went.

    So no secret and no large file lies in the outbox while the letter waits there.
    """

    text: str
    enclosed: Sequence[Enclosure] = ()
    sent: Callable[[], None] = lambda: None


Complete = Callable[[Outgoing], Completion]
_completed: dict[str, Complete] = {}


def completes(kind: str) -> Callable[[Complete], Complete]:
    """Register a function as the one that completes letters whose payload says `completed_by` so. It raises
    Undeliverable for a letter that is not to be sent any more."""

    def register(complete: Complete) -> Complete:
        _completed[kind] = complete
        return complete

    return register


Enclose = Callable[[Outgoing], Sequence[Enclosure]]
_enclosing: list[Enclose] = []


def encloses(enclose: Enclose) -> Enclose:
    """Register a function that says what goes with a letter, whoever wrote it; with most nothing does."""
    if enclose not in _enclosing:
        _enclosing.append(enclose)
    return enclose


class _Line(threading.local):
    """The open connection of one thread."""

    connection: BaseEmailBackend | None = None
    used_at = 0.0


_line = _Line()


@channel(MAIL, lease=timedelta(minutes=10), tries=12, batch=20)
def send_letter(row: Outgoing) -> None:
    """Send one letter. Its Message-ID follows from the row, so that a second copy can be told to be one.

    Raises Unreachable when the server does not answer or lets nobody in, Undeliverable when it refuses the address or
    the letter for good; whatever else it says is a try that failed.
    """
    completion = _completion_of(row)
    letter = letter_of(row, completion)
    try:
        _send(letter)
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = {code for code, _said in refusal.recipients.values()}
        if all(code >= 500 for code in codes):
            raise Undeliverable(_spoken(next(iter(refusal.recipients.values()))[1])) from refusal
        raise
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refusal:
        if 550 <= refusal.smtp_code < 560:
            raise Undeliverable(_spoken(refusal.smtp_error)) from refusal
        raise
    except OSError as problem:  # which every refusal of smtplib is, too
        raise Unreachable(f"{type(problem).__name__}: {problem}") from problem
    if completion is not None:
        completion.sent()


def _completion_of(row: Outgoing) -> Completion | None:
    kind = row.payload.get("completed_by")
    return _completed[kind](row) if kind else None


def letter_of(row: Outgoing, completion: Completion | None = None) -> EmailMessage:
    """The letter that a row stands for: plain text in UTF-8, headers as RFC 2047 spells Vietnamese."""
    said: dict[str, Any] = row.payload
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = sender[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{row.ref}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": said.get("language", "vi"),
    }
    name = " ".join(said.get("name", "").split())
    letter = EmailMessage(
        subject=" ".join(said["subject"].split()),
        body=completion.text if completion is not None else said["text"],
        from_email=formataddr(sender),
        to=[formataddr((name, said["to"]))],
        headers=headers,
    )
    enclosed = list(completion.enclosed) if completion is not None else []
    for one in [*enclosed, *(each for enclose in _enclosing for each in enclose(row))]:
        letter.attach(one.name, one.content, one.media_type)
    letter.encoding = utf8_charset_qp  # seven bits a byte: not every server on the way takes eight
    return letter


def _send(letter: EmailMessage) -> None:
    connection = _line.connection
    if connection is None or monotonic() - _line.used_at > IDLE:
        hang_up()
        connection = get_connection()
        connection.open()
        _line.connection = connection
    try:
        connection.send_messages([letter])
    except OSError:
        hang_up()
        raise
    _line.used_at = monotonic()


def hang_up() -> None:
    """Close this thread's connection, if one is open; what the far side says to that does not matter."""
    connection, _line.connection = _line.connection, None
    if connection is None:
        return
    try:
        connection.close()
    except OSError:
        return


def _spoken(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said

"""Idempotent commands (TRUST 2): a form carries an identifier; sent twice, it acts once and answers the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import CommandReceipt
from nghisu.foundation.refusals import CommandReused

JsonAnswer = dict[str, Any]


def once(
    by: Actor, command_id: UUID, name: str, payload: Mapping[str, Any], run: Callable[[], JsonAnswer]
) -> JsonAnswer:
    """Run a command unless it ran before, and return its answer (JSON) either way, in one transaction.

    Raises CommandReused when the identifier came with another command, body, person or committee.
    """
    digest = _digest(payload)
    with transaction.atomic():
        try:
            with transaction.atomic():
                receipt = CommandReceipt.objects.create(
                    command_id=command_id,
                    committee_id=by.committee_id,
                    user_id=by.user_id,
                    name=name,
                    payload_digest=digest,
                    at=clock.now(),
                )
        except IntegrityError:
            return _answer_before(by, command_id, name, digest)
        answer = run()
        receipt.answer = answer
        receipt.save(update_fields=["answer"])
        return answer


def _answer_before(by: Actor, command_id: UUID, name: str, digest: str) -> JsonAnswer:
    before = CommandReceipt.objects.get(command_id=command_id)
    kept = (before.name, before.payload_digest, before.user_id, before.committee_id)
    if kept != (name, digest, by.user_id, by.committee_id):
        raise CommandReused(
            _("Thao tác này đã được gửi trước đó với nội dung khác. Hãy mở lại trang rồi gửi lại.")
        )
    return before.answer or {}


def _digest(payload: Mapping[str, Any]) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def command_id_of(request: HttpRequest) -> UUID:
    """The identifier that the form carried; a form without one gets a new one, so it acts, but not twice alike."""
    try:
        return UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid4()


def payload_of(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed, as the body that the identifier stands for."""
    left_out = {"csrfmiddlewaretoken", "command_id"}
    return {key: sorted(request.POST.getlist(key)) for key in request.POST if key not in left_out}

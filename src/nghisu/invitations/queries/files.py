"""The files of letters, taken out of what they lie in together."""

from __future__ import annotations

import hashlib

from nghisu.foundation.kept_files import FileGone, path_of
from nghisu.invitations.models import Delivery, Invitee

LETTER_NAME = "giay-moi.pdf"


def letter_that_counts(one: Invitee) -> Delivery | None:
    """The letter of somebody that no other replaced."""
    return Delivery.objects.filter(committee=one.committee_id, invitee=one, replaced_at=None).first()


def letter_file(one: Delivery) -> bytes:
    """The letter of one who is invited. Raises FileGone where it is missing or not the one that was kept."""
    if not one.stored:
        raise FileGone(str(one.pk))
    try:
        with path_of(one.stored).open("rb") as stream:
            stream.seek(one.offset)
            content = stream.read(one.size)
    except OSError as problem:
        raise FileGone(one.stored) from problem
    if hashlib.sha256(content).hexdigest() != one.sha256:
        raise FileGone(one.stored)
    return content

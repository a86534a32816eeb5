"""The files of letters, taken out of what they lie in together."""

from __future__ import annotations

import hashlib

from nghisu.foundation.kept_files import FileGone, path_of
from nghisu.invitations.models import Delivery, Invitee

LETTER_NAME = "giay-moi.pdf"


def letter_that_counts(one: Invitee) -> Delivery | None:
    """The letter of somebody that no other replaced; while that waits for the signature on its original, the one before
    it, if there was one."""
    rows = Delivery.objects.filter(committee=one.committee_id, invitee=one).select_related(
        "mailing__committee",
        "mailing__issuer",
        "mailing__issuer_of_board",
        "mailing__original",
        "mailing__original_of_board",
    )
    row = rows.filter(replaced_at=None).first()
    while row is not None and row.is_held:
        row = rows.filter(pk=row.replaces_id).first() if row.replaces_id is not None else None
    return row


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

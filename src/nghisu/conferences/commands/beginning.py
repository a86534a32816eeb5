from __future__ import annotations

from itertools import chain, count

from django.db import transaction

from nghisu.conferences.models import Conference
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry

KIND_LETTERS = {
    "thuong-truc": "TT",
    "ban-thuong-vu": "BTV",
    "ban-chap-hanh": "BCH",
    "giao-ban": "GB",
    "so-tong-ket": "STK",
    "quan-triet": "QT",
}
"""How a code begins; a kind of a committee's own begins with the first letters of its words."""


@transaction.atomic
def conference_of_entry(by: Actor, entry: Entry, code: str = "") -> Conference:
    """The conference of an entry, made at its first stage where nobody has begun it yet.

    It is no decision of a person: whoever may do the act that needs it has it made; the stages after it have commands
    of their own. The code is the kind and the day it was begun for, unless another is given, and does not change when
    the conference is moved.
    """
    existing = Conference.objects.filter(committee=by.committee_id, entry=entry).first()
    if existing is not None:
        return existing
    if not code:
        code = _free_code(by, entry)
    conference, _made = Conference.objects.get_or_create(
        entry=entry, defaults={"committee_id": by.tenant, "code": code}
    )
    return conference


def _free_code(by: Actor, entry: Entry) -> str:
    letters = KIND_LETTERS.get(entry.kind) or "".join(word[0] for word in entry.kind.split("-")).upper()
    plain = f"{letters}-{clock.local(entry.opening):%Y-%m-%d}"
    taken = set(
        Conference.objects.filter(committee=by.committee_id, code__startswith=plain).values_list(
            "code", flat=True
        )
    )
    names = chain([plain], (f"{plain}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import override

from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands.posting import post
from nghisu.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Said:
    """What is told, in the language that is active when it is said."""

    title: str
    body: str = ""


@transaction.atomic
def tell(
    by: Actor,
    to: Iterable[int],
    kind: str,
    said: Callable[[], Said],
    *,
    url: str = "",
    thing: models.Model | None = None,
    key: str = "",
    urgent: bool = False,
) -> int:
    """Tell people (by id) of the actor's committee something, in the transaction of the act that concerns them.

    `said` is called once for each language. The same `key` is told to a person once; without a key every call is an
    occasion of its own. The actor is not told of the own act. Returns how many were told.
    """
    words = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            spoken = said()
        words[language] = {"title": spoken.title, "body": spoken.body}
    searched = fold(" ".join(text for spoken in words.values() for text in spoken.values()))[:1_000]
    key = key or uuid4().hex
    people = sorted(set(to) - {by.person_id})
    told = set(
        Notice.objects.filter(committee=by.tenant, key=key, person__in=people).values_list(
            "person", flat=True
        )
    )
    new = [
        Notice(
            committee_id=by.tenant,
            person_id=person,
            kind=kind,
            words=words,
            url=url,
            thing_kind=thing._meta.label_lower if thing is not None else "",
            thing_id=str(thing.pk) if thing is not None else "",
            key=key,
            urgent=urgent,
            at=clock.now(),
            search_text=searched,
        )
        for person in people
        if person not in told
    ]
    Notice.objects.bulk_create(new, batch_size=400, ignore_conflicts=True)
    post(by, new)
    return len(new)

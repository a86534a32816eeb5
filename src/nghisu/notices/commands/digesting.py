from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from nghisu.accounts.models import User
from nghisu.accounts.queries import grants_of
from nghisu.foundation.actors import system_actor
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands.posting import signature
from nghisu.notices.models import Measure
from nghisu.notices.queries.digests import day_of, digest_of, unread_of
from nghisu.notices.queries.measures import reader_of


@transaction.atomic
def put_out_digests(committee_id: int, on: date, hour: int) -> int:
    """Put out the digest of a day for those of a committee who chose one and whose hour has come. Returns how many.

    Each person gets one letter a day, however often this is called and however the clock is set; who has nothing to
    read gets none. A digest that was marked for a day after tomorrow stems from a clock that ran ahead.
    """
    rows = (
        Measure.objects.select_for_update(of=("self",))
        .filter(
            Q(digested_on=None) | Q(digested_on__lt=on) | Q(digested_on__gt=on + timedelta(days=1)),
            committee=committee_id,
            digest=True,
            digest_hour__lte=hour,
        )
        .select_related("person")
        .order_by("person_id")
    )
    measures = list(rows)
    if not measures:
        return 0
    items = _items(committee_id, on, [one for one in measures if one.person.email])
    put_out_each(system_actor(committee_id), MAIL, items)
    Measure.objects.filter(pk__in=[one.pk for one in measures]).update(digested_on=on)
    return len(items)


def _items(committee_id: int, on: date, measures: Sequence[Measure]) -> list[Item]:
    ids = [one.person_id for one in measures]
    grants, day, unread = grants_of(committee_id, on), day_of(committee_id, on), unread_of(committee_id, ids)
    spoken = dict(User.objects.filter(person__in=ids).values_list("person_id", "language"))
    readers = [
        reader_of(one.person_id, one.person.full_name, one.person.email, one, spoken.get(one.person_id, "vi"))
        for one in measures
    ]
    items = []
    for language in sorted({reader.language for reader in readers}):
        with override(language):
            foot = signature()
            for reader in readers:
                if reader.language != language or reader.person_id not in grants:
                    continue  # of another language, or serving here no more
                said = digest_of(
                    reader, grants[reader.person_id], day, unread.get(reader.person_id, []), foot
                )
                if said is not None:
                    key = f"digest {committee_id} {reader.person_id} {on:%Y-%m-%d}"
                    items.append(Item(payload=said, key=key, label=f"{said['subject']} → {reader.name}"))
    return items

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nghisu.directory.models import Organisation
from nghisu.foundation.actors import Actor


def offices_of(by: Actor) -> list[Organisation]:
    """The offices that have served and will serve the committee (văn phòng cấp ủy), the latest first."""
    rows = Organisation.objects.filter(
        committee=by.committee_id, kind=Organisation.Kind.PARTY_OFFICE, superior=None
    )
    return list(rows.order_by("-since", "-pk"))


def office_on(offices: Iterable[Organisation], on: date) -> int | None:
    """The office that serves the committee on a day."""
    return next(
        (one.pk for one in offices if one.since <= on and (one.until is None or on <= one.until)), None
    )

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from nghisu.documents.models import KeptCertificate
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor

SOON = timedelta(days=30)
"""So long before its end a certificate is warned of."""


def own_certificates(by: Actor) -> QuerySet[KeptCertificate]:
    """The certificates the actor keeps here."""
    rows = KeptCertificate.objects.filter(committee=by.committee_id, user=by.user_id or 0)
    return rows.defer("sealed")


def state_of(row: KeptCertificate) -> str:
    """Whether a certificate is `good`, ends `soon`, or is `over`, by the server's clock."""
    left = row.until - clock.server_now()
    return "over" if left <= timedelta(0) else "soon" if left <= SOON else "good"

"""The root certificates on which trust rests: those that were entered, and those that came in the folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nghisu.documents.adapters.signing import RootCertificate, roots_in_folder
from nghisu.documents.models import TrustedRoot
from nghisu.documents.models.root import in_fours
from nghisu.foundation import clock


@dataclass(frozen=True, slots=True)
class Root:
    """A root as the page shows it: whose, and who added it when; in the folder where nobody did. `fault` says why it is
    not trusted although it is there, by name; empty where it is."""

    fingerprint: str
    subject: str
    issuer: str
    since: datetime
    until: datetime
    added_by: str
    added_at: datetime | None
    fault: str

    @property
    def parted(self) -> str:
        """The fingerprint in fours, as people compare it."""
        return in_fours(self.fingerprint)


def trusted_anchors() -> list[bytes]:
    """The root certificates that are trusted now, each as DER: entered and not removed, or in the folder and never
    removed. One that has expired or may not issue is no ground for trust."""
    now = clock.server_now()
    entered = TrustedRoot.objects.filter(removed_at=None, since__lte=now, until__gte=now)
    found = {row.fingerprint: bytes(row.certificate) for row in entered}
    for one in _in_folder():
        if not one.fault(now):
            found.setdefault(one.fingerprint, one.der)
    return list(found.values())


def roots() -> list[Root]:
    """Every root that is there, the entered ones and those of the folder, by name."""
    now = clock.server_now()
    found = {
        row.fingerprint: Root(
            row.fingerprint,
            row.subject,
            row.issuer,
            row.since,
            row.until,
            row.added_by_name,
            row.added_at,
            "expired" if row.until < now else "",
        )
        for row in TrustedRoot.objects.filter(removed_at=None).defer("certificate")
    }
    for one in _in_folder():
        found.setdefault(
            one.fingerprint,
            Root(one.fingerprint, one.subject, one.issuer, one.since, one.until, "", None, one.fault(now)),
        )
    return sorted(found.values(), key=lambda one: (one.subject, one.fingerprint))


def root_of(fingerprint: str) -> Root | None:
    """The root with a fingerprint, if it is there."""
    return next((one for one in roots() if one.fingerprint == fingerprint), None)


def removed_roots() -> Sequence[TrustedRoot]:
    """The roots that were taken away, the latest first."""
    rows = TrustedRoot.objects.exclude(removed_at=None).defer("certificate")
    return list(rows.order_by("-removed_at", "-id"))


def _in_folder() -> list[RootCertificate]:
    """Those of the folder that nobody removed on the page and nobody entered there."""
    found = roots_in_folder()
    if not found:
        return []
    known = set(
        TrustedRoot.objects.filter(fingerprint__in=[one.fingerprint for one in found]).values_list(
            "fingerprint", flat=True
        )
    )
    return [one for one in found if one.fingerprint not in known]

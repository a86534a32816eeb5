"""Root certificates, trusted and trusted no more: an act of whoever administers the installation."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from nghisu.core.text import nfc
from nghisu.documents.adapters.signing import RootCertificate, RootRefused, roots_in_folder
from nghisu.documents.models import TrustedRoot
from nghisu.documents.queries.roots import root_of
from nghisu.documents.refusals import ReasonNeeded
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def trust_root(by: Actor, root: RootCertificate) -> TrustedRoot:
    """Trust a root certificate. Raises RootRefused for one that may not issue, is not good today, or is trusted
    already."""
    must(by, "root.edit")
    must_be_good(root)
    row = TrustedRoot(added_by_name=by.name, **_columns(root))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise RootRefused("known") from None
    remember(by, "root.trusted", row, after=_said(row), label=row.subject)
    return row


def must_be_good(root: RootCertificate) -> None:
    """Raises RootRefused."""
    fault = root.fault(clock.server_now())
    if not fault and root_of(root.fingerprint) is not None:
        fault = "known"
    if fault:
        raise RootRefused(fault, root.since, root.until)


@transaction.atomic
def remove_root(by: Actor, fingerprint: str, why: str) -> TrustedRoot:
    """Trust a root no more; it stays on the page with who, when and why. One that came in the folder is entered first, so
    that its file no longer counts. Raises ReasonNeeded, AccessRefused for one that is not there."""
    must(by, "root.edit")
    if not why.strip():
        raise ReasonNeeded
    rows = TrustedRoot.objects.select_for_update().filter(fingerprint=fingerprint, removed_at=None)
    row = rows.first()
    if row is None:
        there = root_of(fingerprint)
        root = next((one for one in roots_in_folder() if one.fingerprint == fingerprint), None)
        if there is None or root is None:
            raise AccessRefused(fingerprint)
        row = TrustedRoot(**_columns(root))
    row.removed_at, row.removed_by_name = clock.now(), by.name
    row.removed_why = nfc(why.strip())[:500]
    row.save()
    remember(by, "root.removed", row, after=_said(row) | {"reason": row.removed_why}, label=row.subject)
    return row


def _columns(root: RootCertificate) -> dict[str, Any]:
    return {
        "fingerprint": root.fingerprint,
        "certificate": root.der,
        "subject": root.subject[:500],
        "issuer": root.issuer[:500],
        "since": root.since,
        "until": root.until,
        "added_at": clock.now(),
    }


def _said(row: TrustedRoot) -> dict[str, object]:
    return {"fingerprint": row.fingerprint, "until": f"{clock.local(row.until):%d/%m/%Y}"}

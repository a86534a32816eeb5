"""What goes to a unit over the Party network: one ZIP with its letters and a manifest of them (5609 I/III/1.3/b1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.meeting import place_of
from nghisu.invitations.queries.numbers import sign_of, signs_of

ZIP = "application/zip"
OLDEST = (1980, 1, 1, 0, 0, 0)


def network_package(mailing: Mailing, unit: str, rows: Sequence[Delivery]) -> bytes:
    """The package of one unit. The same letters make the same bytes, so that a copy can be told to be one. Raises
    FileGone for a letter that is not drawn."""
    entry = mailing.conference.entry
    kept = BytesIO()
    documents = []
    with ZipFile(kept, "w", ZIP_DEFLATED) as package:
        for place, one in enumerate(rows, 1):
            content = letter_file(one)
            name = f"giay-moi-{place:03d}-{'-'.join(fold(one.invitee.name).split())[:60]}.pdf"
            name = "".join(sign for sign in name if sign.isalnum() or sign in "-.")
            package.writestr(ZipInfo(name, OLDEST), content)
            documents.append(
                {
                    "file": name,
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "bytes": len(content),
                    "number": sign_of(mailing, one.version),
                    "delivery": one.pk,
                    "recipient": one.invitee.name,
                    "title": one.invitee.title,
                    "forward": True,
                }
            )
        manifest = {
            "format": "nghisu-package-1",
            "from": mailing.committee.name,
            "to": unit,
            "number": signs_of(mailing),
            "issued_at": clock.local(mailing.issued_at).isoformat() if mailing.issued_at else None,
            "conference": {
                "code": mailing.conference.code,
                "title": entry.title,
                "opening": clock.local(entry.opening).isoformat(),
                "place": place_of(entry),
            },
            "documents": documents,
        }
        package.writestr(ZipInfo("manifest.json", OLDEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return kept.getvalue()

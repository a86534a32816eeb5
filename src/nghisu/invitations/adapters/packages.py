"""What goes to a unit over the Party network: one ZIP with its letters and a manifest of them (5609 I/III/1.3/b1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nghisu.core.text import fold
from nghisu.documents.enums import FileRole
from nghisu.foundation import clock
from nghisu.foundation.files import FileKind, file_path
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.meeting import place_of
from nghisu.invitations.queries.numbers import sign_of, signs_of
from nghisu.invitations.queries.originals import signed_original

ZIP = "application/zip"
OLDEST = (1980, 1, 1, 0, 0, 0)


def network_package(mailing: Mailing, unit: str, rows: Sequence[Delivery]) -> bytes:
    """The package of one unit: its letters, and the signed original of each version among them. The same letters with the
    same signatures make the same bytes, so that a copy can be told to be one. Raises FileGone for a letter that is not
    drawn."""
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
        originals = []
        for version, one in {one.version: one for one in rows}.items():
            signed = signed_original(one)
            if signed is None:
                continue
            content = file_path(signed.file).read_bytes()
            name = f"ban-goc-{version}{FileKind(signed.file.kind).ending}"
            package.writestr(ZipInfo(name, OLDEST), content)
            at = signed.signed_at or signed.file.at
            originals.append(
                {
                    "file": name,
                    "sha256": signed.sha256,
                    "bytes": len(content),
                    "number": sign_of(mailing, version),
                    "signed_by": signed.signed_by or (signed.issued.signer_name if signed.issued else ""),
                    "signed_at": clock.local(at).isoformat(),
                    "scan": signed.role == FileRole.SCAN,
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
            "originals": originals,
        }
        package.writestr(ZipInfo("manifest.json", OLDEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return kept.getvalue()

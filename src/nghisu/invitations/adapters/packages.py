"""What goes to a unit over the Party network: one ZIP with its letters, the documents which those they are for may read,
and a manifest (5609 I/III/1.3/b1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.conferences.adapters.whole_pack import file_name
from nghisu.documents.adapters.packages import FORMAT, OLDEST, safe_name
from nghisu.documents.enums import FileRole
from nghisu.foundation import clock
from nghisu.foundation.files import FileKind, file_path
from nghisu.invitations.links import address_of_unit
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.meeting import place_of
from nghisu.invitations.queries.numbers import sign_of, signs_of
from nghisu.invitations.queries.originals import signed_original
from nghisu.invitations.queries.papers_for import papers_for

CONFIRM = "xac-nhan.txt"
"""What a person who opens the package reads of confirming it; a program finds the address in the manifest."""


def network_package(mailing: Mailing, unit: str, rows: Sequence[Delivery]) -> BinaryIO:
    """The package of one unit, in an open file: its letters, the signed original of each version among them, and once
    each the documents of the pack that are out and which those people may read. The same letters with the same signatures
    and documents make the same bytes, so that a copy can be told to be one. Raises FileGone for a letter that is not
    drawn and a document whose file is not the one that was kept."""
    entry = mailing.conference.entry
    documents = []
    papers, told = _papers(mailing, rows)
    with _unfinished() as kept, ZipFile(kept, "w", ZIP_DEFLATED) as package:
        for place, one in enumerate(rows, 1):
            content = letter_file(one)
            name = safe_name(f"giay-moi-{place:03d}", one.invitee.name, ".pdf")
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
        confirm_at = address_of_unit(mailing.pk, rows[0].unit_id) if rows and rows[0].unit_id else ""
        if confirm_at:
            package.writestr(ZipInfo(CONFIRM, OLDEST), _to_confirm(unit, confirm_at))
        manifest = {
            "format": FORMAT,
            "from": mailing.committee.name,
            "to": unit,
            "number": signs_of(mailing),
            "confirm_at": confirm_at,
            "issued_at": clock.local(mailing.issued_at).isoformat() if mailing.issued_at else None,
            "conference": {
                "code": mailing.conference.code,
                "title": entry.title,
                "opening": clock.local(entry.opening).isoformat(),
                "place": place_of(entry),
            },
            "documents": documents,
            "originals": originals,
            "papers": told,
        }
        for name, path in papers:
            with path.open("rb") as pages, package.open(ZipInfo(name, OLDEST), "w") as target:
                copyfileobj(pages, target)
        package.writestr(ZipInfo("manifest.json", OLDEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    kept.seek(0)
    return kept


def _to_confirm(unit: str, address: str) -> str:
    with override("vi"):  # it goes to a unit, whoever takes the package
        lines = [
            _("Kính gửi %(unit)s.") % {"unit": unit},
            _(
                "Xin mở đường dẫn dưới đây để xác nhận đơn vị đã nhận gói giấy mời và báo đã chuyển cho ai; không cần "
                "tài khoản:"
            ),
            address,
        ]
    return "\r\n\r\n".join(lines) + "\r\n"


def _papers(
    mailing: Mailing, rows: Sequence[Delivery]
) -> tuple[list[tuple[str, Path]], list[dict[str, Any]]]:
    """The documents for these letters: the name and place of each file, and what the manifest tells of it."""
    files: list[tuple[str, Path]] = []
    told: list[dict[str, Any]] = []
    for place, (paper, readers) in enumerate(papers_for(mailing.conference, rows), 1):
        pdf = paper.version.pdf
        if pdf is None:
            continue
        name = f"tai-lieu/{place:03d} {file_name(f'{paper.number} {paper.document.title}', '.pdf')}"
        files.append((name, file_path(pdf)))
        told.append(
            {
                "file": name,
                "sha256": pdf.sha256,
                "bytes": pdf.size,
                "number": paper.number,
                "title": paper.document.title,
                "version": paper.version.number,
                "pages": paper.version.pages,
                "deliveries": readers,
                "forward": True,
            }
        )
    return files, told


@contextmanager
def _unfinished() -> Iterator[BinaryIO]:
    """A file that stays open once it is written, and is closed where it could not be."""
    kept = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - closed with the answer that carries it
    try:
        yield kept
    except BaseException:
        kept.close()
        raise

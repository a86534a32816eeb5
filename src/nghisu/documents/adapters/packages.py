"""What goes to a unit over the Party network: one ZIP with files and a manifest of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nghisu.core.text import fold
from nghisu.documents.models import DocumentFile, IssuedDocument, Recipient
from nghisu.foundation import clock
from nghisu.foundation.kept_files import kept_file

ZIP = "application/zip"
OLDEST = (1980, 1, 1, 0, 0, 0)
FORMAT = "nghisu-package-1"


def safe_name(before: str, words: str, ending: str) -> str:
    """The name of a file in a package: what stands before, the words without marks, nothing that a system forbids."""
    name = f"{before}-{'-'.join(fold(words).split())[:60]}{ending}"
    return "".join(sign for sign in name if sign.isalnum() or sign in "-.")


def dispatch_package(row: IssuedDocument, one: Recipient, files: Sequence[DocumentFile]) -> bytes:
    """An issued document for one unit, with its files. Raises FileGone where one is missing."""
    named = []
    for place, kept in enumerate(files, 1):
        stem, _dot, ending = kept.file.name.rpartition(".")
        named.append(
            (
                safe_name(f"{place:03d}", stem, f".{ending}"),
                kept_file(kept.file.stored, kept.sha256),
                {
                    "number": row.sign,
                    "title": row.title,
                    "role": str(kept.role),
                    "delivery": one.pk,
                    "recipient": one.name,
                    "forward": True,
                },
            )
        )
    head = {
        "from": row.issuer.name,
        "to": one.name,
        "number": row.sign,
        "issued_at": clock.local(row.issued_at).isoformat(),
    }
    return package_of(head, named)


def package_of(head: Mapping[str, Any], named: Iterable[tuple[str, bytes, Mapping[str, Any]]]) -> bytes:
    """A package: files by name, what the manifest says of each, and its head. The same files make the same bytes, so that
    a copy can be told to be one."""
    kept, documents = BytesIO(), []
    with ZipFile(kept, "w", ZIP_DEFLATED) as package:
        for name, content, said in named:
            package.writestr(ZipInfo(name, OLDEST), content)
            facts = {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            documents.append(facts | dict(said))
        manifest = {"format": FORMAT, **head, "documents": documents}
        package.writestr(ZipInfo("manifest.json", OLDEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return kept.getvalue()

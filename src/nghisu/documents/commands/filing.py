"""Files beside the documents of the registers: handed over by people, or made by the house itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.core.papers.paper import Paper
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.signing import Judged, with_place_to_sign
from nghisu.documents.commands.seals import seal_drawn
from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile, IncomingDocument, IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import Arrived, FileKind, keep_arrived, keep_made
from nghisu.foundation.models import StoredFile


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was looked at and is to be kept beside a document, what it is of the document, and the signatures that
    it came with."""

    role: FileRole
    arrived: Arrived
    note: str = ""
    judged: Sequence[Judged] = ()
    prepared: bytes | None = None
    """What the house made of it before it is kept, where it is not kept as it came."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that the house made of a document itself; `judged`: the signatures that came to it; `confirmed`: somebody
    confirmed that a certificate is right which does not name who signs."""

    role: FileRole
    name: str
    kind: FileKind
    content: bytes
    note: str = ""
    judged: Sequence[Judged] = ()
    confirmed: bool = False


def keep_beside(
    by: Actor,
    file: Handed | Made,
    *,
    issued: IssuedDocument | None = None,
    incoming: IncomingDocument | None = None,
) -> DocumentFile:
    """Keep a file beside a document, in the transaction of the act."""
    stored = _keep(by, file)
    judged = file.judged
    return DocumentFile.objects.create(
        committee_id=by.tenant,
        issued=issued,
        incoming=incoming,
        role=file.role,
        file=stored,
        sha256=stored.sha256,
        note=file.note[:300],
        signed_by=", ".join(one.who for one in judged)[:300],
        signed_at=judged[-1].at if judged else None,
        is_trusted=all(one.intact and one.trusted for one in judged) if judged else None,
        another_name_confirmed_at=clock.now() if isinstance(file, Made) and file.confirmed else None,
    )


def keep_drawn(by: Actor, row: IssuedDocument, paper: Paper, signer: str) -> DocumentFile:
    """Draw an issued document as the PDF/A that is signed, its original (bản gốc), with the room for a signature and a
    seal, and keep it beside its line. Raises DrawingFailed."""
    seal = seal_drawn(row.issuer)
    across = seal.millimetres if seal is not None else 0
    drawn = with_place_to_sign(draw_pdf(paper), signer, across)
    name = f"{row.sign.replace('/', '-')}{FileKind.PDF.ending}"
    return keep_beside(by, Made(FileRole.PDF, name, FileKind.PDF, drawn), issued=row)


def _keep(by: Actor, file: Handed | Made) -> StoredFile:
    if isinstance(file, Made):
        return _keep_own(by, file)
    if file.prepared is None:
        return keep_arrived(by, file.arrived)
    arrived = file.arrived
    return _keep_own(by, Made(file.role, arrived.name, arrived.kind, file.prepared))


def _keep_own(by: Actor, made: Made) -> StoredFile:
    return StoredFile.objects.create(
        committee_id=by.tenant,
        name=made.name,
        kind=made.kind.value,
        media_type=made.kind.media_type,
        size=len(made.content),
        sha256=hashlib.sha256(made.content).hexdigest(),
        stored=keep_made(made.content),
        at=clock.now(),
        by_name=by.name,
    )

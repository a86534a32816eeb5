"""Files beside the documents of the registers: handed over by people, or made by the house itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile, IncomingDocument, IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import Arrived, FileKind, keep_arrived, keep_made
from nghisu.foundation.models import StoredFile


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was looked at and is to be kept beside a document, and what it is of the document."""

    role: FileRole
    arrived: Arrived
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that the house made of a document itself."""

    role: FileRole
    name: str
    kind: FileKind
    content: bytes
    note: str = ""


def keep_beside(
    by: Actor,
    file: Handed | Made,
    *,
    issued: IssuedDocument | None = None,
    incoming: IncomingDocument | None = None,
) -> DocumentFile:
    """Keep a file beside a document, in the transaction of the act."""
    stored = keep_arrived(by, file.arrived) if isinstance(file, Handed) else _keep_own(by, file)
    return DocumentFile.objects.create(
        committee_id=by.tenant,
        issued=issued,
        incoming=incoming,
        role=file.role,
        file=stored,
        sha256=stored.sha256,
        note=file.note[:300],
    )


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

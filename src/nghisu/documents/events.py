"""What the storeys above hear of documents, in the transaction of the act.

`document.about_kind` and `about_id` of an issued document say what it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.documents.enums import Level
from nghisu.documents.models import Appraisal, DocumentFile, DocumentVersion, Draft, IssuedDocument
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHandedIn(Event):
    """A version of a document of a pack was handed in."""

    public_name: ClassVar[str] = "document.handed_in"

    version: DocumentVersion

    def public(self) -> Iterable[dict[str, Any]]:
        yield {"document_id": self.version.document_id, "number": self.version.number}


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHeldBack(Event):
    """A version was held back for a stamp that was found when its pages were drawn: nothing of it is kept."""

    version: DocumentVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsCirculated(Event):
    """Versions went out to those who attend."""

    versions: Sequence[DocumentVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalGiven(Event):
    """Somebody said what an appraisal came to."""

    appraisal: Appraisal


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    """A document got its number and stands in the outgoing register; `draft` is what it was drawn up as, if here."""

    public_name: ClassVar[str] = "document.issued"

    document: IssuedDocument
    draft: Draft | None = None

    def public(self) -> Iterable[dict[str, Any]]:
        if self.document.level == Level.NORMAL:
            yield {
                "document_id": self.document.pk,
                "sign": self.document.sign,
                "issued_on": self.document.issued_on.isoformat(),
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCancelled(Event):
    """An issued document was cancelled; its number stays taken."""

    document: IssuedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned(Event):
    """A signed PDF, or a scan of the signed paper, came to an issued document."""

    document: IssuedDocument
    file: DocumentFile

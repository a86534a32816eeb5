from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.documents.models import Appraisal, DocumentVersion
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHandedIn(Event):
    """A version of a document of a pack was handed in."""

    version: DocumentVersion


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

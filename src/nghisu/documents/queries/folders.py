from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Sum

from nghisu.documents.models import DocumentVersion, OwnFolder, OwnPaper
from nghisu.documents.queries.visible import own_documents, visible_documents
from nghisu.foundation.actors import Actor

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class PaperShown:
    """What lies in an own folder; `version` of an own file, for it tells how far its pages are drawn."""

    paper: OwnPaper
    version: DocumentVersion | None


@dataclass(frozen=True, slots=True)
class FolderShown:
    """An own folder and what is in it."""

    folder: OwnFolder
    papers: list[PaperShown]

    @property
    def own_files(self) -> int:
        return sum(1 for one in self.papers if one.version is not None)

    @property
    def waits(self) -> bool:
        """Whether pages of an own file are still drawn."""
        state = DocumentVersion.State.DRAWING
        return any(one.version is not None and one.version.state == state for one in self.papers)


@dataclass(frozen=True, slots=True)
class OwnSpace:
    """How much somebody keeps of own files, and how much the installation lets one keep. Sizes are those of the files
    that were handed over."""

    files: int
    size: int
    most_files: int
    most_megabytes: int

    def takes(self, size: int) -> bool:
        """Whether one more file of some bytes may be kept."""
        return self.files < self.most_files and self.size + size <= self.most_megabytes * MEGABYTE

    @property
    def megabytes(self) -> int:
        """What is kept, rounded up."""
        return -(-self.size // MEGABYTE)


def own_folders(by: Actor) -> list[FolderShown]:
    """The actor's folders with their papers; a document that is no longer the actor's to read is left out."""
    folders = list(OwnFolder.objects.filter(committee=by.committee_id, user=by.user_id))
    readable = set(visible_documents(by).values_list("pk", flat=True))
    rows = DocumentVersion.objects.filter(document__in=own_documents(by)).select_related("file")
    own = {version.document_id: version for version in rows}
    papers: dict[int, list[PaperShown]] = {}
    for paper in OwnPaper.objects.filter(folder__in=folders).select_related("document"):
        if paper.document_id in own or paper.document_id in readable:
            shown = PaperShown(paper, own.get(paper.document_id))
            papers.setdefault(paper.folder_id, []).append(shown)
    return [FolderShown(folder, papers.get(folder.pk, [])) for folder in folders]


def own_space(by: Actor) -> OwnSpace:
    """How much of own files the actor keeps."""
    rows = DocumentVersion.objects.filter(committee=by.committee_id, document__pack__keeper=by.user_id)
    kept = rows.order_by().aggregate(files=Count("pk"), size=Sum("file__size"))
    bounds = settings.NGHISU_OWN_FILES
    return OwnSpace(kept["files"], kept["size"] or 0, bounds.count, bounds.megabytes)


def own_folder_choices(by: Actor) -> list[tuple[int, str]]:
    """The actor's folders, to choose one of."""
    rows = OwnFolder.objects.filter(committee=by.committee_id, user=by.user_id)
    return list(rows.values_list("pk", "name"))


def folder_of(by: Actor, document_id: int) -> int | None:
    """The folder in which an own file of the actor's lies; None for a document of a pack, and for another's."""
    rows = OwnPaper.objects.filter(document__in=own_documents(by), document=document_id).order_by()
    return rows.values_list("folder", flat=True).first()

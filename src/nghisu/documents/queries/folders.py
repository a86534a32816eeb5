from __future__ import annotations

from dataclasses import dataclass

from nghisu.documents.models import OwnFolder, OwnPaper
from nghisu.documents.queries.visible import visible_documents
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class FolderShown:
    """An own folder and what is in it."""

    folder: OwnFolder
    papers: list[OwnPaper]


def own_folders(by: Actor) -> list[FolderShown]:
    """The actor's folders with their papers; a document that is no longer the actor's to read is left out."""
    folders = list(OwnFolder.objects.filter(committee=by.committee_id, user=by.user_id))
    readable = set(visible_documents(by).values_list("pk", flat=True))
    papers: dict[int, list[OwnPaper]] = {}
    for paper in OwnPaper.objects.filter(folder__in=folders).select_related("file", "document"):
        if paper.document_id is None or paper.document_id in readable:
            papers.setdefault(paper.folder_id, []).append(paper)
    return [FolderShown(folder, papers.get(folder.pk, [])) for folder in folders]


def own_folder_choices(by: Actor) -> list[tuple[int, str]]:
    """The actor's folders, to choose one of."""
    rows = OwnFolder.objects.filter(committee=by.committee_id, user=by.user_id)
    return list(rows.values_list("pk", "name"))


def own_paper(by: Actor, paper_id: int) -> OwnPaper | None:
    """A paper of the actor's own; None for another's."""
    rows = OwnPaper.objects.filter(committee=by.committee_id, folder__user=by.user_id)
    return rows.select_related("file").filter(pk=paper_id).first()

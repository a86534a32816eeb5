"""Own folders of papers: nobody else sees them, and the trail does not hold what somebody gathers for themselves."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from nghisu.core.text import nfc
from nghisu.documents.commands.own_files import forget_own, keep_own
from nghisu.documents.models import OwnFolder, OwnPaper
from nghisu.documents.queries.visible import document_of
from nghisu.documents.refusals import FolderNameTaken, ReasonNeeded
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import Arrived
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def make_folder(by: Actor, name: str) -> OwnFolder:
    """A folder of the actor's own. Raises FolderNameTaken, ReasonNeeded for a name without letters."""
    must(by, "folder.own")
    name = nfc(name.strip())[:200]
    if not name or by.user_id is None:
        raise ReasonNeeded
    try:
        with transaction.atomic():
            return OwnFolder.objects.create(
                committee_id=by.tenant, user_id=by.user_id, name=name, at=clock.now()
            )
    except IntegrityError:
        raise FolderNameTaken from None


@transaction.atomic
def rename_folder(by: Actor, folder_id: int, name: str) -> OwnFolder:
    """Give an own folder another name. Raises FolderNameTaken, ReasonNeeded for a name without letters."""
    folder = own_folder(by, folder_id)
    folder.name = nfc(name.strip())[:200]
    if not folder.name:
        raise ReasonNeeded
    try:
        with transaction.atomic():
            folder.save(update_fields=["name"])
    except IntegrityError:
        raise FolderNameTaken from None
    return folder


@transaction.atomic
def put_file(by: Actor, folder_id: int, arrived: Arrived) -> OwnPaper:
    """Put a file of the own into an own folder. Raises OwnSpaceFull."""
    folder = own_folder(by, folder_id)
    document = keep_own(by, arrived)
    return OwnPaper.objects.create(committee_id=by.tenant, folder=folder, document=document, at=clock.now())


@transaction.atomic
def put_document(by: Actor, folder_id: int, document_id: int) -> OwnPaper:
    """Put a document one may read into an own folder: a way to it, no copy of it."""
    folder = own_folder(by, folder_id)
    document = document_of(by, document_id)
    if document is None:
        raise AccessRefused(str(document_id))
    paper, _made = OwnPaper.objects.get_or_create(
        folder=folder,
        document=document,
        defaults={"committee_id": by.tenant, "at": clock.now()},
    )
    return paper


@transaction.atomic
def drop_paper(by: Actor, paper_id: int) -> tuple[int, bool]:
    """Take a paper out of an own folder; a file of the own is gone with it, its pages and notes, too. Returns the
    folder, and whether a file is gone."""
    must(by, "folder.own")
    rows = OwnPaper.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, folder__user=by.user_id, pk=paper_id
    )
    paper = rows.select_related("document__pack").order_by().first()
    if paper is None:
        raise AccessRefused(str(paper_id))
    document, folder_id = paper.document, paper.folder_id
    paper.delete()
    if document.is_own:
        forget_own(document)
    return folder_id, document.is_own


@transaction.atomic
def drop_folder(by: Actor, folder_id: int) -> None:
    """Remove an own folder with all that is in it."""
    folder = own_folder(by, folder_id)
    for paper_id in list(folder.papers.values_list("pk", flat=True)):
        drop_paper(by, paper_id)
    folder.delete()


def own_folder(by: Actor, folder_id: int) -> OwnFolder:
    """A folder of the actor's own. Raises AccessRefused for another's."""
    must(by, "folder.own")
    folder = OwnFolder.objects.filter(committee=by.committee_id, user=by.user_id, pk=folder_id).first()
    if folder is None:
        raise AccessRefused(str(folder_id))
    return folder

"""The pages of a version, drawn behind: a Word file is brought to pages first; each page is kept with its words."""

from __future__ import annotations

import hashlib
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.core.form.secrecy import HEAD_LINES, stamp_among
from nghisu.core.text import fold, nfc
from nghisu.documents.events import VersionHeldBack
from nghisu.documents.models import Document, DocumentPage, DocumentVersion
from nghisu.documents.pages_channel import PAGES
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.files import (
    FileKind,
    FileRefused,
    SecretFile,
    arriving_content,
    file_path,
    forget_file,
    keep_arrived,
    keep_made,
    read_pages,
)
from nghisu.foundation.files.asking import DrawnPage
from nghisu.foundation.files.converting import pdf_of_word
from nghisu.foundation.kept_files import FileGone, path_of
from nghisu.foundation.models import StoredFile
from nghisu.foundation.outbox import put_out

AT_ONCE = 10
"""Pages that are drawn between two notes of how far it has come."""


def draw_behind(by: Actor, version: DocumentVersion, label: str, again: str = "") -> None:
    """Have the pages of a version drawn: the outbox has the job in this transaction, under words that the operator
    reads; `again` tells a second time from the first."""
    put_out(
        by,
        PAGES,
        {"committee": version.committee_id, "version": version.pk},
        key=f"pages {version.pk} {again}".strip(),
        label=label,
    )


def draw_version(version_id: int) -> None:
    """Draw what is not yet drawn of a version. Done twice it does nothing twice; stopped in the middle it goes on there.

    It acts for the committee whose version it is, and runs outside a transaction but for each batch it keeps.
    """
    version = DocumentVersion.objects.select_related("file", "pdf", "document").filter(pk=version_id).first()
    if version is None or version.state != DocumentVersion.State.DRAWING:
        return
    try:
        _bring_to_pages(version)
        _draw_all(version)
    except SecretFile as secret:
        hold_back(version_id, secret.level)
    except FileRefused as refusal:
        needs = refusal.reason_name == "no-converter"
        state = DocumentVersion.State.NEEDS_PDF if needs else DocumentVersion.State.FAILED
        DocumentVersion.objects.filter(pk=version_id).update(state=state, fault=refusal.reason[:500])
    except FileGone:
        fault = _("Tệp không còn trên đĩa, hoặc đã bị thay đổi.")
        DocumentVersion.objects.filter(pk=version_id).update(state=DocumentVersion.State.FAILED, fault=fault)


def _bring_to_pages(version: DocumentVersion) -> None:
    if version.pdf is not None or version.file is None:
        return
    name = version.file.name.removesuffix(FileKind.DOCX.ending) + FileKind.PDF.ending
    by = system_actor(version.committee_id)
    with arriving_content(pdf_of_word(file_path(version.file)), name) as arrived, transaction.atomic():
        version.pdf = keep_arrived(by, arrived)
        version.pages = arrived.pages
        version.save(update_fields=["pdf", "pages"])


def _draw_all(version: DocumentVersion) -> None:
    if version.pdf is None:
        raise FileRefused("damaged")
    path = file_path(version.pdf)
    count = version.pages or 0
    drawn = DocumentPage.objects.filter(version=version).count()
    while drawn < count:
        pages = list(read_pages(path, drawn + 1, min(drawn + AT_ONCE, count)))
        if not pages:
            raise FileRefused("damaged")
        for page in pages:
            stamp = stamp_among(nfc(line.text) for line in page.lines[:HEAD_LINES])
            if stamp:
                raise SecretFile(stamp)
        _keep(version, drawn, pages)
        drawn += len(pages)
    DocumentVersion.objects.filter(pk=version.pk, state=DocumentVersion.State.DRAWING).update(
        state=DocumentVersion.State.DRAWN, drawn=count
    )


@transaction.atomic
def _keep(version: DocumentVersion, drawn: int, pages: list[DrawnPage]) -> None:
    """Keep pages of a version that is still there: its owner may have removed an own file meanwhile."""
    if DocumentVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk).first() is None:
        raise FileGone(str(version.pk))
    rows = []
    for number, page in enumerate(pages, drawn + 1):
        lines = [[nfc(one.text), one.x, one.y, one.width, one.height] for one in page.lines]
        rows.append(
            DocumentPage(
                committee_id=version.committee_id,
                version=version,
                number=number,
                width=page.width,
                height=page.height,
                media_type=page.media_type,
                stored=keep_made(page.picture),
                sha256=hashlib.sha256(page.picture).hexdigest(),
                lines=lines,
                search_text=fold(" ".join(str(line[0]) for line in lines)),
            )
        )
    DocumentPage.objects.bulk_create(rows)
    DocumentVersion.objects.filter(pk=version.pk).update(drawn=drawn + len(pages))


@transaction.atomic
def hold_back(version_id: int, level: str) -> None:
    """Keep nothing of a version whose text turned out to carry a stamp: its files, its pages, its words (TRUST 4). The
    trail names a document of a pack; of an own file it holds whose it is, and its name, the file's, is gone, too."""
    version = DocumentVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
    files = files_of(version)
    forget_pages(version)
    version.file = version.pdf = version.circulated_at = version.pages = None
    version.state, version.drawn, version.fault = DocumentVersion.State.HELD, 0, level
    version.save()
    for file in files:
        forget_file(file)
    by = system_actor(version.committee_id)
    said = {"number": version.number, "secrecy": level}
    if version.document.is_own:
        title = _("Tệp bị giữ lại")
        Document.objects.filter(pk=version.document_id).update(title=title, search_text=fold(title))
        remember(by, "file.held_back", version.by, after=said)
        return
    remember(by, "file.held_back", version.document, after=said)
    publish(VersionHeldBack(by=by, version=version))


def files_of(version: DocumentVersion) -> list[StoredFile]:
    """The files of a version, each once."""
    return list({file.pk: file for file in (version.file, version.pdf) if file is not None}.values())


def forget_pages(version: DocumentVersion) -> None:
    """Remove the pages of a version with their pictures."""
    for page in DocumentPage.objects.filter(version=version):
        transaction.on_commit(partial(path_of(page.stored).unlink, missing_ok=True))
    DocumentPage.objects.filter(version=version).delete()

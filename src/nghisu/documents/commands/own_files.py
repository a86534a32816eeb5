"""Files of one's own, read like the documents of a pack and by nobody else. The trail does not hold what somebody gathers
for themselves, but that a file of theirs was held back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nghisu.core.text import fold, nfc
from nghisu.documents.commands.drawing import draw_behind, files_of, forget_pages
from nghisu.documents.models import Document, DocumentVersion, Pack
from nghisu.documents.queries.folders import own_space
from nghisu.documents.refusals import OwnSpaceFull
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.files import Arrived, FileKind, forget_file, keep_arrived


def keep_own(by: Actor, arrived: Arrived) -> Document:
    """Keep a file of the actor's own. Its pages are drawn behind. Raises OwnSpaceFull."""
    pack = _locked_pack(by)
    space = own_space(by)
    if not space.takes(arrived.size):
        raise OwnSpaceFull(space.most_files, space.most_megabytes)
    file = keep_arrived(by, arrived)
    title = nfc(arrived.name.removesuffix(arrived.kind.ending))[:500]
    last = pack.documents.aggregate(last=Max("position"))["last"] or 0
    document = Document.objects.create(
        committee_id=by.tenant,
        pack=pack,
        position=last + 1,
        title=title,
        search_text=fold(title)[:900],
        kind=Document.Kind.OTHER,
    )
    version = DocumentVersion.objects.create(
        committee_id=by.tenant,
        document=document,
        number=1,
        file=file,
        pdf=file if arrived.kind is FileKind.PDF else None,
        pages=arrived.pages,
        at=clock.now(),
        by_id=by.user_id,
        by_name=by.name,
    )
    draw_behind(by, version, _("Tệp riêng"))
    return document


@transaction.atomic
def note_own_held_back(by: Actor, level: str) -> None:
    """Write down that an own file of the actor's was held back for its stamp: nothing of it is kept (TRUST 4)."""
    remember(by, "file.held_back", after={"secrecy": level})


def forget_own(document: Document) -> None:
    """Remove an own file: its pages, its notes, its bytes."""
    for version in document.versions.select_for_update(of=("self",)):
        forget_pages(version)
        files = files_of(version)
        version.delete()
        for file in files:
            forget_file(file)
    document.delete()


def _locked_pack(by: Actor) -> Pack:
    """The pack of the actor's own files, made with the first of them; locked, so that two uploads are counted both."""
    pack, _made = Pack.objects.get_or_create(committee_id=by.tenant, keeper_id=by.user_id)
    return Pack.objects.select_for_update().get(pk=pack.pk)

"""A pack with a document that can be read, a note and an appraisal."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from nghisu.conferences.commands.packs import pack_of_entry
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts, add_document
from nghisu.documents.models import Appraisal, DocumentPage, DocumentVersion, OwnFolder, OwnPaper, ReaderNote
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import keep_made
from nghisu.foundation.models import StoredFile
from nghisu.programme.models import Entry
from tests.factories import Ground

BYTES = b"%PDF-1.7 a page"


def a_pack_note(ground: Ground, by: Actor, entry: Entry) -> ReaderNote:
    """A note on the only page of a document of the conference."""
    facts = DocumentFacts(f"Báo cáo {ground.mark}", "report", ground.department.pk)
    document = add_document(by, pack_of_entry(by, entry), facts)
    committee, at, by_name = ground.committee, clock.now(), ground.mark
    digest = hashlib.sha256(BYTES).hexdigest()
    file = StoredFile.objects.create(
        name=f"{ground.mark}.pdf", kind="pdf", media_type="application/pdf", size=len(BYTES), sha256=digest,
        stored=keep_made(BYTES), pages=1, committee=committee, at=at, by_name=by_name,
    )  # fmt: skip
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        file=file,
        pdf=file,
        state="drawn",
        pages=1,
        drawn=1,
        committee=committee,
        at=at,
        by_name=by_name,
    )
    words = [f"Lời {ground.mark}", 10, 10, 100, 12]
    DocumentPage.objects.create(
        committee=ground.committee, version=version, number=1, width=595, height=842, media_type="image/png",
        stored=keep_made(BYTES), sha256=digest, lines=[words], search_text="loi",
    )  # fmt: skip
    return ReaderNote.objects.create(
        committee=ground.committee, user=ground.user(Role.OFFICE_SPECIALIST), document=document,
        version=version, page=1, text=f"Riêng {ground.mark}", key=uuid4(), at=clock.now(),
    )  # fmt: skip


def a_pack_appraisal(ground: Ground, by: Actor, note: ReaderNote) -> Appraisal:
    """An appraisal that waits for its appraiser."""
    person = ground.user(Role.APPRAISER).person
    assert person is not None
    return Appraisal.objects.create(
        committee=ground.committee, version=note.version, part="form", appraiser=person, round=1, asked_at=clock.now(),
        asked_by=by.name,
    )  # fmt: skip


def an_own_paper(ground: Ground, note: ReaderNote) -> OwnPaper:
    """The document of a note in a folder of whoever wrote it."""
    committee, at = ground.committee, clock.now()
    folder = OwnFolder.objects.create(
        committee=committee, user=note.user, name=f"Thư mục {ground.mark}", at=at
    )
    return OwnPaper.objects.create(committee=committee, folder=folder, document=note.document, at=at)

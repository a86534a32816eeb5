"""Issuing an approved draft: number, day, files and the line of the register come at one act."""

from __future__ import annotations

from django.db import transaction

from nghisu.approvals.queries import says_what_was_granted
from nghisu.core.papers.kinds import KINDS
from nghisu.documents.adapters.drawing import draw_docx
from nghisu.documents.commands.drafting import locked_visible
from nghisu.documents.commands.filing import Made, keep_beside, keep_drawn
from nghisu.documents.commands.issuing import IssuedContent, enter_issued, tell_issued
from nghisu.documents.enums import FileRole
from nghisu.documents.models import Draft, IssuedDocument
from nghisu.documents.queries.drafts import OFFICIAL, content_of, paper_of, version_of
from nghisu.documents.refusals import DraftElsewhere, KindNotNumbered, NobodySigns
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.files import FileKind


@transaction.atomic
def issue(by: Actor, draft_id: int, *, copies: int | None = None) -> IssuedDocument:
    """Issue an approved draft: the next number of its series and today's day, drawn as PDF/A and DOCX, entered in the
    outgoing register; heard by the storeys above as DocumentIssued.

    The series waits while the files are drawn (decision 0023): a number never leaves without its document.
    Raises DraftElsewhere for one that is not approved or says something else than was approved, KindNotNumbered,
    NobodySigns, NoTermRuns, DrawingFailed.
    """
    must(by, "document.issue")
    draft = locked_visible(by, draft_id)
    if draft.state != Draft.State.APPROVED or not says_what_was_granted(by, OFFICIAL, draft.pk):
        raise DraftElsewhere(draft.get_state_display())
    symbol = KINDS[draft.kind].symbol
    if not symbol:
        raise KindNotNumbered
    content = content_of(draft.kind, version_of(draft).content)
    head = content.formalities
    if head.signer is None or not head.signer.name:
        raise NobodySigns
    row = enter_issued(
        by,
        IssuedContent(
            issuer_id=draft.issuer_id,
            kind=symbol,
            title=draft.title,
            signer_name=head.signer.name,
            signer_position=head.signer.position,
            authority=", ".join(f"{one.letters} {one.of}" for one in head.signer.authorities),
            recipients="\n".join(KINDS[draft.kind].compose(content).goes_to),
            copies=copies,
            about=(draft.about_kind, draft.about_id or 0) if draft.about_kind else None,
        ),
    )
    paper = paper_of(draft, content, number=f"{row.number:02}", day=row.issued_on)
    keep_drawn(by, row, paper, head.signer.name)
    name = f"{row.sign.replace('/', '-')}{FileKind.DOCX.ending}"
    keep_beside(by, Made(FileRole.DOCX, name, FileKind.DOCX, draw_docx(paper)), issued=row)
    draft.state, draft.issued = Draft.State.ISSUED, row
    draft.save(update_fields=["state", "issued"])
    remember(by, "draft.issued", draft, after={"sign": row.sign, "version": draft.revision})
    tell_issued(by, row, draft)
    return row

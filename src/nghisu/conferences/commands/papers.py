"""A document of a conference is begun as a draft, from the data that the house has."""

from __future__ import annotations

from django.db import transaction

from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.stages import must_be_held
from nghisu.conferences.gathering import gather
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.papers import issuer_for, may_issue
from nghisu.conferences.queries.papers.consultation import paper_of_consultation
from nghisu.conferences.queries.papers.drafted import CONFERENCE, CONSULTATION
from nghisu.core.papers.kinds import Content, compose
from nghisu.documents.commands import begin_draft
from nghisu.documents.models import Draft, Issuer
from nghisu.documents.refusals import NobodyIssues
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


@transaction.atomic
def begin_paper(
    by: Actor, entry: Entry, code: str, issuer: Issuer | None = None, item_id: int | None = None
) -> Draft:
    """Begin the draft of a document of a conference, under an issuer (by default the one whose it is by its kind), on a
    matter of its agenda (by default the first that it can be on).

    What the committee itself or another unit issues is not begun under the office's number: NobodyIssues where that one
    is not entered. Raises NoSuchPaper, ConferenceNotHeld; what begin_draft raises.
    """
    conference = conference_of_entry(by, entry)
    must_be_held(conference)
    found = gather(by, conference, code, issuer=issuer, item_id=item_id)
    issuer = issuer or issuer_for(by, conference, code)
    if not may_issue(by, conference, code, issuer):
        raise NobodyIssues
    return _begin(by, code, found.content, issuer, (CONFERENCE, entry.pk))


@transaction.atomic
def begin_consultation_paper(by: Actor, row: Consultation, code: str) -> Draft:
    """Begin the draft of a document of a written consultation, of a conference or of none: its form, or the report on it.

    Raises ConsultationNotOpen for a report before the close, for it says how people answered; NoSuchPaper for another
    kind; what begin_draft raises.
    """
    content = paper_of_consultation(by, row, code).content
    conference = getattr(row.entry, "conference", None) if row.entry is not None else None
    issuer = issuer_for(by, conference, code) if conference is not None else None
    return _begin(by, code, content, issuer, (CONSULTATION, row.pk))


def _begin(by: Actor, code: str, content: Content, issuer: Issuer | None, about: tuple[str, int]) -> Draft:
    return begin_draft(
        by,
        code,
        content.formalities.side,
        content,
        title=compose(content).title,
        about=about,
        issuer_id=issuer.pk if issuer is not None else None,
    )

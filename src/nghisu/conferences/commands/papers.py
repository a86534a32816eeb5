"""A document of a conference is begun as a draft, from the data that the house has."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.gathering import CONSULTED, gather
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.consultations import is_revealed
from nghisu.conferences.queries.papers import issuer_for, may_issue, report_of_consultation
from nghisu.conferences.queries.papers.drafted import CONFERENCE, CONSULTATION
from nghisu.conferences.refusals import ConsultationNotOpen
from nghisu.core.papers.kinds import Content, compose
from nghisu.documents.commands import begin_draft
from nghisu.documents.models import Draft, Issuer
from nghisu.documents.refusals import NobodyIssues
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


@transaction.atomic
def begin_paper(by: Actor, entry: Entry, code: str, issuer: Issuer | None = None) -> Draft:
    """Begin the draft of a document of a conference, under an issuer (by default the one whose it is by its kind).

    What the committee itself or another unit issues is not begun under the office's number: NobodyIssues where that one
    is not entered. Raises NoSuchPaper; what begin_draft raises.
    """
    conference = conference_of_entry(by, entry)
    found = gather(by, conference, code, issuer=issuer)
    issuer = issuer or issuer_for(by, conference, code)
    if not may_issue(by, conference, code, issuer):
        raise NobodyIssues
    return _begin(by, code, found.content, issuer, (CONFERENCE, entry.pk))


@transaction.atomic
def begin_report(by: Actor, row: Consultation) -> Draft:
    """Begin the draft of the report on a written consultation. Raises ConsultationNotOpen before it is closed, for it
    says how people answered, and what begin_draft raises."""
    if not is_revealed(row):
        raise ConsultationNotOpen(_("Báo cáo tổng hợp có sau khi kết thúc lấy ý kiến."))
    content = report_of_consultation(by, row)
    conference = getattr(row.entry, "conference", None) if row.entry is not None else None
    issuer = issuer_for(by, conference, CONSULTED) if conference is not None else None
    return _begin(by, CONSULTED, content, issuer, (CONSULTATION, row.pk))


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

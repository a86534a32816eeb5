"""The drafts of a conference's documents: who sees them, where what they are about stands, what their data are now."""

from __future__ import annotations

from django.urls import reverse

from nghisu.conferences.gathering import CONSULTED, THEMATIC, gather
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.conferences import conference_of
from nghisu.conferences.queries.consultations import consultation_of
from nghisu.conferences.queries.papers.consultation import FORM, form_of_consultation, report_of_consultation
from nghisu.conferences.queries.papers.sessions import subject_on, voted_on
from nghisu.conferences.refusals import NoSuchPaper
from nghisu.core.papers.kinds import Content
from nghisu.documents.models import Draft
from nghisu.documents.queries.drafts import content_of, version_of
from nghisu.documents.registry import gathers_again, sees_about
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.queries import visible_entries

CONFERENCE, CONSULTATION = "conference", "consultation"
"""What a draft of ours is about: an entry of the programme, a written consultation."""


@sees_about(CONFERENCE, lambda entry_id: reverse("conferences:papers", args=[entry_id]))
def seen_conferences(by: Actor, ids: frozenset[int]) -> frozenset[int]:
    """The conferences whose documents the actor sees: as on their page."""
    if not may(by, "invitee.view"):
        return frozenset()
    return frozenset(visible_entries(by).filter(pk__in=ids).values_list("pk", flat=True))


@sees_about(CONSULTATION, lambda number: reverse("conferences:consultation", args=[number]))
def seen_consultations(by: Actor, ids: frozenset[int]) -> frozenset[int]:
    """The consultations whose papers the actor sees: those who see who answered what."""
    if not may(by, "consultation.view"):
        return frozenset()
    rows = Consultation.objects.filter(committee=by.committee_id, pk__in=ids)
    return frozenset(rows.values_list("pk", flat=True))


@gathers_again(CONFERENCE)
def data_of_conference(by: Actor, draft: Draft) -> Content | None:
    """What a draft about a conference would state now, under the issuer it has."""
    conference = conference_of(by, draft.about_id or 0)
    if conference is None:
        return None
    item_id = None
    if draft.kind == THEMATIC and len(items := voted_on(by, conference)) > 1:
        subject = getattr(content_of(draft.kind, version_of(draft).content), "subject", "")
        item_id = next((one.pk for one in items if subject_on(one) == subject), None)
        if (
            item_id is None
        ):  # its matter is called otherwise by now, or it was edited: nothing to compare it with
            return None
    try:
        return gather(by, conference, draft.kind, issuer=draft.issuer, item_id=item_id).content
    except NoSuchPaper:
        return None


@gathers_again(CONSULTATION)
def data_of_consultation(by: Actor, draft: Draft) -> Content | None:
    """What a draft about a consultation would state now."""
    row = consultation_of(by, draft.about_id or 0)
    if row is None:
        return None
    if draft.kind == FORM:
        return form_of_consultation(by, row)
    return report_of_consultation(by, row) if draft.kind == CONSULTED else None

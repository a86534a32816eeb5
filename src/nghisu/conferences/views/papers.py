"""The official documents of a conference, drawn from what the house knows now: what each still lacks, and the files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.conferences.gathering import gather, kinds_for
from nghisu.conferences.queries import conference_of
from nghisu.conferences.refusals import NoSuchPaper
from nghisu.core.papers.kinds import compose
from nghisu.documents.adapters.drawing import DrawingFailed, draw_docx, draw_pdf
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.tables import attachment
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("invitee.view")
@require_safe
def papers(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The kinds of documents that the conference needs, each with what it still lacks."""
    entry = entry_or_404(request, entry_id)
    conference = conference_of(request.actor, entry.pk)
    rows = []
    if conference is not None:
        for kind in kinds_for(conference):
            missing = gather(request.actor, conference, kind.code).missing
            rows.append({"code": kind.code, "name": _(kind.name), "missing": [_(one) for one in missing]})
    context = frame_of(request.actor, entry, "papers") | {"entry": entry, "rows": rows}
    return render(request, "conferences/papers.html", context)


@requires("invitee.view")
@require_safe
def paper_pdf(request: ActingRequest, entry_id: int, paper_kind: str) -> HttpResponse:
    """One of them as PDF/A."""
    return _drawn(request, entry_id, paper_kind, "pdf")


@requires("invitee.view")
@require_safe
def paper_docx(request: ActingRequest, entry_id: int, paper_kind: str) -> HttpResponse:
    """One of them as a Word file."""
    return _drawn(request, entry_id, paper_kind, "docx")


def _drawn(request: ActingRequest, entry_id: int, code: str, ending: str) -> HttpResponse:
    entry = entry_or_404(request, entry_id)
    conference = conference_of(request.actor, entry.pk)
    if conference is None:
        raise Http404
    try:
        paper = compose(gather(request.actor, conference, code).content)
    except NoSuchPaper:
        raise Http404 from None
    try:
        content = draw_pdf(paper) if ending == "pdf" else draw_docx(paper)
    except DrawingFailed as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(reverse("conferences:papers", args=[entry.pk]))
    return attachment(content, f"{code} {conference.code}.{ending}", PDF if ending == "pdf" else WORD)

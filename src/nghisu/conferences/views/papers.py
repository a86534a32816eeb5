"""The official documents of a conference, drawn from what the house knows now: what each still lacks, and the files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.conferences.gathering import gather, kinds_for
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.consultations import consultation_of
from nghisu.conferences.queries.papers import report_of_consultation
from nghisu.conferences.refusals import NoSuchPaper
from nghisu.core.papers.kinds import compose
from nghisu.core.papers.paper import Paper
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


@requires("consultation.view")
@require_safe
def report_pdf(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """The report on a written consultation as PDF/A."""
    return _report(request, consultation_id, "pdf")


@requires("consultation.view")
@require_safe
def report_docx(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """The report on a written consultation as a Word file."""
    return _report(request, consultation_id, "docx")


def _report(request: ActingRequest, consultation_id: int, ending: str) -> HttpResponse:
    row = consultation_of(request.actor, consultation_id)
    if row is None or row.state == Consultation.State.DRAFT:
        raise Http404
    paper = compose(report_of_consultation(request.actor, row))
    back = reverse("conferences:consultation", args=[row.pk])
    return _file(request, paper, f"bao-cao-tong-hop-{row.pk}.{ending}", back)


def _drawn(request: ActingRequest, entry_id: int, code: str, ending: str) -> HttpResponse:
    entry = entry_or_404(request, entry_id)
    conference = conference_of(request.actor, entry.pk)
    if conference is None:
        raise Http404
    try:
        paper = compose(gather(request.actor, conference, code).content)
    except NoSuchPaper:
        raise Http404 from None
    back = reverse("conferences:papers", args=[entry.pk])
    return _file(request, paper, f"{code} {conference.code}.{ending}", back)


def _file(request: ActingRequest, paper: Paper, name: str, back: str) -> HttpResponse:
    """A document to be downloaded, drawn as the ending of its name says."""
    as_pdf = name.endswith(".pdf")
    try:
        content = draw_pdf(paper) if as_pdf else draw_docx(paper)
    except DrawingFailed as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(back)
    return attachment(content, name, PDF if as_pdf else WORD)

"""The official documents of a conference: what each still lacks, how it would stand on paper, where its draft stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.conferences.commands import begin_consultation_paper, begin_paper
from nghisu.conferences.gathering import THEMATIC, GatheredPaper, gather, gather_for, own_page_of
from nghisu.conferences.models import AgendaItem, Conference, Consultation
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.consultations import consultation_of
from nghisu.conferences.queries.papers import issuer_for, may_issue, signing_for
from nghisu.conferences.queries.papers.consultation import paper_of_consultation
from nghisu.conferences.queries.papers.drafted import CONFERENCE
from nghisu.conferences.queries.papers.sessions import voted_on
from nghisu.conferences.refusals import ConsultationNotOpen, NoSuchPaper
from nghisu.core.law import BASIS_NAMES
from nghisu.core.law.citation import bilingual
from nghisu.core.papers.kinds import compose
from nghisu.core.papers.paper import Paper
from nghisu.documents.adapters.drawing import (
    DrawingFailed,
    draw_docx,
    draw_pdf,
    page_count,
    page_picture,
)
from nghisu.documents.models import Draft, Issuer
from nghisu.documents.queries.drafts import drafts_about
from nghisu.documents.queries.issuers import open_issuers
from nghisu.documents.views.draft_pages import picture_of
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.reading_once import reading_once
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import attachment
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ISSUER, MATTER = "co-quan", "noi-dung"


@requires("invitee.view")
@require_safe
def papers(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The kinds of documents that the conference needs, each with what it still lacks and where its draft stands."""
    entry = entry_or_404(request, entry_id)
    conference = conference_of(request.actor, entry.pk)
    rows: list[dict[str, Any]] = []
    if conference is not None:
        drafts = _drafts(request, entry)
        with reading_once():
            for found in gather_for(request.actor, conference):
                code = found.kind.code
                row = {
                    "code": code,
                    "name": _(found.kind.name),
                    "missing": _sentence(found),
                    "draft": _draft_of(drafts, found),
                    "own": own_page_of(request.actor, conference, code),
                    "item_id": None,
                }
                matters = _matters(request, conference, code)
                rows += [row | _on_matter(request, conference, drafts, one) for one in matters] or [row]
    context = frame_of(request.actor, entry, "papers") | {
        "entry": entry,
        "rows": rows,
        "may_begin": _may_begin(request),
    }
    return render(request, "conferences/papers.html", context)


@requires("invitee.view")
@require_safe
def paper(request: ActingRequest, entry_id: int, paper_kind: str) -> HttpResponse:
    """How a document would stand on paper, made from the data of now."""
    entry = entry_or_404(request, entry_id)
    conference, issuer, item_id, found = _found(request, entry, paper_kind)
    fault, pages = "", 0
    try:
        pages = page_count(compose(found.content))
    except DrawingFailed as failed:
        fault = failed.reason
    with reading_once():
        open_ones = open_issuers(request.actor).order_by("id")
        issuers = [one for one in open_ones if may_issue(request.actor, conference, paper_kind, one)]
        current = issuer or issuer_for(request.actor, conference, paper_kind)
        signing = signing_for(request.actor, conference, paper_kind, current)
    context = frame_of(request.actor, entry, "papers") | {
        "entry": entry,
        "code": paper_kind,
        "name": _(found.kind.name),
        "missing": _sentence(found),
        "pages": range(1, pages + 1),
        "fault": fault,
        "issuers": issuers if len(issuers) > 1 and paper_kind != "giay-moi" else [],
        "issuer": current,
        "signing": bilingual(signing.reason, signing.reason_en, _),
        "signing_basis": _(BASIS_NAMES[signing.basis]),
        "query": _query(issuer, item_id),
        "item_id": item_id,
        "asked": issuer,
        "draft": _draft_of(_drafts(request, entry), found, item_id),
        "own": own_page_of(request.actor, conference, paper_kind),
        "may_begin": _may_begin(request),
    }
    return render(request, "conferences/paper.html", context)


@requires("invitee.view")
@require_safe
def paper_picture(request: ActingRequest, entry_id: int, paper_kind: str, page: int) -> HttpResponse:
    """A page of a document as a picture."""
    *_where, found = _found(request, entry_or_404(request, entry_id), paper_kind)
    try:
        content = page_picture(compose(found.content), page)
    except DrawingFailed as failed:
        raise Http404 from failed
    if content is None:
        raise Http404
    return picture_of(content)


@requires("draft.write")
@require_POST
def paper_begin(request: ActingRequest, entry_id: int, paper_kind: str) -> HttpResponse:
    """Begin the draft of a document from the data of now and the office's text blocks."""
    entry = entry_or_404(request, entry_id)
    if not may(request.actor, "invitee.view"):
        raise Http404
    _conference, issuer, item_id, _gathered = _found(request, entry, paper_kind)

    def run() -> dict[str, Any]:
        return {"draft": begin_paper(request.actor, entry, paper_kind, issuer, item_id).pk}

    back = reverse("conferences:papers", args=[entry.pk])
    return _begun(request, "conferences.begin_paper", {"paper": [str(entry.pk), paper_kind]}, run, back)


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
def of_consultation(request: ActingRequest, consultation_id: int, code: str, ending: str) -> HttpResponse:
    """The form of a written consultation, for those who answer on paper, or the report on it, as PDF or Word."""
    row = _consultation(request, consultation_id)
    back = reverse("conferences:consultation", args=[row.pk])
    try:
        found = paper_of_consultation(request.actor, row, code)
    except ConsultationNotOpen as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(back)
    return _file(request, compose(found.content), f"{code}-{row.pk}.{ending}", back)


@requires("draft.write")
@require_POST
def begin_of_consultation(request: ActingRequest, consultation_id: int, code: str) -> HttpResponse:
    """Begin the draft of the form of a written consultation, or of the report on it."""
    row = _consultation(request, consultation_id)

    def run() -> dict[str, Any]:
        return {"draft": begin_consultation_paper(request.actor, row, code).pk}

    back = reverse("conferences:consultation", args=[row.pk])
    about = {"consultation": [str(row.pk)], "paper": [code]}
    return _begun(request, "conferences.begin_consultation_paper", about, run, back)


def _begun(
    request: ActingRequest, name: str, about: dict[str, list[str]], run: Any, back: str
) -> HttpResponse:
    try:
        answer = once(request.actor, command_id_of(request), name, payload_of(request) | about, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(back)
    messages.success(request, _("Đã lập dự thảo từ dữ liệu đang có. Hãy đọc lại rồi trình duyệt."))
    return HttpResponseRedirect(reverse("documents:draft", args=[answer["draft"]]))


def _may_begin(request: ActingRequest) -> bool:
    return bool(may(request.actor, "draft.write"))


def _drafts(request: ActingRequest, entry: Entry) -> list[Draft]:
    """The drafts about a conference, the latest first."""
    return drafts_about(request.actor, CONFERENCE, entry.pk)


def _draft_of(drafts: Sequence[Draft], found: GatheredPaper, item_id: int | None = None) -> Draft | None:
    """The latest draft of a kind; of several on the matters of a conference, the one that is called as this one."""
    of_kind = [one for one in drafts if one.kind == found.kind.code]
    if item_id is not None:
        title = compose(found.content).title
        of_kind = [one for one in of_kind if one.title == title]
    return of_kind[0] if of_kind else None


def _matters(request: ActingRequest, conference: Conference, code: str) -> list[AgendaItem]:
    """The matters on each of which the kind is drafted, where there are several."""
    items = voted_on(request.actor, conference) if code == THEMATIC else []
    return items if len(items) > 1 else []


def _on_matter(
    request: ActingRequest, conference: Conference, drafts: Sequence[Draft], item: AgendaItem
) -> dict[str, Any]:
    """What the list says of a document on one of several matters."""
    found = gather(request.actor, conference, THEMATIC, item_id=item.pk)
    return {
        "name": f"{_(found.kind.name)}: {item.title}",
        "missing": _sentence(found),
        "draft": _draft_of(drafts, found, item.pk),
        "query": _query(None, item.pk),
        "item_id": item.pk,
    }


def _query(issuer: Issuer | None, item_id: int | None) -> str:
    """What an address says of the issuer and the matter that were asked for."""
    asked = {ISSUER: issuer.pk if issuer is not None else None, MATTER: item_id}
    said = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"?{said}" if said else ""


def _sentence(found: GatheredPaper) -> str:
    """What a document lacks, as a sentence; "" where nothing."""
    missing = ", ".join(_(one) for one in found.missing)
    return _("Còn thiếu: %(what)s.") % {"what": missing} if missing else ""


def _found(
    request: ActingRequest, entry: Entry, code: str
) -> tuple[Conference, Issuer | None, int | None, GatheredPaper]:
    """A document of a conference as it is asked for; what there is not raises 404."""
    conference = conference_of(request.actor, entry.pk)
    if conference is None:
        raise Http404
    asked = request.POST.get(ISSUER, "") or request.GET.get(ISSUER, "")
    issuer = None
    if asked:
        issuer = next((one for one in open_issuers(request.actor) if str(one.pk) == asked), None)
        if issuer is None:
            raise Http404
    wanted = request.POST.get(MATTER, "") or request.GET.get(MATTER, "")
    if wanted and not (wanted.isdecimal() and len(wanted) < 19 and code == THEMATIC):
        raise Http404
    item_id = int(wanted) if wanted else None
    try:
        found = gather(request.actor, conference, code, issuer=issuer, item_id=item_id)
    except NoSuchPaper:
        raise Http404 from None
    if issuer is not None and not may_issue(request.actor, conference, code, issuer):
        raise Http404
    return conference, issuer, item_id, found


def _consultation(request: ActingRequest, consultation_id: int) -> Consultation:
    row = consultation_of(request.actor, consultation_id)
    if row is None:
        raise Http404
    return row


def _drawn(request: ActingRequest, entry_id: int, code: str, ending: str) -> HttpResponse:
    entry = entry_or_404(request, entry_id)
    conference, _issuer, _item_id, found = _found(request, entry, code)
    back = reverse("conferences:papers", args=[entry.pk])
    return _file(request, compose(found.content), f"{code} {conference.code}.{ending}", back)


def _file(request: ActingRequest, drawn: Paper, name: str, back: str) -> HttpResponse:
    """A document to be downloaded, drawn as the ending of its name says."""
    as_pdf = name.endswith(".pdf")
    try:
        content = draw_pdf(drawn) if as_pdf else draw_docx(drawn)
    except DrawingFailed as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(back)
    return attachment(content, name, PDF if as_pdf else WORD)

"""Written consultations: all of them, those of a conference, one of them, its form and its answers as files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from nghisu.conferences.forms.consultations import (
    ConsultationFilterForm,
)
from nghisu.conferences.models import Consultation, PaperSheet
from nghisu.conferences.queries.consultations import (
    Sheet,
    answered_counts,
    consultation_of,
    consultation_page,
    consultations_of_entry,
    is_not_asked_yet,
    is_revealed,
    shown_sheets,
    tallies_of,
    waiting_for,
)
from nghisu.conferences.queries.consulted import documents_of_consultation
from nghisu.conferences.queries.papers.drafted import CONSULTATION
from nghisu.conferences.queries.ready_to_ask import members_to_ask, missing_before_sending, reading_of
from nghisu.core.papers.kinds import KINDS
from nghisu.documents.queries.drafts import drafts_about
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.files import file_response
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404


def consultation_or_404(request: ActingRequest, consultation_id: int) -> Consultation:
    """The consultation asked for; one that may not be seen is one that does not exist."""
    row = consultation_of(request.actor, consultation_id)
    if row is None:
        raise Http404
    return row


@requires("consultation.answer")
@require_safe
def consultations(request: ActingRequest) -> HttpResponse:
    """All consultations that one may see: those one runs or oversees, else those that ask one."""
    form = ConsultationFilterForm(request.GET or None)
    text, state = form.wanted()
    page = consultation_page(request.actor, text, state, request.GET.get("after", ""))
    query = request.GET.copy()
    query["after"] = page.after
    counts = answered_counts(request.actor, page.rows)
    oversees = bool(may(request.actor, "consultation.view"))
    context = {
        "form": form,
        "page": page,
        "lines": [(row, *counts[row.pk]) for row in page.rows],
        "waiting": waiting_for(request.actor, page.rows),
        "oversees": oversees,
        "may_manage": bool(may(request.actor, "consultation.manage")),
        "filtered": bool(text or state),
        "next_url": f"?{query.urlencode()}" if page.after else "",
        "summary": ngettext("%(count)s phiếu", "%(count)s phiếu", page.total) % {"count": page.total},
    }
    if request.htmx and request.GET.get("after"):
        return render(request, "conferences/_consultations_more.html", context)
    return render(request, "conferences/consultations.html", context)


@requires("consultation.view")
@require_safe
def of_entry(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The consultations of one conference."""
    entry = entry_or_404(request, entry_id)
    rows = consultations_of_entry(request.actor, entry)
    counts = answered_counts(request.actor, rows)
    context = frame_of(request.actor, entry, "consultation") | {
        "lines": [(row, *counts[row.pk]) for row in rows],
        "waiting": waiting_for(request.actor, rows),
        "oversees": True,
        "may_manage": bool(may(request.actor, "consultation.manage")),
        "not_asked": is_not_asked_yet(entry),
    }
    return render(request, "conferences/consultations_of.html", context)


@requires("consultation.view")
@require_safe
def consultation(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """One consultation: what is asked, who has answered and who has not, how, and what came of it."""
    row = consultation_or_404(request, consultation_id)
    questions, sheets = shown_sheets(request.actor, row)
    tallies = tallies_of(questions, sheets) if is_revealed(row) else []
    complete = sum(1 for sheet in sheets if sheet.is_complete)
    may_manage = bool(may(request.actor, "consultation.manage"))
    context = {
        "row": row,
        "questions": questions,
        "sheets": sheets,
        "tallies": tallies,
        "complete": complete,
        "missing": [sheet.asked for sheet in sheets if not sheet.is_complete],
        "reading": reading_of(request.actor, row.body.code),
        "may_manage": may_manage,
        "lacking": _lacking(request, row) if may_manage else [],
        "asks_me": any(sheet.asked.person_id == request.actor.person_id for sheet in sheets),
        "may_enter": bool(may(request.actor, "consultation.enter"))
        and row.state == Consultation.State.SENT
        and clock.now() < row.closes_at,
        "me": request.actor.person_id,
        "may_draft": bool(may(request.actor, "draft.write")),
        "may_close": bool(sheets)
        and row.state == Consultation.State.SENT
        and (clock.now() >= row.closes_at or complete == len(sheets)),
        "documents": documents_of_consultation(request.actor, row),
        "drafts": [
            (draft, _(KINDS[draft.kind].name)) for draft in drafts_about(request.actor, CONSULTATION, row.pk)
        ],
        "reveals": is_revealed(row),
    }
    return render(request, "conferences/consultation.html", context)


def _lacking(request: ActingRequest, row: Consultation) -> list[str]:
    """What a draft still lacks before it can be sent, in sentences."""
    if row.state != Consultation.State.DRAFT:
        return []
    members = members_to_ask(request.actor, row)
    return [said for said, _grounds in missing_before_sending(request.actor, row, len(members))]


@requires("consultation.view")
@require_safe
def file(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Everybody's answers as a spreadsheet."""
    row = consultation_or_404(request, consultation_id)
    questions, sheets = shown_sheets(request.actor, row)
    head = [_("Số"), _("Họ và tên"), _("Chức danh"), _("Cách trả lời")]
    for question in questions:
        head += [
            f"{question.position}. {question.text}",
            _("Ý kiến khác, bảo lưu (câu %(number)s)") % {"number": question.position},
        ]
    rows = []
    for sheet in sheets:
        line: list[str | int] = [sheet.asked.position, sheet.asked.name, sheet.asked.title, _way(sheet)]
        for said in sheet.answers:
            line += [said.choice if said else _("chưa trả lời"), said.opinion if said else ""]
        rows.append(line)
    return attachment(xlsx_table(_("Lấy ý kiến"), head, rows), f"lay-y-kien-{row.pk}.xlsx", XLSX)


@requires("consultation.view")
@require_safe
def scan(request: ActingRequest, consultation_id: int, asked_id: int) -> HttpResponseBase:
    """The scan of somebody's paper form, once how people answered is seen."""
    row = consultation_or_404(request, consultation_id)
    paper = (
        PaperSheet.objects.filter(
            committee=request.actor.committee_id, asked__consultation=row, asked=asked_id
        )
        .select_related("scan")
        .first()
    )
    if not is_revealed(row) or paper is None or paper.scan is None:
        messages.error(request, _("Không có bản chụp, hoặc chưa kết thúc lấy ý kiến."))
        return redirect("conferences:consultation", row.pk)
    return file_response(paper.scan)


def _way(sheet: Sheet) -> str:
    """How somebody answered: in the own name, or on paper, and who entered it; "" where not at all."""
    if sheet.paper is not None:
        words = {"day": f"{sheet.paper.signed_on:%d/%m/%Y}", "by": sheet.paper.entered_by_name}
        return _("Phiếu giấy ngày %(day)s, %(by)s ghi") % words
    return _("Tự trả lời trên máy") if any(sheet.answers) else ""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once
from nghisu.foundation.sheets.drafts import LISTED, address_after, limits, reason_against, tabs_of
from nghisu.foundation.tables import XLSX, attachment
from nghisu.programme import commands
from nghisu.programme.adapters.xlsx_reading import UnreadableFile
from nghisu.programme.adapters.xlsx_reading.vocabulary import vocabulary
from nghisu.programme.adapters.xlsx_template import template_file
from nghisu.programme.commands.importing.reading import DraftReader
from nghisu.programme.forms.imports import (
    LABELS,
    AnswerForm,
    RowForm,
    UnitsForm,
    UploadForm,
    names_to_correct,
    tidied,
)
from nghisu.programme.models import Entry, ImportDraft
from nghisu.programme.queries.imported import result_of
from nghisu.programme.queries.imports import (
    PreviewRow,
    RowFilter,
    Tally,
    draft_of,
    drafts_of,
    preview_row,
    preview_rows,
    tally_of,
    unit_questions,
)
from nghisu.rulebook.queries import rulebook_of


@requires("programme.import")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActingRequest) -> HttpResponse:
    """Choose a file; read it into a draft, or say why it cannot be read."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refusal: UnreadableFile | None = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        content: bytes = upload.read()
        try:
            # Read before the transaction: a large file takes seconds, in which others want to write.
            file = commands.read_file(request.actor, content, upload.name)
        except UnreadableFile as reason:
            refusal = reason
        else:
            payload = {"sha256": hashlib.sha256(content).hexdigest(), "name": upload.name}

            def run() -> dict[str, Any]:
                return {"draft": commands.draft_import(request.actor, file).pk}

            answer = once(request.actor, command_id_of(request), "programme.draft_import", payload, run)
            return HttpResponseRedirect(reverse("programme:import_draft", args=[answer["draft"]]))
    context = {
        "form": form,
        "refusal": refusal,
        "drafts": drafts_of(request.actor)[:LISTED],
        "columns": _columns(),
        "taken_in": _("Đã đưa vào chương trình"),
    } | limits()
    return render(
        request, "programme/import_start.html", context, status=422 if form.errors or refusal else 200
    )


@requires("programme.import")
@require_safe
def template(request: ActingRequest) -> HttpResponse:
    """A sheet with the columns that are expected and one line to write over."""
    kinds = rulebook_of(request.actor, clock.today()).kinds
    content = template_file({kind.code: kind.name for kind in kinds.values()}, clock.today().year)
    return attachment(content, _("Mẫu chương trình công tác.xlsx"), XLSX)


@requires("programme.import")
@require_safe
def draft(request: ActingRequest, draft_id: int) -> HttpResponse:
    """The preview of a draft; of one that was taken in, what came in."""
    found = _draft(request, draft_id)
    if found.accepted_at is not None:
        context = {"draft": found, "result": result_of(request.actor, found), "tally": tally_of(found)}
        return render(request, "programme/import_result.html", context)
    return _preview(request, found)


@requires("programme.import")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: ActingRequest, draft_id: int, row: int) -> HttpResponse:
    """One row: what is wrong with it and the fields to correct; corrected, it is read again."""
    found = _draft(request, draft_id)
    here = preview_row(request.actor, found, row)
    if here is None or found.accepted_at is not None:
        raise Http404
    if request.method != "POST":
        return _row(request, found, here, editing=True, everything="tat-ca" in request.GET)
    texts = {name: request.POST[name].replace("\0", "") for name in LABELS if name in request.POST}

    def run() -> dict[str, Any]:
        commands.correct_row(request.actor, draft_id, row, texts)
        return {"row": row}

    return _answer_row(
        request, draft_id, row, reason_against(request.actor, request, "programme.correct_row", run)
    )


@requires("programme.import")
@require_POST
def leave_out(request: ActingRequest, draft_id: int, row: int) -> HttpResponse:
    """Leave a row out, or take it back."""
    left_out = request.POST.get("left_out") == "1"

    def run() -> dict[str, Any]:
        commands.leave_out_row(request.actor, draft_id, row, left_out)
        return {"row": row}

    return _answer_row(
        request, draft_id, row, reason_against(request.actor, request, "programme.leave_out_row", run)
    )


@requires("programme.import")
@require_POST
def answer(request: ActingRequest, draft_id: int, row: int) -> HttpResponse:
    """Say what a row is whose conference stands in the programme on another day: moved, another one, left out."""
    found = _draft(request, draft_id)
    here = preview_row(request.actor, found, row)
    if here is None or found.accepted_at is not None or not here.is_elsewhere:
        raise Http404
    form = AnswerForm(here, request.POST)
    if not form.is_valid():
        return _answer_row(request, draft_id, row, str(form.errors["answer"][0]))

    def run() -> dict[str, Any]:
        if form.skips:
            commands.leave_out_row(request.actor, draft_id, row, left_out=True)
        else:
            commands.answer_row(request.actor, draft_id, row, *form.chosen)
        return {"row": row}

    return _answer_row(
        request, draft_id, row, reason_against(request.actor, request, "programme.answer_row", run)
    )


@requires("programme.import")
@require_POST
def units(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Say which units are meant by the names that the directory does not know."""
    found = _draft(request, draft_id)
    reader = DraftReader(request.actor, found.year)
    form = UnitsForm(
        request.POST, questions=unit_questions(request.actor, found, reader), units=reader.units.names
    )
    if not form.is_valid():
        return _preview(request, found, units_form=form, status=422)
    choices = form.choices

    def run() -> dict[str, Any]:
        commands.choose_units(request.actor, draft_id, choices)
        return {"draft": draft_id}

    refusal = reason_against(request.actor, request, "programme.choose_units", run)
    if refusal:
        return _preview(request, found, refusal=refusal, status=409)
    return HttpResponseRedirect(reverse("programme:import_draft", args=[draft_id]) + "#co-quan")


@requires("programme.import")
@require_POST
def accept(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Take the draft into the programme, all of it or nothing."""
    found = _draft(request, draft_id)

    def run() -> dict[str, Any]:
        commands.accept_import(request.actor, draft_id)
        return {"draft": draft_id}

    refusal = reason_against(request.actor, request, "programme.accept_import", run)
    if refusal and _draft(request, draft_id).accepted_at is None:
        return _preview(request, found, refusal=refusal, status=409)
    # Taken in by this press or by somebody else's a moment ago: the page says by whom and when.
    return HttpResponseRedirect(reverse("programme:import_draft", args=[draft_id]))


@requires("programme.import")
@require_POST
def discard(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away."""

    def run() -> dict[str, Any]:
        commands.discard_import(request.actor, draft_id)
        return {"draft": draft_id}

    refusal = reason_against(request.actor, request, "programme.discard_import", run)
    if refusal:
        return HttpResponseRedirect(reverse("programme:import_draft", args=[draft_id]))
    return HttpResponseRedirect(reverse("programme:import_start"))


def _draft(request: ActingRequest, draft_id: int) -> ImportDraft:
    found = draft_of(request.actor, draft_id)
    if found is None:
        raise Http404
    return found


def _preview(
    request: ActingRequest,
    found: ImportDraft,
    *,
    refusal: str = "",
    units_form: UnitsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    wanted = RowFilter(request.GET.get("xem", ""), request.GET.get("tim", "").replace("\0", "")[:100])
    rows, more = preview_rows(request.actor, found, wanted, request.GET.get("after", ""))
    reader = DraftReader(request.actor, found.year)
    context: dict[str, Any] = {
        "draft": found,
        "rows": [_shown(reader, one) for one in rows],
        "next_url": address_after(request.GET, more),
        "kinds": reader.kinds,
    }
    if request.headers.get("HX-Request") == "true" and request.GET.get("after"):
        return render(request, "programme/_import_more.html", context)
    questions = unit_questions(request.actor, found, reader)
    tally = tally_of(found)
    context |= {
        "tally": tally,
        "tabs": _tabs(tally, wanted),
        "wanted": wanted,
        "refusal": refusal,
        "questions": questions,
        "units_form": units_form or UnitsForm(questions=questions, units=reader.units.names),
        "undecided": sum(1 for one in questions if one.chosen is None),
    }
    return render(request, "programme/import_preview.html", context, status=status)


def _row(
    request: ActingRequest,
    found: ImportDraft,
    here: PreviewRow,
    *,
    editing: bool,
    everything: bool = False,
    refusal: str = "",
) -> HttpResponse:
    reader = DraftReader(request.actor, found.year)
    context = {
        "draft": found,
        "one": _shown(reader, here, editing=editing, everything=everything),
        "refusal": refusal,
        "tally": tally_of(found),
        "answered": not editing,
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "programme/_import_row_answer.html", context)
    return render(request, "programme/import_row.html", context)


def _answer_row(request: ActingRequest, draft_id: int, row: int, refusal: str) -> HttpResponse:
    found = _draft(request, draft_id)
    here = preview_row(request.actor, found, row)
    if here is None:
        raise Http404
    if request.headers.get("HX-Request") == "true":
        return _row(request, found, here, editing=False, refusal=refusal)
    if refusal:
        return _row(request, found, here, editing=True, refusal=refusal)
    back = reverse("programme:import_draft", args=[draft_id])
    return HttpResponseRedirect(f"{back}#dong-{row}")


def _shown(
    reader: DraftReader, one: PreviewRow, *, editing: bool = False, everything: bool = False
) -> dict[str, Any]:
    """A row with the form that corrects it, where it has to be corrected or a person asked to."""
    faulty = [problem.field for problem in one.problems]
    opened = editing or (not one.held.left_out and (bool(faulty) or one.copy_of is not None))
    names = names_to_correct(
        faulty or list(one.reading.gaps), everything=everything or (editing and not faulty)
    )
    conference = one.reading.conference
    texts = tidied(one.raw, conference, reader) if opened else {}
    form = RowForm(reader=reader, row=one.row, raw=texts, names=names, faulty=faulty) if opened else None
    return {
        "row": one,
        "choices": _choices(one) if one.is_elsewhere else [],
        "form": form,
        "all_fields": len(names) == len(LABELS),
        "kind_name": reader.kinds.get(conference.kind or "", "") if conference else "",
        "gaps": [LABELS[name] for name in one.reading.gaps],
    }


def _choices(one: PreviewRow) -> list[tuple[Any, Entry | None]]:
    """What a row may be, each with the conference that it would move."""
    fields = list(AnswerForm(one)["answer"])
    return list(zip_longest(fields, one.candidates))


def _tabs(tally: Tally, wanted: RowFilter) -> list[dict[str, Any]]:
    shows = [
        ("", _("Tất cả"), tally.rows),
        ("can-sua", _("Cần sửa"), tally.blocking),
        ("ngay-khac", _("Đã có, vào ngày khác"), tally.elsewhere),
        ("da-co", _("Đã có trong chương trình"), tally.twins),
        ("con-thieu", _("Còn thiếu thông tin"), tally.gaps),
        ("da-sua", _("Đã sửa"), tally.corrected),
        ("da-bo", _("Bỏ"), tally.left_out),
    ]
    return tabs_of(shows, wanted.show)


def _columns() -> list[tuple[str, str, bool]]:
    """The columns that are expected: heading, what to write there, whether the sheet must have it."""
    help_of = {
        "title": _("việc bàn hoặc tên hội nghị"),
        "kind": _("Thường trực, Ban Thường vụ, Ban Chấp hành, Giao ban, Sơ kết, tổng kết, Quán triệt"),
        "date": _("18/03/2026; cũng đọc được 18-3-2026, 2026-03-18, ô ngày của Excel"),
        "part_of_day": _("Sáng, Chiều, Tối, Cả ngày, hoặc giờ như 14h30"),
        "preparing": _("tên cơ quan như trong danh bạ; viết tắt UBND, HĐND, MTTQ đều được"),
        "coordinating": _("nhiều cơ quan thì cách nhau bằng dấu chấm phẩy"),
        "chair": _("tập thể chủ trì"),
        "form": _("Trực tiếp, Trực tuyến, hoặc cả hai"),
        "scale": _("Nội bộ, Toàn thành phố, Toàn xã, Chuyên môn…"),
        "room": _("phòng họp trong danh bạ"),
        "participants": _("ai dự"),
        "delegates": _("một số, ví dụ 120"),
        "note": _("điều cần nhớ"),
    }
    names = vocabulary().column_names
    return [(names[name], text, name in ("title", "kind", "date")) for name, text in help_of.items()]

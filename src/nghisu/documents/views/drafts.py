"""Drafts of official documents: listed, begun, read, written, compared, put forward, issued; the text blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.papers.kinds import KINDS, Content
from nghisu.core.papers.paper import Paper
from nghisu.documents.adapters.drawing import DrawingFailed, draw_docx, draw_pdf, page_count
from nghisu.documents.commands import (
    begin_draft,
    drop_draft,
    issue,
    set_blocks,
    submit_draft,
    take_back_draft,
    write_draft,
)
from nghisu.documents.forms.drafts import BeginForm, BlocksForm, DraftFilter, DraftForm
from nghisu.documents.models import Draft, DraftVersion
from nghisu.documents.queries import issuer_choices, issuers_of
from nghisu.documents.queries.blocks import blank, blocks_of, places_of
from nghisu.documents.queries.drafts import (
    compared,
    content_of,
    draft_list,
    paper_of,
    signature_words,
    version_of,
    visible_drafts,
    words_of,
)
from nghisu.documents.queries.sources import changes_of
from nghisu.documents.refusals import DraftMeanwhile
from nghisu.documents.registry import address_of_thing
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import FileKind
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import attachment


def draft_or_404(request: ActingRequest, paper_id: int) -> Draft:
    """A draft that the actor may see; any other does not exist."""
    draft = visible_drafts(request.actor).filter(pk=paper_id).first()
    if draft is None:
        raise Http404
    return draft


def may_write(request: ActingRequest, draft: Draft) -> bool:
    """Whether the actor may write this draft, wherever it stands."""
    unit = None if draft.organisation_id is None else [draft.organisation_id]
    return bool(may(request.actor, "draft.write", unit))


@requires("draft.view")
@require_safe
def drafts(request: ActingRequest) -> HttpResponse:
    """The drafts that the actor may see; asked by HTMX for more, the next rows alone."""
    form = DraftFilter(request.GET)
    form.is_valid()
    typed = form.cleaned_data
    asked = {
        key: typed.get(name, "") for key, name in (("text", "q"), ("state", "tinh_trang"), ("kind", "loai"))
    }
    page = draft_list(request.actor, **asked, after=request.GET.get("after", ""))
    query = request.GET.copy()
    query["after"] = page.after
    context: dict[str, Any] = {
        "lines": [(row, _(KINDS[row.kind].name)) for row in page.rows],
        "next_url": f"{request.path}?{query.urlencode()}" if page.after else "",
    }
    if request.headers.get("HX-Target") == "drafts-rows":
        return render(request, "documents/_draft_rows.html", context | {"more": True})
    context |= {
        "form": form,
        "filtered": any(asked.values()),
        "total": page.total,
        "tabs": tabs_of(request, "drafts"),
        "may_begin": bool(may(request.actor, "draft.write")),
        "may_block": bool(may(request.actor, "block.edit")),
    }
    return render(request, "documents/drafts.html", context)


@requires("draft.write")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a document that belongs to no conference."""
    kinds = [(code, _(kind.name)) for code, kind in KINDS.items()]
    form = BeginForm(kinds, issuer_choices(request.actor), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        issuer = issuers_of(request.actor).get(pk=typed["issuer"])

        def run() -> dict[str, Any]:
            data = blank(typed["kind"], issuer, typed["title"])
            draft = begin_draft(
                request.actor, typed["kind"], issuer.side, data, title=typed["title"], issuer_id=issuer.pk
            )
            return {"draft": draft.pk}

        answer = once(
            request.actor, command_id_of(request), "documents.begin_draft", payload_of(request), run
        )
        return HttpResponseRedirect(reverse("documents:draft_write", args=[answer["draft"]]))
    return render(request, "documents/draft_begin.html", {"form": form}, status=422 if form.errors else 200)


@requires("draft.view")
@require_safe
def draft(request: ActingRequest, paper_id: int) -> HttpResponse:
    """What a draft says, where it stands, what may be done with it."""
    row = draft_or_404(request, paper_id)
    content = content_of(row.kind, version_of(row).content)
    paper = paper_of(row, content)
    writing = may_write(request, row)
    context = {
        "row": row,
        "kind": _(KINDS[row.kind].name),
        "paper_title": paper.title,
        "words": words_of(paper).splitlines(),
        "signature": signature_words(paper),
        "missing": [_(one) for one in content.missing()],
        "versions": DraftVersion.objects.filter(committee=row.committee_id, draft=row),
        "may_write": writing and row.state in Draft.OPEN,
        "may_take_back": writing and row.state in {Draft.State.SUBMITTED, Draft.State.APPROVED},
        "may_issue": bool(may(request.actor, "document.issue")) and row.state == Draft.State.APPROVED,
        "numbered": bool(KINDS[row.kind].symbol),
        "pages": _pages(paper),
        "changes": len(changes_of(request.actor, row)),
        "thing_url": address_of_thing(row.about_kind, row.about_id),
    }
    return render(request, "documents/draft.html", context)


@requires("draft.write")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_write(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The editor."""
    row = draft_or_404(request, paper_id)
    if not may_write(request, row):
        raise Http404
    if row.state not in Draft.OPEN:
        return HttpResponseRedirect(reverse("documents:draft", args=[paper_id]))
    content = content_of(row.kind, version_of(row).content)
    form = DraftForm(row.kind, content, row.revision, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        written: Content = form.content()

        def run() -> dict[str, Any]:
            write_draft(request.actor, paper_id, written, form.cleaned_data["revision"])
            return {}

        payload = payload_of(request) | {"draft": [str(paper_id)]}
        try:
            once(request.actor, command_id_of(request), "documents.write_draft", payload, run)
        except DraftMeanwhile as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Đã lưu dự thảo."))
            return HttpResponseRedirect(reverse("documents:draft", args=[paper_id]))
    context = {"form": form, "row": row, "kind": _(KINDS[row.kind].name)}
    return render(request, "documents/draft_write.html", context, status=422 if form.errors else 200)


@requires("draft.view")
@require_safe
def draft_compare(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Two versions beside each other in words: the last and the one before, or those asked for."""
    row = draft_or_404(request, paper_id)
    numbers = []
    for key, usual in (("tu", max(1, row.revision - 1)), ("den", row.revision)):
        asked = request.GET.get(key, "")
        numbers.append(int(asked) if asked.isdecimal() and len(asked) < 6 else usual)
    try:
        found = compared(row, *numbers)
    except DraftVersion.DoesNotExist as gone:
        raise Http404 from gone
    versions = DraftVersion.objects.filter(committee=row.committee_id, draft=row)
    context = {"row": row, "compared": found, "stretches": found.stretches, "versions": versions}
    return render(request, "documents/draft_compare.html", context)


@requires("draft.write")
@require_POST
def draft_submit(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Put a draft before those who approve."""
    return _act(request, paper_id, submit_draft, "documents.submit_draft", _("Đã trình duyệt."))


@requires("draft.write")
@require_POST
def draft_take_back(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Take a draft back to write it again."""
    return _act(request, paper_id, take_back_draft, "documents.take_back_draft", _("Đã rút về để sửa."))


@requires("draft.write")
@require_POST
def draft_drop(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Drop a draft."""
    return _act(request, paper_id, drop_draft, "documents.drop_draft", _("Đã bỏ dự thảo."))


@requires("document.issue")
@require_POST
def draft_issue(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Issue an approved draft: number and day at this act."""
    return _act(request, paper_id, issue, "documents.issue_draft", _("Đã ban hành."))


@requires("draft.view")
@require_safe
def draft_pdf(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The draft as it would stand on paper, without a number."""
    return _drawn(request, paper_id, FileKind.PDF)


@requires("draft.view")
@require_safe
def draft_docx(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The draft as a Word file."""
    return _drawn(request, paper_id, FileKind.DOCX)


@requires("block.edit")
@require_safe
def blocks(request: ActingRequest) -> HttpResponse:
    """The kinds of documents, each with its places that words of the office fill."""
    kinds = [(code, _(kind.name), len(blocks_of(request.actor, code))) for code, kind in KINDS.items()]
    context = {"kinds": [one for one in kinds if places_of(one[0])], "tabs": tabs_of(request, "blocks")}
    return render(request, "documents/blocks.html", context)


@requires("block.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def blocks_of_kind(request: ActingRequest, paper_kind: str) -> HttpResponse:
    """The words of the office for one kind of document."""
    if paper_kind not in KINDS or not places_of(paper_kind):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = BlocksForm(paper_kind, blocks_of(request.actor, paper_kind), posted)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)

        def run() -> dict[str, Any]:
            set_blocks(request.actor, paper_kind, words)
            return {}

        payload = payload_of(request) | {"kind": [paper_kind]}
        once(request.actor, command_id_of(request), "documents.set_blocks", payload, run)
        messages.success(request, _("Đã lưu đoạn mẫu."))
        return HttpResponseRedirect(reverse("documents:blocks"))
    context = {"form": form, "kind": _(KINDS[paper_kind].name)}
    return render(request, "documents/blocks_form.html", context, status=422 if form.errors else 200)


def _act(
    request: ActingRequest, paper_id: int, command: Callable[..., object], name: str, said: str
) -> HttpResponse:
    draft_or_404(request, paper_id)

    def run() -> dict[str, Any]:
        command(request.actor, paper_id)
        return {}

    payload = payload_of(request) | {"draft": [str(paper_id)]}
    try:
        once(request.actor, command_id_of(request), name, payload, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("documents:draft", args=[paper_id]))


def _pages(paper: Paper) -> range:
    """The numbers of a draft's pages; none where it cannot be drawn, which the download then says."""
    try:
        return range(1, page_count(paper) + 1)
    except DrawingFailed:
        return range(0)


def _drawn(request: ActingRequest, paper_id: int, kind: FileKind) -> HttpResponse:
    row = draft_or_404(request, paper_id)
    paper = paper_of(row, content_of(row.kind, version_of(row).content))
    try:
        content = draw_pdf(paper) if kind is FileKind.PDF else draw_docx(paper)
    except DrawingFailed as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(reverse("documents:draft", args=[paper_id]))
    name = f"{row.kind} {_('dự thảo')} {row.revision}{kind.ending}"
    return attachment(content, name, kind.media_type)

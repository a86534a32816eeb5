"""A draft as pictures of its pages; and what changed in the data that it was made from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.core.papers.kinds import KINDS
from nghisu.documents.adapters.drawing import DrawingFailed, page_picture
from nghisu.documents.commands import take_over
from nghisu.documents.forms.drafts import place_name
from nghisu.documents.models import Draft
from nghisu.documents.queries.drafts import content_of, paper_of, version_of
from nghisu.documents.queries.sources import changes_of
from nghisu.documents.refusals import DraftMeanwhile, SourceGone
from nghisu.documents.views.drafts import draft_or_404, may_write
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of


def picture_of(content: bytes) -> HttpResponse:
    """A picture that the house drew, shown within a page and kept by nobody else."""
    response = HttpResponse(content, content_type="image/png")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@requires("draft.view")
@require_safe
def draft_picture(request: ActingRequest, paper_id: int, page: int) -> HttpResponse:
    """A page of a draft as it would stand on paper."""
    row = draft_or_404(request, paper_id)
    try:
        content = page_picture(paper_of(row, content_of(row.kind, version_of(row).content)), page)
    except DrawingFailed as failed:
        raise Http404 from failed
    if content is None:
        raise Http404
    return picture_of(content)


@requires("draft.write")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_take_over(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The places whose data changed; those ticked are taken over, the others left as the draft has them."""
    row = draft_or_404(request, paper_id)
    if not may_write(request, row):
        raise Http404
    back = reverse("documents:draft", args=[paper_id])
    changes = changes_of(request.actor, row)
    if row.state not in Draft.OPEN or (request.method != "POST" and not changes):
        return HttpResponseRedirect(back)
    fault = ""
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        places = frozenset(request.POST.getlist("places"))

        def run() -> dict[str, Any]:
            take_over(request.actor, paper_id, places, int(revision) if revision.isdecimal() else -1)
            return {}

        payload = payload_of(request) | {"draft": [str(paper_id)]}
        try:
            once(request.actor, command_id_of(request), "documents.take_over", payload, run)
        except (DraftMeanwhile, SourceGone) as refusal:
            fault = refusal.reason
        else:
            messages.success(request, _("Đã cập nhật dự thảo theo dữ liệu mới."))
            return HttpResponseRedirect(back)
    context = {
        "row": row,
        "kind": _(KINDS[row.kind].name),
        "changes": [(one, place_name(one.place)) for one in changes],
        "fault": fault,
    }
    return render(request, "documents/draft_take_over.html", context, status=409 if fault else 200)

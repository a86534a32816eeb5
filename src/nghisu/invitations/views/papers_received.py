"""How far each document of a conference came to each who is invited."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.conferences.models import Conference
from nghisu.conferences.queries import conference_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.invitations.queries.papers_received import WORDS, columns_of, rows_of, table_of
from nghisu.invitations.queries.people import InviteeFilter, invitees_of, page_of_invitees
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of

PART = "letters"
ROWS = "received-rows"
AT_ONCE = 40


@requires("invitation.deliver")
@require_safe
def papers_received(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Those invited, each with how far each document came; `?q` by name or unit, page by page."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    conference = _conference_or_404(request, entry_id)
    words = request.GET.get("q", "")[:200]
    columns = columns_of(request.actor, conference)
    page = page_of_invitees(
        invitees_of(actor, conference, InviteeFilter(text=words)),
        "thu-tu",
        request.GET.get("after", ""),
        AT_ONCE,
    )
    asked = {"q": words, "after": page.after} if words else {"after": page.after}
    context: dict[str, Any] = {
        "rows": rows_of(actor, conference, columns, page.rows),
        "next_url": f"{request.path}?{urlencode(asked)}" if page.after else "",
    }
    if target_of(request) == ROWS:
        return render(request, "invitations/_received_rows.html", context | {"more": True})
    context |= frame_of(actor, entry, PART)
    context |= {"columns": columns, "count": page.total, "q": words, "words": WORDS}
    return render(request, "invitations/papers_received.html", context)


@requires("invitation.deliver")
@require_safe
def papers_received_file(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The same of everybody, as a sheet."""
    entry_or_404(request, entry_id)
    conference = _conference_or_404(request, entry_id)
    columns = columns_of(request.actor, conference)
    people = invitees_of(request.actor, conference).select_related("organisation")
    head, body = table_of(columns, rows_of(request.actor, conference, columns, list(people)))
    return attachment(xlsx_table(_("Tài liệu đến đâu"), head, body), _("Tài liệu đến đâu.xlsx"), XLSX)


def _conference_or_404(request: ActingRequest, entry_id: int) -> Conference:
    conference = conference_of(request.actor, entry_id)
    if conference is None:
        raise Http404
    return conference

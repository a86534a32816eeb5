from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.tables import CSV, XLSX, attachment, csv_table, xlsx_table
from nghisu.notices.commands.measures import choose_measure
from nghisu.notices.commands.reading import mark_all_read, mark_read
from nghisu.notices.forms.inbox import InboxFilterForm, wanted_from
from nghisu.notices.forms.measure import MeasureForm, form_of
from nghisu.notices.queries.inbox import lines_of, own_notices, unread_count
from nghisu.notices.queries.measures import measure_of, own_address, sends_mail, writes_files
from nghisu.notices.views.tabs import tabs_of

PAGE = 50
MOST_IN_FILE = 10_000


@requires("notices.own")
@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    """The actor's notices, the latest first."""
    wanted = wanted_from(request.GET)
    rows = own_notices(request.actor, wanted)
    before = request.GET.get("after", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "tabs": tabs_of(request, "inbox"),
        "form": InboxFilterForm(request.GET, auto_id="loc-%s"),
        "lines": lines_of(found[:PAGE]),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "latest": found[0].pk if found else 0,
        "is_first_page": not before,
        "filtered": bool(wanted.text or wanted.family or wanted.unread),
        "asked": asked.urlencode(),
        "unread": unread_count(request.actor),
    }
    return render(request, "notices/inbox.html", context)


@requires("notices.own")
@require_safe
def inbox_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The notices that were looked for, as a file."""
    if kind not in {"xlsx", "csv"}:
        raise Http404
    found = lines_of(list(own_notices(request.actor, wanted_from(request.GET))[:MOST_IN_FILE]))
    head = [_("Lúc"), _("Nhóm"), _("Tiêu đề"), _("Nội dung"), _("Chưa đọc")]
    rows = [
        [
            f"{clock.local(one.at):%d/%m/%Y %H:%M}",
            one.family_name,
            one.title,
            one.body,
            "x" if one.is_unread else "",
        ]
        for one in found
    ]
    name = f"{_('Thông báo')} {clock.today():%d-%m-%Y}.{kind}"
    if kind == "csv":
        return attachment(csv_table(head, rows), name, CSV)
    return attachment(xlsx_table(_("Thông báo"), head, rows), name, XLSX)


@requires("notices.own")
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: ActingRequest, notice_id: int) -> HttpResponse:
    """Open what a notice is about; that marks it as read. Sent, it is marked as read or unread and stays closed."""
    if request.method == "POST":
        mark_read(request.actor, notice_id, read=request.POST.get("doc") != "0")
        return _back(request)
    opened = mark_read(request.actor, notice_id)
    return HttpResponseRedirect(opened.url or reverse("notices:inbox"))


@requires("notices.own")
@require_POST
def mark_all(request: ActingRequest) -> HttpResponse:
    """Mark all that the list shows as read."""
    until = request.POST.get("den", "")
    if until.isdecimal() and len(until) < 19:
        count = mark_all_read(request.actor, wanted_from(request.GET), int(until))
        messages.success(
            request,
            ngettext(
                "Đã đánh dấu %(count)s thông báo là đã đọc.",
                "Đã đánh dấu %(count)s thông báo là đã đọc.",
                count,
            )
            % {"count": count},
        )
    return _back(request)


@requires("notices.own")
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: ActingRequest) -> HttpResponse:
    """How the actor wants to be told."""
    form = MeasureForm(request.POST) if request.method == "POST" else form_of(measure_of(request.actor))
    if form.is_bound and form.is_valid():
        if request.actor.person_id is None:
            raise AccessRefused("no person")
        once(
            request.actor,
            command_id_of(request),
            "notices.choose_measure",
            payload_of(request),
            lambda: {"measure": choose_measure(request.actor, form.chosen()).pk},
        )
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return HttpResponseRedirect(reverse("notices:measure"))
    context = {
        "tabs": tabs_of(request, "measure"),
        "form": form,
        "address": own_address(request.actor),
        "sends_mail": sends_mail(),
        "writes_files": writes_files(),
        "serves": request.actor.person_id is not None and request.actor.committee_id is not None,
    }
    return render(request, "notices/measure.html", context, status=422 if form.errors else 200)


def _back(request: ActingRequest) -> HttpResponse:
    asked = request.GET.urlencode()
    return HttpResponseRedirect(reverse("notices:inbox") + (f"?{asked}" if asked else ""), status=303)

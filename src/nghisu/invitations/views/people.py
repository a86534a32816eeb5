"""Who is invited to a conference: the list, choosing more, taking off, making it anew for another day."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.conferences.queries import conference_of
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.invitations.commands.choosing import (
    Accepted,
    Choice,
    choose,
    make_anew,
    remove_invitees,
    set_way,
)
from nghisu.invitations.enums import Source
from nghisu.invitations.forms.choosing import ChoiceForm, InviteeFilterForm, RemovalForm, WayForm, said_of
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.checking import checked_participants
from nghisu.invitations.queries.choosing import (
    anew,
    day_of,
    is_of_another_day,
    preview_of,
    selections_of,
)
from nghisu.invitations.queries.offering import items_of, offered
from nghisu.invitations.queries.people import (
    columns,
    invitee_of,
    invitees_of,
    numbers_of,
    page_of_invitees,
    table_of,
    unit_name,
)
from nghisu.invitations.queries.signing import signing_told
from nghisu.invitations.refusals import NobodyFound, NotHeld
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of

PART = "invitees"
ROWS = "invitees-rows"
PREVIEWED = 60


@requires("invitee.view")
@require_safe
def people(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The list of those invited, in the order of precedence; asked by HTMX for more, the next rows alone."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    conference = conference_of(actor, entry.pk)
    form = InviteeFilterForm(request.GET)
    wanted = form.wanted()
    page = page_of_invitees(
        invitees_of(actor, conference, wanted), request.GET.get("sort", ""), request.GET.get("after", "")
    )
    next_url = ""
    if page.after:
        asked = {key: value for key, value in request.GET.items() if value} | {"after": page.after}
        next_url = f"{request.path}?{urlencode(asked)}"
    may_edit = bool(may(actor, "invitee.edit")) and entry.is_held
    context: dict[str, Any] = {
        "entry": entry,
        "page": page,
        "next_url": next_url,
        "may_edit": may_edit,
    }
    if target_of(request) == ROWS:
        return render(request, "invitations/_invitee_rows.html", context | {"more": True})
    numbers = numbers_of(actor, conference)
    asked = {key: value for key, value in request.GET.items() if value and key not in ("after", "sort")}
    context |= frame_of(actor, entry, PART)
    context |= {
        "form": form,
        "filtered": wanted.asks,
        "numbers": numbers,
        "columns": columns(),
        "asked": urlencode(asked),
        "found": checked_participants(actor, entry, conference) if not wanted.asks else [],
        "another_day": is_of_another_day(actor, entry, conference),
        "selections": selections_of(actor, conference),
    }
    if conference is not None:
        context |= signing_told(actor, conference)
    return render(request, "invitations/people.html", context)


@requires("invitee.view")
@require_safe
def people_file(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The list, or what it is narrowed to, as a sheet."""
    entry = entry_or_404(request, entry_id)
    wanted = InviteeFilterForm(request.GET).wanted()
    rows = invitees_of(request.actor, conference_of(request.actor, entry.pk), wanted)
    head, body = table_of(list(rows.select_related("organisation").order_by("rank", "sort_key", "id")))
    name = _("Danh sách đại biểu %(day)s.xlsx") % {"day": f"{day_of(entry):%d-%m-%Y}"}
    return attachment(xlsx_table(_("Danh sách đại biểu"), head, body), name, XLSX)


@requires("invitee.view")
@require_safe
def people_paper(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The list as it is printed on A4: everybody, in the order of precedence."""
    entry = entry_or_404(request, entry_id)
    rows = invitees_of(request.actor, conference_of(request.actor, entry.pk))
    everybody = list(rows.select_related("organisation").order_by("rank", "sort_key", "id"))
    context = frame_of(request.actor, entry, PART)
    context |= {
        "committee": request.committee,
        "rows": [(place, one, unit_name(one)) for place, one in enumerate(everybody, 1)],
        "numbers": numbers_of(request.actor, conference_of(request.actor, entry.pk)),
    }
    return render(request, "invitations/people_paper.html", context)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def choosing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Choose people by one source (`?theo=body`), see who that is, then bring them in."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    source = source_of(request)
    conference = conference_of(actor, entry.pk)
    form = ChoiceForm(
        source,
        offered(actor, source, day_of(entry)) | items_of(conference),
        request.POST if request.method == "POST" else None,
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        choice = form.choice()
        if request.POST.get("viec") == "nhan":
            name = {"entry": entry.pk} | payload_of(request)
            try:
                answer = once(
                    actor,
                    command_id_of(request),
                    "invitee.choose",
                    name,
                    lambda: {"count": choose(actor, entry, choice)},
                )
            except (NobodyFound, NotHeld) as refusal:
                form.add_error(None, refusal.reason)
            else:
                count = answer["count"]
                if not count:
                    messages.warning(request, _already_there(choice))
                    return HttpResponseRedirect(reverse("invitations:people", args=[entry.pk]), status=303)
                said = ngettext(
                    "Đã thêm %(count)s người vào danh sách mời.",
                    "Đã thêm %(count)s người vào danh sách mời.",
                    count,
                ) % {"count": count}
                messages.success(request, said)
                return HttpResponseRedirect(reverse("invitations:people", args=[entry.pk]), status=303)
        else:
            preview = preview_of(actor, entry, conference, choice.selection(actor))
            if not preview.new and not preview.double:
                form.add_error(
                    None, _("Không có ai như vậy vào ngày họp. Hãy chọn khác, hoặc xem lại danh bạ.")
                )
    context = frame_of(actor, entry, PART) | {
        "form": form,
        "source": source,
        "sources": source_tabs(request.path, source),
        "preview": preview,
        "shown": preview.new[:PREVIEWED] if preview else [],
        "more": max(0, len(preview.new) - PREVIEWED) if preview else 0,
    }
    return render(request, "invitations/choosing.html", context, status=422 if form.errors else 200)


def _already_there(choice: Choice) -> str:
    """What is said where nobody came onto the list."""
    if choice.source == Source.GUEST:
        return _(
            "Không thêm ai: “%(name)s” của cơ quan ấy đã có trong danh sách mời. Nếu là người khác trùng tên, hãy ghi "
            "thêm chức vụ hoặc phòng, ban vào ô cơ quan."
        ) % {"name": choice.guest_name}
    return _("Không thêm ai: mọi người được chọn đã có trong danh sách mời.")


def source_of(request: ActingRequest, *left_out: Source) -> Source:
    """The source that is asked for; by default a body."""
    asked = request.GET.get("theo", Source.BODY.value)
    if asked not in Source.values or asked in left_out:
        raise Http404
    return Source(asked)


def source_tabs(path: str, current: Source, *left_out: Source) -> list[dict[str, Any]]:
    """The sources as tabs above the form."""
    return [
        {"name": one.label, "url": f"{path}?theo={one.value}", "current": one is current}
        for one in Source
        if one not in left_out
    ]


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def removing(request: ActingRequest, entry_id: int, invitee_id: int) -> HttpResponse:
    """Take one person off the list; asks why first."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = _invited(request, entry, invitee_id)
    form = RemovalForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        name = {"entry": entry.pk, "invitee": invitee_id} | payload_of(request)
        why = form.cleaned_data["why"]
        once(
            actor,
            command_id_of(request),
            "invitee.remove",
            name,
            lambda: {"count": remove_invitees(actor, entry, [invitee_id], why)},
        )
        messages.success(request, _("Đã đưa %(name)s ra khỏi danh sách mời.") % {"name": one.name})
        return HttpResponseRedirect(reverse("invitations:people", args=[entry.pk]), status=303)
    context = frame_of(actor, entry, PART) | {"form": form, "one": one}
    return render(request, "invitations/removing.html", context, status=422 if form.errors else 200)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: ActingRequest, entry_id: int, invitee_id: int) -> HttpResponse:
    """How the invitation of one person goes."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = _invited(request, entry, invitee_id)
    form = WayForm(
        request.POST if request.method == "POST" else None,
        initial={
            "way": one.way,
            "also": one.also,
            "email": one.email,
            "address": one.address,
            "level": one.level,
            "leads": said_of(one.leads),
        },
        label_suffix="",
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        name = {"entry": entry.pk, "invitee": invitee_id} | payload_of(request)

        def run() -> dict[str, Any]:
            kept = set_way(
                actor,
                entry,
                invitee_id,
                typed["way"],
                typed["email"],
                form.rank(),
                also=typed["also"],
                address=typed["address"],
            )
            return {"invitee": kept.pk}

        once(actor, command_id_of(request), "invitee.set_way", name, run)
        messages.success(request, _("Đã lưu cách gửi và cấp của đại biểu."))
        return HttpResponseRedirect(reverse("invitations:people", args=[entry.pk]), status=303)
    context = frame_of(actor, entry, PART) | {"form": form, "one": one, "unit": unit_name(one)}
    return render(request, "invitations/way.html", context, status=422 if form.errors else 200)


def _invited(request: ActingRequest, entry: Entry, invitee_id: int) -> Invitee:
    one = invitee_of(request.actor, invitee_id)
    if one is None or one.conference.entry_id != entry.pk or one.removed_at is not None:
        raise Http404
    return one


def _numbers(request: ActingRequest, name: str) -> frozenset[int]:
    """The rows that are ticked; what no row can bear is none."""
    return frozenset(int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 19)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def making_anew(request: ActingRequest, entry_id: int) -> HttpResponse:
    """What the list would become for the day that the conference now has; a person decides each part."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    conference = conference_of(actor, entry.pk)
    if conference is None:
        raise Http404
    if request.method == "POST":
        accepted = Accepted(
            frozenset(request.POST.getlist("vao")),
            _numbers(request, "ra"),
            _numbers(request, "doi"),
        )
        name = {"entry": entry.pk} | payload_of(request)
        answer = once(
            actor,
            command_id_of(request),
            "invitee.make_anew",
            name,
            lambda: dict(make_anew(actor, entry, accepted)),
        )
        messages.success(
            request,
            _("Đã chọn lại theo ngày họp mới: thêm %(came)s, bớt %(went)s, đổi chức vụ %(changed)s.")
            % answer,
        )
        return HttpResponseRedirect(reverse("invitations:people", args=[entry.pk]), status=303)
    context = frame_of(actor, entry, PART) | {"would": anew(actor, entry, conference)}
    return render(request, "invitations/anew.html", context)

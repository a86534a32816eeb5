"""The agenda of a conference: its items, in order, who presents them, how long they take."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.commands import Direction, add_item, change_item, move_item, remove_item
from nghisu.conferences.enums import Stage
from nghisu.conferences.forms.agenda import AgendaItemForm, typed_of_item, typed_of_suggestion
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.policy import may_change_agenda, sees_agenda
from nghisu.conferences.queries import agenda_of, conference_of, item_of
from nghisu.conferences.queries.agenda import earlier_items, presenter_choices
from nghisu.conferences.queries.packs import papers_of_items
from nghisu.conferences.queries.standing import asked_before
from nghisu.conferences.queries.suggested import suggestion_choices, suggestions_for
from nghisu.conferences.refusals import ItemChangedMeanwhile
from nghisu.directory.queries import organisation_choices
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of

AGENDA = "agenda"
MOST_OFFERED = 12
"""Suggestions shown above the form; the list of the form has them all."""
ABOUT_MATTERS = frozenset(
    {
        "passed-standing-committee",
        "scheme-opinion",
        "standing-board-first",
        "delegated-not-met",
        "delegated-matter",
        "discussion-points",
    }
)
"""Gates that ask of the matters on an agenda: what they find stands above it."""


def item_or_404(request: ActingRequest, entry_id: int, item_id: int) -> AgendaItem:
    """The item asked for; one of another conference is one that does not exist."""
    item = item_of(request.actor, conference_of(request.actor, entry_id), item_id)
    if item is None:
        raise Http404
    return item


@requires("conference.view")
@require_safe
def agenda(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The agenda of a conference."""
    return _agenda_page(request, entry_or_404(request, entry_id))


def _agenda_page(request: ActingRequest, entry: Entry, status: int = 200) -> HttpResponse:
    actor = request.actor
    conference = conference_of(actor, entry.pk)
    context: dict[str, Any] = {
        "entry": entry,
        "conference": conference,
        "agenda": agenda_of(actor, conference),
        "sees": sees_agenda(actor, conference),
        "may_edit": _may_edit(request, entry, conference),
        "why_not": "",
    }
    papers = papers_of_items(actor, entry)
    for item in context["agenda"].items:
        item.papers = papers.get(item.pk, [])
    context["may_hand_in"] = bool(may(actor, "document.hand_in"))
    if conference is not None and may(actor, "agenda.edit"):
        context["why_not"] = may_change_agenda(actor, conference).reason
        context["asked"] = [
            one
            for one in asked_before(actor, conference, Stage.INVITED)
            if one.gate in ABOUT_MATTERS and one.is_open
        ]
        context["records_results"] = entry.is_held and clock.today() >= clock.local(entry.opening).date()
    if target_of(request) == AGENDA:
        return render(request, "conferences/_agenda.html", context, status=status)
    return render(
        request, "conferences/agenda.html", frame_of(actor, entry, "agenda") | context, status=status
    )


def _may_edit(request: ActingRequest, entry: Entry, conference: Conference | None) -> bool:
    if conference is None:
        return bool(may(request.actor, "agenda.edit")) and entry.is_held
    return bool(may_change_agenda(request.actor, conference))


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Put an item on the agenda."""
    entry = entry_or_404(request, entry_id)
    if request.method != "POST":
        return _form_page(request, entry, _form(request, entry, initial=_suggested(request, entry)), None)
    form = _form(request, entry, request.POST)
    if not form.is_valid():
        return _form_page(request, entry, form, None, status=422)

    def run() -> dict[str, Any]:
        return {"item": add_item(request.actor, entry.pk, form.content()).pk}

    name = {"entry": entry_id} | payload_of(request)
    try:
        answer = once(request.actor, command_id_of(request), "conferences.add_item", name, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _form_page(request, entry, form, None, status=409)
    messages.success(request, _("Đã thêm nội dung vào chương trình hội nghị."))
    if "them-nua" in request.POST:
        return HttpResponseRedirect(reverse("conferences:agenda_add", args=[entry.pk]))
    return HttpResponseRedirect(_here(entry, answer.get("item")))


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, entry_id: int, item_id: int) -> HttpResponse:
    """Change an item of the agenda."""
    entry = entry_or_404(request, entry_id)
    item = item_or_404(request, entry_id, item_id)
    if request.method != "POST":
        return _form_page(request, entry, _form(request, entry, initial=typed_of_item(item), item=item), item)
    form = _form(request, entry, request.POST, item=item)
    if not form.is_valid():
        return _form_page(request, entry, form, item, status=422)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1

    def run() -> dict[str, Any]:
        return {"item": change_item(request.actor, item.pk, form.content(), revision).pk}

    name = {"item": item_id} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), "conferences.change_item", name, run)
    except ItemChangedMeanwhile as refusal:
        return _form_page(
            request,
            entry,
            form,
            item_or_404(request, entry_id, item_id),
            status=409,
            meanwhile=refusal.reason,
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _form_page(request, entry, form, item, status=409)
    messages.success(request, _("Đã lưu nội dung."))
    return HttpResponseRedirect(_here(entry, item.pk))


@requires("agenda.edit")
@require_POST
def move(request: ActingRequest, entry_id: int, item_id: int) -> HttpResponse:
    """Put an item elsewhere in the order. Asked by HTMX, the answer is the agenda."""
    entry = entry_or_404(request, entry_id)
    item = item_or_404(request, entry_id, item_id)
    try:
        direction = Direction(request.POST.get("huong", ""))
    except ValueError:
        raise Http404 from None

    def run() -> dict[str, Any]:
        return {"position": move_item(request.actor, item.pk, direction).position}

    name = {"item": item_id} | payload_of(request)
    once(request.actor, command_id_of(request), "conferences.move_item", name, run)
    if target_of(request) == AGENDA:
        return _agenda_page(request, entry)
    return HttpResponseRedirect(_here(entry, item.pk))


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActingRequest, entry_id: int, item_id: int) -> HttpResponse:
    """Ask, then take an item off the agenda."""
    entry = entry_or_404(request, entry_id)
    item = item_or_404(request, entry_id, item_id)
    papers = papers_of_items(request.actor, entry).get(item.pk, [])
    context = frame_of(request.actor, entry, "agenda") | {"item": item, "papers": papers}
    if request.method != "POST":
        return render(request, "conferences/agenda_remove.html", context)

    def run() -> dict[str, Any]:
        return {"conference": remove_item(request.actor, item.pk).pk}

    try:
        once(
            request.actor,
            command_id_of(request),
            "conferences.remove_item",
            {"item": item_id} | payload_of(request),
            run,
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        context["refusal"] = refusal.reason
        return render(request, "conferences/agenda_remove.html", context, status=409)
    messages.success(request, _("Đã bỏ nội dung khỏi chương trình hội nghị."))
    return HttpResponseRedirect(_here(entry, None))


def _here(entry: Entry, item_id: int | None) -> str:
    page = reverse("conferences:agenda", args=[entry.pk])
    return page if item_id is None else f"{page}#noi-dung-{item_id}"


def _form(
    request: ActingRequest,
    entry: Entry,
    data: Any = None,
    initial: dict[str, Any] | None = None,
    item: AgendaItem | None = None,
) -> AgendaItemForm:
    actor = request.actor
    units = organisation_choices(actor, clock.today())
    people = presenter_choices(actor)
    earlier = earlier_items(actor, conference_of(actor, entry.pk))
    if item is not None and item.reporting is not None and item.reporting_id not in dict(units):
        units.append((item.reporting.pk, item.reporting.name))
    if item is not None and item.presenter is not None and item.presenter_id not in dict(people):
        people.append((item.presenter.pk, item.presenter.full_name))
    suggestions = suggestion_choices(actor, entry)
    if item is not None and item.suggestion is not None:
        suggestions.append((item.suggestion.pk, item.suggestion.matter))
    return AgendaItemForm(units, people, earlier, data, initial, suggestions)


def _suggested(request: ActingRequest, entry: Entry) -> dict[str, Any]:
    """What the suggestion of the address (`?de-xuat=12`) says of an item; nothing where there is none."""
    number = request.GET.get("de-xuat", "")
    if not (number.isdecimal() and len(number) < 10):
        return {}
    one = suggestions_for(request.actor, entry).filter(pk=int(number)).first()
    return typed_of_suggestion(one) if one is not None else {}


def _form_page(
    request: ActingRequest,
    entry: Entry,
    form: AgendaItemForm,
    item: AgendaItem | None,
    status: int = 200,
    meanwhile: str = "",
) -> HttpResponse:
    context = frame_of(request.actor, entry, "agenda") | {"form": form, "item": item, "meanwhile": meanwhile}
    if item is None:
        context["suggested"] = suggestions_for(request.actor, entry).order_by("-sent_at", "-pk")[
            :MOST_OFFERED
        ]
    return render(request, "conferences/agenda_form.html", context, status=status)

"""Moving, postponing, cancelling, merging, taking back: what follows is shown first, then accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nghisu.accounts.middleware import safe_next
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.commands import accept_move, merge_entry, undo_move
from nghisu.programme.forms.moving import PARTS, MergeForm, MoveForm, ReasonedForm, WrittenForm, opened_with
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import (
    Consequences,
    NothingSeen,
    Proposal,
    consequences_of,
    moved_to_day,
    not_held,
    seal,
    unseal,
)
from nghisu.programme.queries.moves import (
    TAKE_BACK,
    joint_title,
    move_of,
    others_to_merge_into,
    rooms_offered,
    said_of,
)
from nghisu.programme.queries.replaced import rule_of_writing
from nghisu.programme.refusals import ConsequencesChanged
from nghisu.programme.standing_fast import why_it_stands
from nghisu.programme.views.conference import PANEL, entry_or_404, target_of
from nghisu.rulebook.queries.chips import Chip, chips_of

CONSEQUENCES = "consequences"
LOOK = "xem"
"""The button that only looks at what would follow."""


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Another day, hour or room for a conference; for one that is not held, taking it up again.

    `?ngay=2026-03-18&buoi=afternoon` in the address is what the calendar proposes.
    """
    entry = entry_or_404(request, entry_id)
    rooms = rooms_offered(request.actor, entry)
    if request.method != "POST":
        hour = _hour_asked(request, entry)
        initial = opened_with(entry, request.GET, hour)
        looked = MoveForm(request.actor, entry, rooms, initial)
        form = MoveForm(request.actor, entry, rooms, initial=initial)
        return _page(request, "move", entry, form, looked.proposal())
    form = MoveForm(request.actor, entry, rooms, request.POST)
    proposal = form.proposal()

    def act(seen: dict[str, Any]) -> Move:
        assert proposal is not None  # noqa: S101  asked by _accept before
        reason, document = form.written
        return accept_move(request.actor, entry_id, proposal, reason, document, seen)

    return _accept(request, "move", entry, form, proposal, act)


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: ActingRequest, entry_id: int, act: str) -> HttpResponse:
    """Postpone without a day, cancel, or let a written opinion take the place of a conference."""
    entry = entry_or_404(request, entry_id)
    if not entry.is_held and not (entry.state == Entry.State.POSTPONED and act != Move.Act.POSTPONED):
        messages.error(request, _("Hội nghị này không còn trong lịch họp."))
        return HttpResponseRedirect(reverse("programme:entry", args=[entry.pk]))
    proposal = not_held(entry, Move.Act(act))
    if said := why_it_stands(request.actor, entry, proposal):
        return _stays(request, entry, said)
    asking = WrittenForm if act == Move.Act.WRITTEN else ReasonedForm
    if request.method != "POST":
        return _page(request, act, entry, asking(), proposal)
    form = asking(request.POST)

    def accept(seen: dict[str, Any]) -> Move:
        reason, document = form.written
        return accept_move(request.actor, entry_id, proposal, reason, document, seen)

    return _accept(request, act, entry, form, proposal, accept)


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Have a conference taken in by another one."""
    entry = entry_or_404(request, entry_id)
    if not entry.is_held:
        messages.error(request, _("Hội nghị này không còn trong lịch họp."))
        return HttpResponseRedirect(reverse("programme:entry", args=[entry.pk]))
    if said := why_it_stands(request.actor, entry, not_held(entry, Move.Act.MERGED)):
        return _stays(request, entry, said)
    others = others_to_merge_into(request.actor, entry)
    if request.method != "POST":
        return _page(request, "merged", entry, MergeForm(others), None)
    form = MergeForm(others, request.POST)
    into_id = form.into_id()
    into = next((one for one in others if one.pk == into_id), None)
    proposal = not_held(entry, Move.Act.MERGED, into.pk) if into else None

    def accept(seen: dict[str, Any]) -> Move:
        assert into is not None  # noqa: S101  asked by _accept before
        reason, document = form.written
        title = form.cleaned_data["title"].strip() or joint_title(into, entry)
        return merge_entry(request.actor, entry_id, into.pk, title, reason, document, seen)

    return _accept(request, "merged", entry, form, proposal, accept)


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActingRequest, move_id: int) -> HttpResponse:
    """Say what comes back and what cannot be taken back; then do it, or say why not."""
    row = move_of(request.actor, move_id)
    if row is None:
        raise Http404
    here = reverse("programme:entry", args=[row.entry_id])
    if request.method != "POST":
        return render(
            request, "programme/move_undo.html", {"move": row, "said": said_of(row), "entry": row.entry}
        )

    def run() -> dict[str, int]:
        return {"told": undo_move(request.actor, move_id).told}

    try:
        answer = once(
            request.actor,
            command_id_of(request),
            "programme.undo_move",
            {"move": move_id} | payload_of(request),
            run,
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, f"{_('Đã hoàn tác.')} {_said_told(answer['told'], correcting=True)}")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or here)
    response.status_code = 303
    return response


def _accept(
    request: ActingRequest,
    act: str,
    entry: Entry,
    form: ReasonedForm,
    proposal: Proposal | None,
    run: Callable[[dict[str, Any]], Move],
) -> HttpResponse:
    """Do what was shown; show what would follow where it was not shown yet, or is different now."""
    if target_of(request) == CONSEQUENCES or LOOK in request.POST:
        return _page(request, act, entry, form, proposal, looks=True)
    if proposal is None or not form.is_valid():
        return _page(request, act, entry, form, proposal, status=422)
    try:
        seen = unseal(request.POST.get("seen", ""), entry.pk)
    except NothingSeen:
        seen = {}
    if not seen or (seen["proposal"] != proposal.as_json() and seen["revision"] == entry.revision):
        return _page(request, act, entry, form, proposal, unseen=True)

    def keep() -> dict[str, Any]:
        move = run(seen)
        return {"move": move.pk, "told": move.told}

    try:
        answer = once(
            request.actor,
            command_id_of(request),
            f"programme.{act}_entry",
            {"entry": entry.pk} | payload_of(request),
            keep,
        )
    except ConsequencesChanged as refusal:
        entry = entry_or_404(request, entry.pk)
        more = {"differences": refusal.differences, "changed": refusal.reason}
        return _page(request, act, entry, form, _again(request, entry, form, proposal), status=409, **more)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, act, entry, form, proposal, status=422)
    kept = Move.objects.select_related("entry", "into", "from_room", "to_room").get(pk=answer["move"])
    messages.success(
        request,
        f"{said_of(kept)}. {_said_told(answer['told'])}",
        extra_tags=f"{TAKE_BACK}{kept.pk}",
    )
    here = reverse("programme:entry", args=[entry.pk])
    return HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or here)


def _again(request: ActingRequest, entry: Entry, form: ReasonedForm, proposal: Proposal) -> Proposal | None:
    """The same wish upon the conference as it stands now."""
    if isinstance(form, MoveForm):
        form.entry = entry
        return form.proposal()
    return not_held(entry, Move.Act(proposal.act), proposal.into_id)


def _page(
    request: ActingRequest,
    act: str,
    entry: Entry,
    form: ReasonedForm,
    proposal: Proposal | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = _shown(request, entry, proposal)
    wanted = request.POST if request.method == "POST" else request.GET
    context = {
        "act": act,
        "entry": entry,
        "form": form,
        "opening": clock.local(entry.opening),
        "shown": shown,
        "seen": seal(shown) if shown else "",
        "look": LOOK,
        "ground_chips": _ground_of_writing(entry) if act == Move.Act.WRITTEN else [],
        "next": safe_next(request, wanted.get("next", "")),
        "status": status,
    } | more
    if target_of(request) == CONSEQUENCES:
        return render(request, "programme/_consequences.html", context)
    if target_of(request) == PANEL:
        return render(request, "programme/_move_form.html", context)
    return render(request, "programme/move_page.html", context, status=status)


def _shown(request: ActingRequest, entry: Entry, proposal: Proposal | None) -> Consequences | None:
    if proposal is None:
        return None
    others = []
    if proposal.into_id is not None:
        others = list(Entry.objects.filter(committee=request.actor.committee_id, pk=proposal.into_id))
    shown = consequences_of(request.actor, entry, proposal, clock.today(), others)
    if shown.changes_nothing:
        return None
    said = why_it_stands(request.actor, entry, proposal)
    return replace(shown, refusal=said) if said else shown


def _ground_of_writing(entry: Entry) -> list[Chip]:
    rule = rule_of_writing(entry)
    return chips_of(rule.citations) if rule is not None else []


def _stays(request: ActingRequest, entry: Entry, said: str) -> HttpResponse:
    """Back to the conference, with why it is not taken off any more."""
    messages.error(request, said)
    return HttpResponseRedirect(reverse("programme:entry", args=[entry.pk]))


def _hour_asked(request: ActingRequest, entry: Entry) -> str:
    """The hour that the address asks for: itself (`gio`), or that of a part of the day (`buoi`)."""
    try:
        return f"{time.fromisoformat(request.GET.get('gio', '')):%H:%M}"
    except ValueError:
        pass
    part = request.GET.get("buoi", "")
    if part not in PARTS:
        return ""
    day: date = clock.local(entry.opening).date()
    return f"{clock.local(moved_to_day(request.actor, entry, day, part=part).opening):%H:%M}"


def _said_told(told: int, *, correcting: bool = False) -> str:
    if correcting:
        return ngettext(
            "Đã gửi đính chính tới %(count)s người.", "Đã gửi đính chính tới %(count)s người.", told
        ) % {"count": told}
    return ngettext("Đã báo cho %(count)s người.", "Đã báo cho %(count)s người.", told) % {"count": told}

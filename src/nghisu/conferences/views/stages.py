"""Where a conference stands, what the next stage asks, and the act that takes it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.commands import advance, confirm_gate, override_gate, turn_back
from nghisu.conferences.commands.stages import BACK
from nghisu.conferences.enums import Stage
from nghisu.conferences.forms.stages import BackForm, OverrideForm
from nghisu.conferences.models import Conference
from nghisu.conferences.policy import right_to_enter
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.consultations import is_not_asked_yet
from nghisu.conferences.queries.proposals import (
    approved_by_programme,
    may_draft,
    owes_proposal,
    proposal_of,
)
from nghisu.conferences.queries.standing import (
    NextStage,
    asked_before,
    confirmations_of,
    next_stage_of,
    overrides_of,
    transitions_of,
)
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

BUTTONS: Mapping[str, Promise] = {
    Stage.OPEN: gettext_lazy("Ghi đã khai mạc"),
    Stage.CLOSED: gettext_lazy("Ghi đã bế mạc"),
    Stage.CONCLUDED: gettext_lazy("Ghi đã kết luận"),
    Stage.ARCHIVED: gettext_lazy("Ghi đã lưu hồ sơ"),
}
"""What the button says that enters a stage; of another, which stage it is."""


def conference_or_404(request: ActingRequest, entry_id: int) -> Conference:
    """The conference of an entry that somebody has begun."""
    conference = conference_of(request.actor, entry_id)
    if conference is None:
        raise Http404
    return conference


@requires("stage.view")
@require_safe
def stages(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The stages of a conference: where it stands, what is missing, confirmed or passed over, how it came here."""
    actor = request.actor
    entry = entry_or_404(request, entry_id)
    conference = conference_of(actor, entry.pk)
    context: dict[str, Any] = frame_of(actor, entry, "stages") | {"conference": conference}
    if conference is not None:
        following = next_stage_of(actor, conference)
        context |= {
            "stage": Stage(conference.stage),
            "following": following,
            "act": _act(request, conference, following),
            "button": BUTTONS.get(following.stage, "") if following is not None else "",
            "may_confirm": following is not None
            and bool(may(actor, right_to_enter(following.stage)))
            and entry.is_held,
            "may_override": bool(may(actor, "gate.override")) and entry.is_held,
            "may_turn_back": bool(may(actor, "conference.advance"))
            and entry.is_held
            and Stage(conference.stage) in BACK,
            "transitions": transitions_of(actor, conference),
            "overrides": overrides_of(actor, conference),
            "confirmations": confirmations_of(actor, conference),
            "proposal": proposal_of(actor, conference),
            "owes_proposal": owes_proposal(actor, entry),
        }
    context["may_draft"] = may_draft(actor, entry) and entry.is_held
    context |= {
        "not_asked": is_not_asked_yet(entry),
        "may_manage": bool(may(actor, "consultation.manage")),
    }
    return render(request, "conferences/stages.html", context)


def _act(request: ActingRequest, conference: Conference, following: NextStage | None) -> str:
    """The one act that takes the conference on now: writing the proposal, a button, or none that is done here."""
    if following is None or not conference.entry.is_held:
        return ""
    if following.stage == Stage.APPROVED:
        if approved_by_programme(request.actor, conference) and may(request.actor, "conference.advance"):
            return "advance"
        return "proposal"
    return "advance" if may(request.actor, right_to_enter(following.stage)) else ""


@requires("conference.hold")
@require_POST
def go_on(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Take the conference on to the stage that the page offered."""
    conference = conference_or_404(request, entry_id)
    try:
        to = Stage(request.POST.get("giai-doan", ""))
    except ValueError:
        raise Http404 from None
    here = reverse("conferences:stages", args=[entry_id])
    if to == Stage.APPROVED and not approved_by_programme(request.actor, conference):
        messages.error(request, _("Giai đoạn này không chuyển bằng tay. Hãy xem còn thiếu điều gì."))
        return HttpResponseRedirect(here)

    def run() -> dict[str, Any]:
        return {"revision": advance(request.actor, conference.pk, to).revision}

    name = {"conference": conference.pk} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), "conferences.advance", name, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Hội nghị chuyển sang giai đoạn: %(stage)s.") % {"stage": to.label})
    return HttpResponseRedirect(here)


@requires("conference.advance")
@require_http_methods(["GET", "HEAD", "POST"])
def go_back(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Ask why, then take the conference back to the stage before."""
    entry = entry_or_404(request, entry_id)
    conference = conference_or_404(request, entry_id)
    here = reverse("conferences:stages", args=[entry_id])
    to = BACK.get(Stage(conference.stage))
    form = BackForm(request.POST if request.method == "POST" else None)
    context = frame_of(request.actor, entry, "stages") | {"form": form, "to": to, "conference": conference}
    if request.method != "POST":
        return render(request, "conferences/stage_back.html", context)
    if not form.is_valid():
        return render(request, "conferences/stage_back.html", context, status=422)

    def run() -> dict[str, Any]:
        typed = form.cleaned_data
        return {
            "revision": turn_back(request.actor, conference.pk, typed["reason"], typed["document"]).revision
        }

    name = {"conference": conference.pk} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), "conferences.turn_back", name, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return render(request, "conferences/stage_back.html", context, status=409)
    messages.success(request, _("Đã lùi hội nghị về giai đoạn trước."))
    return HttpResponseRedirect(here)


@requires("conference.hold")
@require_POST
def confirm(request: ActingRequest, entry_id: int) -> HttpResponse:
    """State by name what the page puts to a person to judge."""
    entry_or_404(request, entry_id)
    conference = conference_or_404(request, entry_id)
    wanted = (request.POST.get("dieu-kien", ""), request.POST.get("muc", ""))
    try:
        stage = Stage(request.POST.get("giai-doan", ""))
    except ValueError:
        raise Http404 from None

    def run() -> dict[str, Any]:
        return {"confirmation": confirm_gate(request.actor, conference.pk, stage, *wanted).pk}

    name = {"conference": conference.pk} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), "conferences.confirm_gate", name, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Đã ghi tên đồng chí xác nhận."))
    return HttpResponseRedirect(reverse("conferences:stages", args=[entry_id]))


@requires("gate.override")
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Ask why and by which document, then let a gate be passed over (`?giai-doan=…&dieu-kien=…&muc=…`)."""
    entry = entry_or_404(request, entry_id)
    conference = conference_or_404(request, entry_id)
    here = reverse("conferences:stages", args=[entry_id])
    wanted = (request.GET.get("dieu-kien", ""), request.GET.get("muc", ""))
    try:
        stage = Stage(request.GET.get("giai-doan", ""))
    except ValueError:
        stage = None
    asked = next(
        (
            one
            for one in (asked_before(request.actor, conference, stage) if stage else [])
            if (one.gate, one.missing.key) == wanted
        ),
        None,
    )
    if stage is None or asked is None or not asked.may_be_passed_over:
        messages.error(request, _("Điều kiện này đã đủ hoặc đã được cho vượt."))
        return HttpResponseRedirect(here)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    context = frame_of(request.actor, entry, "stages") | {"form": form, "asked": asked, "to": stage}
    if request.method != "POST":
        return render(request, "conferences/override.html", context)
    if not form.is_valid():
        return render(request, "conferences/override.html", context, status=422)

    def run() -> dict[str, Any]:
        typed = form.cleaned_data
        row = override_gate(
            request.actor, conference.pk, stage, *wanted, reason=typed["reason"], document=typed["document"]
        )
        return {"override": row.pk}

    name = {"conference": conference.pk, "gate": list(wanted)} | payload_of(request)
    once(request.actor, command_id_of(request), "conferences.override_gate", name, run)
    messages.success(request, _("Đã ghi cho vượt điều kiện."))
    return HttpResponseRedirect(here)

"""Suggestions: the list, one of them, writing, sending, taking back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.text import fold
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.commands.sending import (
    change_suggestion,
    discard_suggestion,
    draft_suggestion,
    send_suggestion,
    take_back_suggestion,
)
from nghisu.programme.commands.weighing_suggestions import answer_suggestion
from nghisu.programme.forms.suggestions import AnswerForm, SuggestionFilterForm, SuggestionForm
from nghisu.programme.models import Suggestion, SuggestionCall
from nghisu.programme.queries.suggestion_choices import suggested_kinds, voices_of
from nghisu.programme.queries.suggestions import (
    alike_to,
    calls_of,
    is_late,
    may_speak_for,
    suggestion_of,
    visible_suggestions,
)
from nghisu.programme.refusals import (
    EntryChangedMeanwhile,
    SuggestionNotThere,
    SuggestionWeighedMeanwhile,
)
from nghisu.programme.suggestion_places import places_of
from nghisu.programme.views.periods import acted

State = Suggestion.State
PAGE = 50


def suggestion_or_404(request: ActingRequest, suggestion_id: int) -> Suggestion:
    """The suggestion asked for; one that may not be seen is one that does not exist."""
    suggestion = suggestion_of(request.actor, suggestion_id)
    if suggestion is None:
        raise Http404
    return suggestion


@requires("suggestion.view")
@require_safe
def suggestions(request: ActingRequest) -> HttpResponse:
    """The calls that concern the actor, and the suggestions the actor may see."""
    actor = request.actor
    calls = list(calls_of(actor))
    form = SuggestionFilterForm(request.GET, [(call.pk, call.period.say(_)) for call in calls])
    form.is_valid()
    asked = form.cleaned_data
    rows = visible_suggestions(actor).select_related("call", "organisation", "person", "entry")
    for word in fold(asked.get("q", "")).split():
        rows = rows.filter(search_text__contains=word)
    if asked.get("dot"):
        rows = rows.filter(call=int(asked["dot"]))
    state = asked.get("tinh_trang", "")
    if state and state != "late":
        rows = rows.filter(state=state)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.order_by("-pk")[: PAGE + 1] if state != "late" else rows.order_by("-pk"))
    if state == "late":
        found = [one for one in found if is_late(one)][: PAGE + 1]
    next_url = ""
    if len(found) > PAGE:
        found = found[:PAGE]
        kept = {key: value for key, value in request.GET.items() if value} | {"after": found[-1].pk}
        next_url = f"{request.path}?{urlencode(kept)}"
    context = {
        "calls": calls,
        "form": form,
        "filtered": any(asked.get(name) for name in ("q", "dot", "tinh_trang")),
        "rows": [{"one": one, "late": is_late(one)} for one in found],
        "next_url": next_url,
        "may_edit": bool(may(actor, "programme.edit")),
        "may_write": bool(voices_of(actor)),
    }
    return render(request, "programme/suggestions.html", context)


@requires("suggestion.view")
@require_safe
def suggestion(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """One suggestion, where it is, and what may be done to it."""
    return shown(request, suggestion_or_404(request, suggestion_id))


def shown(request: ActingRequest, one: Suggestion, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a suggestion, with what a form on it has to say."""
    actor = request.actor
    weighs = bool(may(actor, "programme.edit")) and one.state not in (*Suggestion.OWN, State.ACCEPTED)
    others = (
        visible_suggestions(actor)
        .filter(call=one.call_id)
        .exclude(pk=one.pk)
        .exclude(state__in=[*Suggestion.OWN, State.JOINED])
        if weighs
        else Suggestion.objects.none()
    )
    context = {
        "one": one,
        "period": one.call.period,
        "words": one.call.period.say(_),
        "kind_name": suggested_kinds(actor, one.call.period).get(one.kind, one.kind),
        "late": is_late(one),
        "weighs": weighs,
        "writes": one.state == State.DRAFT and _is_own(request, one),
        "waits": one.state == State.WITH_HEAD and one.author_person == actor.person_id,
        "places": places_of(actor, one),
        "alike": alike_to(actor, one) if may(actor, "programme.edit") else None,
        "answer_form": AnswerForm(others.order_by("pk").values_list("pk", "matter"), one.revision)
        if weighs
        else None,
        "joined_by": one.joined_by.filter(committee=actor.committee_id).select_related("organisation")
        if weighs or one.state == State.ACCEPTED
        else (),
    } | more
    return render(request, "programme/suggestion.html", context, status=status)


def _is_own(request: ActingRequest, one: Suggestion) -> bool:
    own = one.organisation_id is not None or one.person_id == request.actor.person_id
    return (
        own
        and bool(may(request.actor, "suggestion.draft"))
        and may_speak_for(request.actor, one.organisation_id)
    )


@requires("suggestion.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActingRequest, call_id: int) -> HttpResponse:
    """Write a suggestion for a call."""
    actor = request.actor
    call = calls_of(actor).filter(pk=call_id).first()
    if call is None:
        raise Http404
    voices, kinds = voices_of(actor), suggested_kinds(actor, call.period)
    if request.method != "POST":
        return _form_page(request, SuggestionForm(voices, kinds), call, None)
    form = SuggestionForm(voices, kinds, request.POST)
    if not form.is_valid():
        return _form_page(request, form, call, None, status=422)

    def run() -> dict[str, Any]:
        return {"suggestion": draft_suggestion(actor, call_id, form.organisation_id(), form.content()).pk}

    name = {"call": call_id} | payload_of(request)
    answer = once(actor, command_id_of(request), "suggestion.draft", name, run)
    messages.success(request, _("Đã lưu. Đọc lại rồi bấm Gửi."))
    return HttpResponseRedirect(reverse("programme:suggestion", args=[answer["suggestion"]]))


@requires("suggestion.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """Go on writing a suggestion."""
    actor, one = request.actor, suggestion_or_404(request, suggestion_id)
    if one.state != State.DRAFT or not _is_own(request, one):
        return HttpResponseRedirect(reverse("programme:suggestion", args=[one.pk]))
    voices = [voice for voice in voices_of(actor) if voice[0] == str(one.organisation_id or "")]
    kinds = suggested_kinds(actor, one.call.period)
    if request.method != "POST":
        typed = {
            "speaks_for": str(one.organisation_id or ""),
            "matter": one.matter,
            "why": one.why,
            "kind": one.kind,
            "need": one.need,
            "wished": f"{one.wished:%d/%m/%Y}" if one.wished else "",
            "wished_text": one.wished_text,
            "participants": one.participants,
        }
        return _form_page(request, SuggestionForm(voices, kinds, initial=typed), one.call, one)
    form = SuggestionForm(voices, kinds, request.POST)
    if not form.is_valid():
        return _form_page(request, form, one.call, one, status=422)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1

    def run() -> dict[str, Any]:
        return {"suggestion": change_suggestion(actor, suggestion_id, form.content(), revision).pk}

    name = {"suggestion": suggestion_id} | payload_of(request)
    try:
        once(actor, command_id_of(request), "suggestion.change", name, run)
    except (EntryChangedMeanwhile, SuggestionNotThere) as refusal:
        fresh = suggestion_or_404(request, suggestion_id)
        return _form_page(request, form, fresh.call, fresh, status=409, refusal=refusal.reason)
    messages.success(request, _("Đã lưu đề xuất."))
    return HttpResponseRedirect(reverse("programme:suggestion", args=[suggestion_id]))


def _form_page(
    request: ActingRequest,
    form: SuggestionForm,
    call: SuggestionCall,
    one: Suggestion | None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    context = {"form": form, "call": call, "words": call.period.say(_), "one": one, "refusal": refusal}
    return render(request, "programme/suggestion_form.html", context, status=status)


@requires("suggestion.draft")
@require_POST
def send(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """Send a suggestion on to the head of the unit, or to the office."""
    return _pressed(request, suggestion_id, "suggestion.send", send_suggestion, _("Đã gửi đề xuất."))


@requires("suggestion.draft")
@require_POST
def take_back(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """Take a suggestion back from the head of the unit."""
    return _pressed(
        request,
        suggestion_id,
        "suggestion.take_back",
        take_back_suggestion,
        _("Đã rút đề xuất về để soạn tiếp."),
    )


@requires("suggestion.draft")
@require_POST
def discard(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """Throw away a suggestion that was never sent."""
    one = suggestion_or_404(request, suggestion_id)

    def run() -> dict[str, Any]:
        return {"call": discard_suggestion(request.actor, suggestion_id)}

    return acted(
        request,
        "suggestion.discard",
        {"suggestion": suggestion_id},
        run,
        reverse("programme:suggestion", args=[one.pk]),
        lambda answer: reverse("programme:suggestions"),
        _("Đã bỏ đề xuất đang soạn."),
    )


def _pressed(request: ActingRequest, suggestion_id: int, name: str, command: Any, said: str) -> HttpResponse:
    here = reverse("programme:suggestion", args=[suggestion_or_404(request, suggestion_id).pk])

    def run() -> dict[str, Any]:
        return {"suggestion": command(request.actor, suggestion_id).pk}

    return acted(request, name, {"suggestion": suggestion_id}, run, here, lambda answer: here, said)


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActingRequest, suggestion_id: int) -> HttpResponse:
    """Say what becomes of a suggestion that is not taken in by itself."""
    one = suggestion_or_404(request, suggestion_id)
    here = reverse("programme:suggestion", args=[one.pk])
    if request.method != "POST":
        return HttpResponseRedirect(here)
    others = visible_suggestions(request.actor).filter(call=one.call_id).exclude(pk=one.pk)
    sent = request.POST.copy()
    form = AnswerForm(others.order_by("pk").values_list("pk", "matter"), one.revision, sent)
    if not form.is_valid():
        return shown(request, one, status=422, answer_form=form)
    typed = form.cleaned_data
    joined = int(typed["joined"]) if typed["joined"] and typed["outcome"] == State.JOINED else None

    def run() -> dict[str, Any]:
        done = answer_suggestion(
            request.actor, suggestion_id, typed["outcome"], typed["answer"], joined, typed["revision"]
        )
        return {"suggestion": done.pk}

    try:
        return acted(
            request,
            "suggestion.answer",
            {"suggestion": suggestion_id},
            run,
            here,
            lambda answer: here,
            _("Đã ghi kết quả và báo cho nơi đề xuất."),
            keeps=SuggestionWeighedMeanwhile,
        )
    except SuggestionWeighedMeanwhile as refusal:
        one = suggestion_or_404(request, suggestion_id)
        form.add_error(None, refusal.reason)
        sent["revision"] = str(one.revision)  # whoever sends it again has seen it
        return shown(request, one, status=409, answer_form=form)

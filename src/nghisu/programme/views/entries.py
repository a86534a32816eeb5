from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.addresses import FIRST_YEAR
from nghisu.programme.commands import EntryContent, add_entry, change_entry, remove_entry
from nghisu.programme.commands.themes import make_entry_of_theme
from nghisu.programme.commands.weighing_suggestions import take_in_suggestion
from nghisu.programme.forms.entry import EntryForm, typed_of
from nghisu.programme.forms.meanwhile import meanwhile
from nghisu.programme.models import Entry
from nghisu.programme.queries.choices import choices_of
from nghisu.programme.queries.conference import conference_entry
from nghisu.programme.queries.origins import (
    suggestion_to_take_in,
    theme_to_plan,
    typed_of_suggestion,
    typed_of_theme,
)
from nghisu.programme.queries.outlook import outlook_of, twins_of
from nghisu.programme.refusals import (
    EntryChangedMeanwhile,
    EntryHasDoneDuties,
    EntryMayBeThere,
    EntryUnderNoRule,
    OriginGone,
)
from nghisu.programme.views.conference import entry_or_404, target_of
from nghisu.rulebook.queries import standings_of
from nghisu.rulebook.queries.standings import NOTHING_OWED

OUTLOOK = "outlook"
LOOK = "xem"
"""The button that only looks at what would follow."""
UNSEEN = -1
SURE = "van-luu"
"""The box by which a person says that a conference of the same name and day is another one."""


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest) -> HttpResponse:
    """Put a conference into the programme. A day in the address (`?ngay=2026-03-18`) is filled in, and what the
    suggestion (`?de-xuat=12`) or the key matter of the term (`?trong-tam=5`) that it comes of says."""
    choices = choices_of(request.actor)
    suggestion = suggestion_to_take_in(request.actor, request.GET.get("de-xuat", ""))
    theme = theme_to_plan(request.actor, request.GET.get("trong-tam", ""))
    if request.method != "POST":
        typed = {"day": _day_asked(request)}
        if suggestion is not None:
            typed = typed_of_suggestion(suggestion)
        elif theme is not None:
            typed |= typed_of_theme(theme)
        return _page(request, EntryForm(choices, initial=typed), None, suggestion=suggestion, theme=theme)
    form = EntryForm(choices, request.POST)

    def save(content: EntryContent) -> dict[str, int]:
        if suggestion is None and theme is None and ("de-xuat" in request.GET or "trong-tam" in request.GET):
            raise OriginGone
        if suggestion is not None:
            return {"entry": take_in_suggestion(request.actor, suggestion.pk, content).pk}
        if theme is not None:
            return {"entry": make_entry_of_theme(request.actor, theme.pk, content).pk}
        return {"entry": add_entry(request.actor, content).pk}

    return _answer(request, form, None, "programme.add_entry", save, _("Đã thêm hội nghị vào chương trình."))


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Change what is stated of a conference. Somebody else's change meanwhile is shown, and nothing typed is lost."""
    entry = entry_or_404(request, entry_id)
    choices = choices_of(request.actor, entry)
    if request.method != "POST":
        return _page(request, EntryForm(choices, initial=typed_of(entry)), entry)
    form = EntryForm(choices, request.POST)
    seen = request.POST.get("revision", "")
    # A form that does not say what it was made from has seen nothing of what stands there.
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else UNSEEN

    def save(content: EntryContent) -> dict[str, int]:
        return {"entry": change_entry(request.actor, entry_id, content, revision).pk}

    try:
        return _answer(
            request, form, entry, "programme.change_entry", save, _("Đã lưu thay đổi của hội nghị.")
        )
    except EntryChangedMeanwhile as refusal:
        entry = entry_or_404(request, entry_id)
        together = meanwhile(request.actor, entry, revision, request.POST.dict())
        form = EntryForm(choices, together.typed)
        form.is_valid()
        return _page(request, form, entry, status=409, meanwhile=together, refusal=refusal.reason)


def _answer(
    request: ActingRequest,
    form: EntryForm,
    entry: Entry | None,
    name: str,
    save: Callable[[EntryContent], dict[str, int]],
    said: str,
) -> HttpResponse:
    valid = form.is_valid()
    if target_of(request) == OUTLOOK or LOOK in request.POST:
        return _page(request, form, entry, looks=True)
    content = form.content()
    if not valid or content is None:
        return _page(request, form, entry, status=422)

    def run() -> dict[str, int]:
        # Asked inside the command: the same form sent again gets its first answer, not the doubt about its own work.
        if SURE not in request.POST and twins_of(request.actor, content, entry.pk if entry else None):
            raise EntryMayBeThere
        return save(content)

    payload = {"entry": entry.pk if entry else None} | payload_of(request)
    try:
        answer = once(request.actor, command_id_of(request), name, payload, run)
    except EntryMayBeThere:
        twins = twins_of(request.actor, content, entry.pk if entry else None)
        return _page(request, form, entry, status=422, twins=twins)
    except EntryUnderNoRule as refusal:
        form.add_error("day", refusal.reason)
        return _page(request, form, entry, status=422)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("programme:entry", args=[answer["entry"]]))


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Ask, saying what goes; then take the conference out, or say why it stays."""
    if request.method == "POST":
        year = _year_of(request, entry_id)

        def run() -> dict[str, int]:
            remove_entry(request.actor, entry_id)
            return {"year": year}

        try:
            answer = once(
                request.actor,
                command_id_of(request),
                "programme.remove_entry",
                {"entry": entry_id} | payload_of(request),
                run,
            )
        except EntryHasDoneDuties as refusal:
            return _remove_page(request, entry_or_404(request, entry_id), refusal.reason)
        messages.success(request, _("Đã xóa hội nghị khỏi chương trình."))
        return HttpResponseRedirect(reverse("programme:entries", args=[answer["year"]]))
    return _remove_page(request, entry_or_404(request, entry_id))


def _remove_page(request: ActingRequest, entry: Entry, refusal: str = "") -> HttpResponse:
    standings = standings_of(request.actor, [entry.subject_id], clock.today())
    standing = standings.get(entry.subject_id, NOTHING_OWED)
    context = {
        "entry": entry,
        "opening": clock.local(entry.opening),
        "standing": standing,
        "duties": standing.open + standing.undated,
        "refusal": refusal,
    }
    return render(request, "programme/entry_remove.html", context, status=409 if refusal else 200)


def _year_of(request: ActingRequest, entry_id: int) -> int:
    """The year to come back to; the present one where the conference is gone already and only its receipt is left."""
    entry = conference_entry(request.actor, entry_id)
    return clock.local(entry.opening).year if entry else clock.today().year


def _page(
    request: ActingRequest, form: EntryForm, entry: Entry | None, status: int = 200, **more: Any
) -> HttpResponse:
    content = _stated(form, entry)
    context = {
        "form": form,
        "entry": entry,
        "revision": str(entry.revision) if entry else "",
        "outlook": outlook_of(request.actor, content, clock.today(), entry.pk if entry else None)
        if content
        else None,
        "sure": SURE,
        "look": LOOK,
    } | more
    if target_of(request) == OUTLOOK:
        return render(request, "programme/_outlook.html", context)
    return render(request, "programme/entry_form.html", context, status=status)


def _stated(form: EntryForm, entry: Entry | None) -> EntryContent | None:
    """What the form states so far, however much of it: a form not sent yet states what it was opened with."""
    if form.is_bound:
        return form.content()
    if entry is None:
        return None
    opened = EntryForm(form.known, form.initial)
    opened.is_valid()
    return opened.content()


def _day_asked(request: ActingRequest) -> str:
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return ""
    return f"{day:%d/%m/%Y}" if day.year >= FIRST_YEAR else ""

"""Running a written consultation: its draft, its sending, more time, its closing, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.conferences.commands import (
    change_consultation,
    close_consultation,
    discard_consultation,
    draft_consultation,
    enter_paper,
    extend_consultation,
    record_consultation_passed,
    send_consultation,
    withdraw_consultation,
    write_synthesis,
)
from nghisu.conferences.forms.answers import PaperForm, WithdrawalForm
from nghisu.conferences.forms.consultations import (
    ClosingForm,
    ConsultationForm,
    SynthesisForm,
    consultation_form,
    typed_of_consultation,
)
from nghisu.conferences.forms.matters import PassedInWritingForm
from nghisu.conferences.models import AgendaItem, Consultation, PaperSheet
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.consultations import is_revealed
from nghisu.conferences.queries.matters import decided_items
from nghisu.conferences.queries.passing import passing_of
from nghisu.conferences.refusals import ConsultationChangedMeanwhile
from nghisu.conferences.views.consultations import consultation_or_404
from nghisu.core.text import legible
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import Arrived, arriving
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.models import Entry
from nghisu.programme.queries import visible_entries

Run = Callable[[], dict[str, Any]]
Items = list[tuple[int, str]]
MORE = "them-cau-hoi"
"""The button that asks for room for another question; nothing is saved by it."""


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest) -> HttpResponse:
    """Begin a consultation, for a conference (`?hoi-nghi=12`) and an item of an agenda (`&noi-dung=7`) if named."""
    entry, item = _entry_asked(request), _item_asked(request)
    initial: dict[str, Any] = {}
    if item is not None:
        entry = entry or visible_entries(request.actor).filter(pk=item.conference.entry_id).first()
        initial = {
            "title": item.title,
            "documents": item.documents,
            "question_1": item.title,
            "item": item.pk,
        }
    elif entry is not None:
        initial = {"title": entry.title, "special_case": entry.state_reason, "question_1": entry.title}
    items = _items(request, entry, item)
    if MORE in request.POST:
        return _form_page(request, _with_more(request, None, items), None, entry, status=200)
    form = _form(request, None, initial, items)

    def run() -> dict[str, Any]:
        content = form.asked(entry.pk if entry else None, item.pk if item else None)
        return {"consultation": draft_consultation(request.actor, content).pk}

    answer = _done(request, form, "conferences.draft_consultation", {}, run)
    if answer is None:
        return _form_page(request, form, None, entry)
    messages.success(request, _("Đã lưu phiếu, chưa gửi. Hãy xem lại rồi gửi."))
    return HttpResponseRedirect(_here(answer["consultation"]))


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Change a consultation that was not sent yet."""
    row = consultation_or_404(request, consultation_id)
    if row.state != Consultation.State.DRAFT:
        messages.error(request, _("Phiếu đã gửi nên câu hỏi và nội dung được giữ nguyên."))
        return HttpResponseRedirect(_here(row.pk))
    items = _items(request, row.entry, row.item)
    if MORE in request.POST:
        return _form_page(request, _with_more(request, row, items), row, row.entry, status=200)
    form = _form(request, row, typed_of_consultation(row), items)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1

    def run() -> dict[str, Any]:
        content = form.asked(row.entry_id, row.item_id)
        return {"consultation": change_consultation(request.actor, row.pk, content, revision).pk}

    try:
        answer = _done(request, form, "conferences.change_consultation", {"consultation": row.pk}, run)
    except ConsultationChangedMeanwhile as refusal:
        form.add_error(None, refusal.reason)
        return _form_page(request, form, consultation_or_404(request, row.pk), row.entry, status=409)
    if answer is None:
        return _form_page(request, form, row, row.entry)
    messages.success(request, _("Đã lưu phiếu, chưa gửi. Hãy xem lại rồi gửi."))
    return HttpResponseRedirect(_here(row.pk))


@requires("consultation.manage")
@require_POST
def act(request: ActingRequest, consultation_id: int, verb: str) -> HttpResponse:
    """Send a consultation, close it, or throw its draft away."""
    row = consultation_or_404(request, consultation_id)
    runs: dict[str, tuple[Callable[[], object], str]] = {
        "send": (lambda: send_consultation(request.actor, row.pk), _("Đã gửi phiếu tới từng người.")),
        "close": (
            lambda: close_consultation(request.actor, row.pk),
            _("Đã kết thúc lấy ý kiến. Bản tổng hợp đầu tiên đã có bên dưới."),
        ),
        "discard": (lambda: discard_consultation(request.actor, row.pk), _("Đã bỏ bản nháp.")),
    }
    run, said = runs[verb]

    def acting() -> dict[str, Any]:
        run()
        return {"done": True}

    name = {"consultation": consultation_id} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), f"conferences.{verb}_consultation", name, acting)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(_here(row.pk))
    messages.success(request, said)
    if verb == "discard":
        return HttpResponseRedirect(reverse("conferences:consultations"))
    return HttpResponseRedirect(_here(row.pk))


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Give more time to answer."""
    row = consultation_or_404(request, consultation_id)
    form = ClosingForm(request.POST if request.method == "POST" else None)

    def run() -> dict[str, Any]:
        return {"until": extend_consultation(request.actor, row.pk, form.closes_at).closes_at.isoformat()}

    words = (_("Gia hạn lấy ý kiến"), _("Gia hạn"), _("Đã gia hạn và báo người chưa trả lời."))
    return _asked_page(request, row, form, "conferences.extend_consultation", run, words)


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Withdraw a consultation that was sent, with a reason."""
    row = consultation_or_404(request, consultation_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)

    def run() -> dict[str, Any]:
        why = legible(form.cleaned_data["why"])
        return {"consultation": withdraw_consultation(request.actor, row.pk, why).pk}

    words = (_("Rút phiếu"), _("Rút phiếu"), _("Đã rút phiếu và báo mọi người được hỏi."))
    return _asked_page(request, row, form, "conferences.withdraw_consultation", run, words)


@requires("consultation.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ActingRequest, consultation_id: int, asked_id: int) -> HttpResponse:
    """Enter what somebody answered on paper. What was entered before is not shown: how people answer is seen after the
    close."""
    row = consultation_or_404(request, consultation_id)
    asked = row.asked.filter(pk=asked_id).exclude(person=request.actor.person_id).first()
    if asked is None:
        raise Http404
    if row.state != Consultation.State.SENT:
        messages.error(request, _("Phiếu này không đang lấy ý kiến."))
        return HttpResponseRedirect(_here(row.pk))
    sent = request.method == "POST"
    posted = (request.POST, request.FILES) if sent else (None, None)
    form = PaperForm(list(row.questions.all()), posted[0], files=posted[1])

    heading = _("Ghi phiếu giấy của %(name)s") % {"name": asked.name}
    words = (
        heading,
        _("Ghi ý kiến"),
        _("Đã ghi ý kiến theo phiếu giấy của %(name)s.") % {"name": asked.name},
    )
    shown: dict[str, Any] = {"corrects": PaperSheet.objects.filter(asked=asked, replaced_at=None).first()}
    with ExitStack() as stack:
        scan: Arrived | None = None
        try:
            if sent and form.is_valid() and form.cleaned_data["scan"]:
                scan = stack.enter_context(arriving(form.cleaned_data["scan"]))
        except Refused as refusal:
            form.add_error("scan", refusal.reason)

        def run() -> dict[str, Any]:
            day = form.cleaned_data["signed_on"]
            return {"paper": enter_paper(request.actor, row.pk, asked.pk, form.given(), day, scan).pk}

        shown |= {"sha256": scan.sha256 if scan is not None else ""}
        return _asked_page(request, row, form, "conferences.enter_paper", run, words, shown)


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def synthesis(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Edit the synthesis of what was answered."""
    row = consultation_or_404(request, consultation_id)
    form = SynthesisForm(request.POST if request.method == "POST" else None, {"synthesis": row.synthesis})

    def run() -> dict[str, Any]:
        text = form.cleaned_data["synthesis"]
        return {"consultation": write_synthesis(request.actor, row.pk, text).pk}

    words = (_("Tổng hợp ý kiến"), _("Lưu bản tổng hợp"), _("Đã lưu bản tổng hợp."))
    return _asked_page(request, row, form, "conferences.write_synthesis", run, words)


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def passed(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Record that the body passed the matter in writing; how many agreed stands above."""
    row = consultation_or_404(request, consultation_id)
    if not is_revealed(row):
        messages.error(request, _("Ghi kết quả sau khi kết thúc lấy ý kiến."))
        return HttpResponseRedirect(_here(row.pk))
    passing = passing_of(request.actor, row)
    may_override = bool(may(request.actor, "gate.override"))
    takes_reason = may_override and not (passing.passes or passing.nobody_agreed)
    initial = {
        "on": f"{row.passed_on:%d/%m/%Y}" if row.passed_on else "",
        "document": row.passed_document,
        "despite": row.passed_despite,
    }
    form = PassedInWritingForm(takes_reason, request.POST if request.method == "POST" else None, initial)

    def run() -> dict[str, Any]:
        typed = form.cleaned_data
        done = record_consultation_passed(
            request.actor, row.pk, typed["on"], typed["document"], typed.get("despite", "")
        )
        return {"consultation": done.pk}

    words = (_("Kết quả lấy ý kiến"), _("Ghi kết quả"), _("Đã ghi kết quả."))
    shown = {"passing": passing, "may_override": may_override}
    return _asked_page(request, row, form, "conferences.consultation_passed", run, words, shown)


def _here(consultation_id: int) -> str:
    return reverse("conferences:consultation", args=[consultation_id])


def _asked_page(
    request: ActingRequest,
    row: Consultation,
    form: Form,
    name: str,
    run: Run,
    words: tuple[str, str, str],
    shown: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """A page with one form about a consultation; done, back to the consultation."""
    about = {"address": request.path, "sha256": shown.get("sha256", "")}
    if _done(request, form, name, about, run) is not None:
        messages.success(request, words[2])
        return HttpResponseRedirect(_here(row.pk))
    context = {"row": row, "form": form, "heading": words[0], "submit": words[1], **shown}
    status = 422 if request.method == "POST" else 200
    return render(request, "conferences/consultation_ask.html", context, status=status)


def _done(
    request: ActingRequest, form: Form, name: str, about: dict[str, Any], run: Run
) -> dict[str, Any] | None:
    """The answer of a command sent with a valid form; None where the form is only shown, or was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return once(request.actor, command_id_of(request), name, about | payload_of(request), run)
    except (AccessRefused, CommandReused, ConsultationChangedMeanwhile):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


def _form(
    request: ActingRequest, row: Consultation | None, initial: dict[str, Any], items: Items
) -> ConsultationForm:
    data = request.POST if request.method == "POST" else None
    return consultation_form(request.actor, row, data, initial, items)


def _items(request: ActingRequest, entry: Entry | None, named: AgendaItem | None) -> Items:
    """The matters of a conference's agenda of which people may be asked, and the one that is named already."""
    conference = conference_of(request.actor, entry.pk) if entry is not None else None
    found = decided_items(request.actor, conference) if conference is not None else []
    if named is not None and named.pk not in {one.pk for one in found}:
        found.append(named)
    return [(one.pk, one.title) for one in found]


def _with_more(request: ActingRequest, row: Consultation | None, items: Items) -> ConsultationForm:
    """The form as it was typed, unweighed, with the cursor in the empty question at its end."""
    form = consultation_form(request.actor, row, None, request.POST.dict(), items)
    form.fields[f"question_{form.count}"].widget.attrs["autofocus"] = True
    return form


def _form_page(
    request: ActingRequest,
    form: ConsultationForm,
    row: Consultation | None,
    entry: Entry | None,
    status: int = 0,
) -> HttpResponse:
    read = row.revision if row is not None else ""
    # Shown again, a form still states what was read first, unless it says that another has changed it since.
    revision = read if status == 409 else request.POST.get("revision", read)
    context = {"form": form, "row": row, "entry": entry, "revision": revision}
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "conferences/consultation_form.html", context, status=status)


def _entry_asked(request: ActingRequest) -> Entry | None:
    asked = request.GET.get("hoi-nghi", "")
    if not asked.isdecimal() or len(asked) > 15:
        return None
    return visible_entries(request.actor).filter(pk=int(asked)).first()


def _item_asked(request: ActingRequest) -> AgendaItem | None:
    asked = request.GET.get("noi-dung", "")
    if not asked.isdecimal() or len(asked) > 15:
        return None
    rows = AgendaItem.objects.filter(committee=request.actor.committee_id, pk=int(asked))
    return rows.select_related("conference").first()

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.commands import add_body, add_term, change_body, change_term, close_body
from nghisu.directory.forms import DayForm, LastDayForm
from nghisu.directory.forms.bodies import BodyForm, TermForm
from nghisu.directory.models import Body
from nghisu.directory.queries import bodies_of, body_choices, body_of, term_of
from nghisu.directory.views.showing import Link, Question, answer, frame, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def bodies(request: ActingRequest) -> HttpResponse:
    context = frame(request, "bodies", DayForm(request.GET or None))
    context["bodies"] = bodies_of(request.actor, context["on"])
    context["exports"] = [Link(reverse("directory:bodies_file") + context["day_query"], _("Tải tệp XLSX"))]
    return render(request, "directory/bodies.html", context)


@requires("directory.view")
@require_safe
def bodies_file(request: ActingRequest) -> HttpResponse:
    on = DayForm(request.GET or None).on(clock.today())
    head = [_("Tập thể"), _("Nhiệm kỳ"), _("TT"), _("Họ và tên"), _("Chức danh"), _("Từ ngày")]
    rows = (
        (
            body.body.name,
            body.term.number if body.term else "",
            place,
            seat.person.full_name,
            seat.position.title,
            seat.since,
        )
        for body in bodies_of(request.actor, on)
        for place, seat in enumerate(body.members, start=1)
    )
    return table_file("tap-the", _("Tập thể"), on, head, rows)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def body_add(request: ActingRequest) -> HttpResponse:
    form = BodyForm(request.POST or None, initial={"since": clock.today()})
    form.offer(body_choices(request.actor, clock.today()))
    question = Question(
        "directory.add_body",
        _("Thêm tập thể"),
        _("Thêm tập thể"),
        _("Đã thêm tập thể."),
        reverse("directory:bodies"),
        _("Tập thể"),
        intro=_("Sau đó ghi nhiệm kỳ, chức danh và người giữ chức danh trong tập thể."),
    )
    return answer(request, question, form, lambda: add_body(request.actor, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def body_change(request: ActingRequest, body_id: int) -> HttpResponse:
    body = _found(request, body_id)
    form = BodyForm(request.POST or None, initial=BodyForm.shown(body))
    form.offer([one for one in body_choices(request.actor, _day_of(body)) if one[0] != body.pk])
    question = _about(body, "directory.change_body", _("Sửa tập thể"), _("Lưu"))
    return answer(request, question, form, lambda: change_body(request.actor, body.pk, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def body_close(request: ActingRequest, body_id: int) -> HttpResponse:
    body = _found(request, body_id)
    form = LastDayForm(request.POST or None, ended=body.until)
    question = _about(body, "directory.close_body", _("Kết thúc tập thể"), _("Ghi ngày cuối cùng"))
    return answer(
        request, question, form, lambda: close_body(request.actor, body.pk, form.cleaned_data["until"])
    )


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def term_add(request: ActingRequest, body_id: int) -> HttpResponse:
    body = _found(request, body_id)
    form = TermForm(request.POST or None)
    question = _about(body, "directory.add_term", _("Ghi nhiệm kỳ"), _("Ghi nhiệm kỳ"))
    return answer(request, question, form, lambda: add_term(request.actor, body.pk, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def term_change(request: ActingRequest, term_id: int) -> HttpResponse:
    term = term_of(request.actor, term_id)
    if term is None:
        raise Http404
    form = TermForm(request.POST or None, initial=TermForm.shown(term))
    question = Question(
        "directory.change_term",
        _("Sửa nhiệm kỳ"),
        _("Lưu"),
        _("Đã ghi."),
        reverse("directory:bodies"),
        _("Tập thể"),
        term.pk,
        intro=term.body.name,
    )
    return answer(request, question, form, lambda: change_term(request.actor, term.pk, form.content()))


def _about(body: Body, command: str, heading: str, submit: str) -> Question:
    back = reverse("directory:bodies")
    return Question(command, heading, submit, _("Đã ghi."), back, _("Tập thể"), body.pk, intro=body.name)


def _day_of(body: Body) -> date:
    """The day on which a larger body is chosen: a day of the body itself."""
    return max(body.since, min(clock.today(), body.until or clock.today()))


def _found(request: ActingRequest, body_id: int) -> Body:
    body = body_of(request.actor, body_id)
    if body is None:
        raise Http404
    return body

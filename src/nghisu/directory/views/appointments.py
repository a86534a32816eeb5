from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.directory.commands import appoint, change_appointment, end_appointment
from nghisu.directory.forms import AppointmentForm, DaysForm, EndForm
from nghisu.directory.models import Appointment
from nghisu.directory.queries import appointment_of, position_choices
from nghisu.directory.views.people import person_address, person_of
from nghisu.directory.views.showing import Question, answer
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_add(request: ActingRequest, person_id: int) -> HttpResponse:
    person = person_of(request, person_id)
    today = clock.today()
    form = AppointmentForm(request.POST or None, initial={"since": today})
    form.offer(position_choices(request.actor, today))
    back = person_address(person.pk)
    question = Question(
        "directory.appoint",
        _("Ghi chức danh cho %(name)s") % {"name": person.full_name},
        _("Ghi chức danh"),
        _("Đã ghi chức danh."),
        back,
        person.full_name,
        person.pk,
    )
    return answer(
        request,
        question,
        form,
        lambda: appoint(request.actor, person.pk, form.cleaned_data["position"], form.content()),
        lambda _id: back,
    )


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_change(request: ActingRequest, appointment_id: int) -> HttpResponse:
    row = _found(request, appointment_id)
    form = DaysForm(request.POST or None, initial=DaysForm.shown(row))
    question = _about(row, "directory.change_appointment", _("Sửa lần giữ chức"), _("Lưu"))
    return answer(request, question, form, lambda: change_appointment(request.actor, row.pk, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: ActingRequest, appointment_id: int) -> HttpResponse:
    row = _found(request, appointment_id)
    form = EndForm(request.POST or None, initial={"until": row.until or clock.today()})
    question = _about(row, "directory.end_appointment", _("Thôi giữ chức"), _("Ghi thôi giữ chức"))
    return answer(
        request,
        question,
        form,
        lambda: end_appointment(request.actor, row.pk, form.cleaned_data["until"], form.cleaned_data["note"]),
    )


def _about(row: Appointment, command: str, heading: str, submit: str) -> Question:
    return Question(
        command,
        heading,
        submit,
        _("Đã ghi."),
        person_address(row.person_id),
        row.person.full_name,
        row.pk,
        intro=f"{row.person.full_name}, {row.position.title}",
    )


def _found(request: ActingRequest, appointment_id: int) -> Appointment:
    row = appointment_of(request.actor, appointment_id)
    if row is None:
        raise Http404
    return row

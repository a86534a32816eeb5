from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.commands import add_person, change_person
from nghisu.directory.forms import DayForm, NewPersonForm, PersonFilterForm, PersonForm
from nghisu.directory.models import Person
from nghisu.directory.queries import (
    EVERYTHING,
    body_choices,
    organisation_choices,
    people_of,
    person_page,
    position_choices,
    titles_of,
)
from nghisu.directory.views.showing import Question, answer, frame, listing, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def people(request: ActingRequest) -> HttpResponse:
    form, on = _asked(request)
    page = people_of(
        request.actor, on, form.wanted(), request.GET.get("sort", ""), request.GET.get("after", "")
    )
    return listing(request, "people", page, frame(request, "people", form), form.asks)


@requires("directory.view")
@require_safe
def people_file(request: ActingRequest) -> HttpResponse:
    form, on = _asked(request)
    page = people_of(request.actor, on, form.wanted(), request.GET.get("sort", ""), size=EVERYTHING)
    head = [
        _("Họ và tên"),
        _("Giới tính"),
        _("Chức danh"),
        _("Cơ quan, tập thể"),
        _("Từ ngày"),
        _("Thư điện tử"),
        _("Điện thoại"),
    ]
    rows = (
        (
            row.person.full_name,
            row.person.get_gender_display() if row.person.gender else "",
            held.position.title,
            str(held.position.organisation or held.position.body or ""),
            held.since,
            row.person.email,
            row.person.phone,
        )
        for row in page.rows
        for held in row.appointments
    )
    return table_file("nguoi", _("Người giữ chức"), on, head, rows)


@requires("directory.view")
@require_safe
def person(request: ActingRequest, person_id: int) -> HttpResponse:
    context = frame(request, "people", DayForm(request.GET or None))
    page = person_page(request.actor, person_id, context["on"])
    if page is None:
        raise Http404
    return render(request, "directory/person.html", context | {"page": page})


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: ActingRequest) -> HttpResponse:
    today = clock.today()
    form = NewPersonForm(request.POST or None, initial={"since": today})
    form.offer(position_choices(request.actor, today))
    question = Question(
        "directory.add_person",
        _("Thêm người"),
        _("Thêm vào danh bạ"),
        _("Đã thêm vào danh bạ."),
        reverse("directory:people"),
        _("Người"),
        intro=_(
            "Một người vào danh bạ cùng với chức danh đầu tiên. Các chức danh khác ghi thêm ở trang của người đó."
        ),
    )
    return answer(
        request,
        question,
        form,
        lambda: add_person(request.actor, form.person(), form.cleaned_data["position"], form.content()),
        person_address,
    )


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def person_change(request: ActingRequest, person_id: int) -> HttpResponse:
    row = person_of(request, person_id)
    form = PersonForm(request.POST or None, initial=PersonForm.particulars_of(row))
    question = Question(
        "directory.change_person",
        _("Sửa thông tin của %(name)s") % {"name": row.full_name},
        _("Lưu"),
        _("Đã lưu."),
        person_address(row.pk),
        row.full_name,
        row.pk,
    )
    return answer(
        request, question, form, lambda: change_person(request.actor, row.pk, form.person()), person_address
    )


def person_of(request: ActingRequest, person_id: int) -> Person:
    """The person of an address, if the actor's committee ever appointed them."""
    page = person_page(request.actor, person_id, clock.today())
    if page is None:
        raise Http404
    return page.person


def person_address(person_id: int) -> str:
    return reverse("directory:person", args=[person_id])


def _asked(request: ActingRequest) -> tuple[PersonFilterForm, date]:
    """The form, with what can be chosen on the day it asks about, and that day."""
    on = DayForm(request.GET or None).on(clock.today())
    form = PersonFilterForm(request.GET or None)
    form.offer(
        organisation_choices(request.actor, on), body_choices(request.actor, on), titles_of(request.actor, on)
    )
    return form, on

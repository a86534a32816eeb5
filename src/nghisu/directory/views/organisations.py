from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.commands import add_organisation, change_organisation, close_organisation
from nghisu.directory.forms import (
    DayForm,
    LastDayOfOrganisationForm,
    OrganisationFilterForm,
    OrganisationForm,
)
from nghisu.directory.models import Organisation
from nghisu.directory.queries import (
    EVERYTHING,
    Branch,
    organisation_choices,
    organisation_page,
    organisation_tree,
    organisations_of,
)
from nghisu.directory.views.showing import Question, answer, frame, listing, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def organisations(request: ActingRequest) -> HttpResponse:
    form = OrganisationFilterForm(request.GET or None)
    context = frame(request, "organisations", form)
    page = organisations_of(
        request.actor,
        context["on"],
        form.wanted(),
        request.GET.get("sort", ""),
        request.GET.get("after", ""),
    )
    return listing(request, "organisations", page, context, form.asks)


@requires("directory.view")
@require_safe
def organisations_file(request: ActingRequest) -> HttpResponse:
    form = OrganisationFilterForm(request.GET or None)
    on = form.on(clock.today())
    page = organisations_of(request.actor, on, form.wanted(), request.GET.get("sort", ""), size=EVERYTHING)
    head = [
        _("Tên"),
        _("Tên gọi tắt"),
        _("Loại"),
        _("Khối"),
        _("Cấp"),
        _("Trực thuộc"),
        _("Mã xã, phường"),
        _("Địa chỉ nhận thư"),
        _("Từ ngày"),
        _("Đến hết ngày"),
    ]
    rows = (
        (
            row.name,
            row.short_name,
            row.get_kind_display(),
            row.get_bloc_display(),
            row.get_tier_display(),
            row.superior.name if row.superior else "",
            row.place,
            row.address,
            row.since,
            row.until,
        )
        for row in page.rows
    )
    return table_file("co-quan", _("Cơ quan, đơn vị"), on, head, rows)


@requires("directory.view")
@require_safe
def tree(request: ActingRequest) -> HttpResponse:
    form = DayForm(request.GET or None)
    context = frame(request, "organisations", form)
    names = dict(Organisation.Kind.choices)
    groups: dict[str, list[Branch]] = {kind: [] for kind in names}
    for branch in organisation_tree(request.actor, context["on"]):
        groups[branch.organisation.kind].append(branch)
    context["groups"] = [(names[kind], branches) for kind, branches in groups.items() if branches]
    return render(request, "directory/tree.html", context)


@requires("directory.view")
@require_safe
def organisation(request: ActingRequest, organisation_id: int) -> HttpResponse:
    context = frame(request, "organisations", DayForm(request.GET or None))
    page = organisation_page(request.actor, organisation_id, context["on"])
    if page is None:
        raise Http404
    return render(request, "directory/organisation.html", context | {"page": page})


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: ActingRequest) -> HttpResponse:
    today = clock.today()
    form = OrganisationForm(
        request.POST or None, initial={"since": today, "tier": Organisation.Tier.PROVINCE}
    )
    form.offer(organisation_choices(request.actor, today))
    question = Question(
        "directory.add_organisation",
        _("Thêm cơ quan, đơn vị"),
        _("Thêm vào danh bạ"),
        _("Đã thêm vào danh bạ."),
        reverse("directory:organisations"),
        _("Cơ quan, đơn vị"),
    )
    return answer(request, question, form, lambda: add_organisation(request.actor, form.content()), _page)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_change(request: ActingRequest, organisation_id: int) -> HttpResponse:
    row = _found(request, organisation_id)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.shown(row))
    form.offer([choice for choice in organisation_choices(request.actor, row.since) if choice[0] != row.pk])
    question = Question(
        "directory.change_organisation",
        _("Sửa %(name)s") % {"name": row.name},
        _("Lưu"),
        _("Đã lưu."),
        _page(row.pk),
        row.name,
        row.pk,
        intro=_("Sửa ở đây là chữa cho đúng. Cơ quan đổi thành cơ quan khác thì ghi kết thúc rồi thêm mới."),
    )
    return answer(
        request, question, form, lambda: change_organisation(request.actor, row.pk, form.content()), _page
    )


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_close(request: ActingRequest, organisation_id: int) -> HttpResponse:
    row = _found(request, organisation_id)
    form = LastDayOfOrganisationForm(request.POST or None, ended=row.until)
    question = Question(
        "directory.close_organisation",
        _("Kết thúc %(name)s") % {"name": row.name},
        _("Ghi ngày kết thúc"),
        _("Đã ghi."),
        _page(row.pk),
        row.name,
        row.pk,
        intro=_("Cơ quan vẫn còn trong danh bạ của những ngày trước đó."),
    )
    return answer(
        request,
        question,
        form,
        lambda: close_organisation(
            request.actor, row.pk, form.cleaned_data["until"], form.cleaned_data["with_people"]
        ),
        _page,
    )


def _found(request: ActingRequest, organisation_id: int) -> Organisation:
    page = organisation_page(request.actor, organisation_id, clock.today())
    if page is None:
        raise Http404
    return page.organisation


def _page(organisation_id: int) -> str:
    return reverse("directory:organisation", args=[organisation_id])

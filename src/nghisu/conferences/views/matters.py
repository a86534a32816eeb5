"""What became of a matter, the opinion on a revised scheme, the register of delegated matters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.approvals.queries import approval_of
from nghisu.conferences.commands import (
    ask_opinion,
    change_delegated,
    enter_delegated,
    record_passed,
    set_preparation,
)
from nghisu.conferences.forms.matters import (
    DelegatedFilterForm,
    DelegatedMatterForm,
    OpinionForm,
    PassedForm,
    PreparationForm,
    typed_of_matter,
)
from nghisu.conferences.models import DelegatedMatter
from nghisu.conferences.queries.matters import (
    asks_standing_board_first,
    delegated_matters,
    delegated_page,
    was_held,
)
from nghisu.conferences.queries.opinions import opinion_of, versions_of
from nghisu.conferences.queries.schemes import newer_than_agreed
from nghisu.conferences.views.agenda import item_or_404
from nghisu.directory.queries import EVERYTHING, organisation_choices
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def passed(request: ActingRequest, entry_id: int, item_id: int) -> HttpResponse:
    """Record that the conference passed the matter of an item, when, by which document."""
    entry = entry_or_404(request, entry_id)
    item = item_or_404(request, entry_id, item_id)
    initial = {
        "on": f"{item.passed_on:%d/%m/%Y}" if item.passed_on else "",
        "document": item.passed_document,
    }
    form = PassedForm(request.POST if request.method == "POST" else None, initial)
    context = frame_of(request.actor, entry, "agenda") | {"item": item, "form": form}
    context["was_held"] = was_held(request.actor, item.conference)

    def run() -> dict[str, Any]:
        typed = form.cleaned_data
        return {"item": record_passed(request.actor, item.pk, typed["on"], typed["document"]).pk}

    done = _answered(request, form, "conferences.record_passed", {"item": item_id}, run)
    if done is None:
        status = 200 if request.method != "POST" else 422
        return render(request, "conferences/agenda_passed.html", context, status=status)
    messages.success(request, _("Đã ghi kết quả của nội dung."))
    return HttpResponseRedirect(f"{reverse('conferences:agenda', args=[entry.pk])}#noi-dung-{item.pk}")


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: ActingRequest, entry_id: int, item_id: int) -> HttpResponse:
    """Put a scheme, revised after Ban Thường vụ, before Thường trực; see what was said of it."""
    entry = entry_or_404(request, entry_id)
    item = item_or_404(request, entry_id, item_id)
    row = opinion_of(request.actor, item)
    form = OpinionForm(
        request.POST if request.method == "POST" else None, {"revised": row.revised if row else ""}
    )
    approval = None
    if row is not None and row.approval_id is not None:
        approval = approval_of(request.actor, row.approval_id, clock.today())
    context = frame_of(request.actor, entry, "agenda")
    context |= {"item": item, "form": form, "opinion": row, "approval": approval}
    context["versions"] = versions_of(row) if row is not None else []
    context["newer"] = newer_than_agreed(request.actor, item)

    def run() -> dict[str, Any]:
        return {"opinion": ask_opinion(request.actor, item.pk, form.cleaned_data["revised"]).pk}

    done = _answered(request, form, "conferences.ask_opinion", {"item": item_id}, run)
    if done is None:
        status = 200 if request.method != "POST" else 422
        return render(request, "conferences/scheme_opinion.html", context, status=status)
    messages.success(request, _("Đã trình xin ý kiến Thường trực."))
    return HttpResponseRedirect(reverse("conferences:scheme_opinion", args=[entry.pk, item.pk]))


@requires("delegated.view")
@require_safe
def delegated(request: ActingRequest) -> HttpResponse:
    """The register of delegated matters, found and sorted."""
    form = DelegatedFilterForm(request.GET or None)
    wanted = form.wanted()
    page = delegated_page(request.actor, wanted, request.GET.get("sort", ""), request.GET.get("after", ""))
    query = request.GET.copy()
    query["after"] = page.after
    files = reverse("conferences:delegated_file")
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "form": form,
        "page": page,
        "today": clock.today(),
        "filtered": bool(wanted.text or wanted.in_force),
        "may_edit": bool(may(request.actor, "delegated.edit")),
        "next_url": f"?{query.urlencode()}" if page.after else "",
        "summary": ngettext("%(count)s việc", "%(count)s việc", page.total) % {"count": page.total},
        "exports": [{"url": f"{files}?{asked.urlencode()}", "label": _("Tải XLSX")}],
    }
    if request.htmx and request.GET.get("after"):
        return render(request, "conferences/_delegated_more.html", context)
    return render(request, "conferences/delegated.html", context)


@requires("delegated.view")
@require_safe
def delegated_file(request: ActingRequest) -> HttpResponse:
    """The register, as it is found, as a spreadsheet."""
    wanted = DelegatedFilterForm(request.GET or None).wanted()
    page = delegated_page(request.actor, wanted, request.GET.get("sort", ""), size=EVERYTHING)
    head = [
        _("Việc được ủy quyền"),
        _("Nơi ủy quyền"),
        _("Giao cho"),
        _("Từ ngày"),
        _("Đến hết ngày"),
        _("Theo văn bản"),
        _("Ghi chú"),
    ]
    rows = (
        [row.matter, row.delegated_by, row.to, row.since, row.until, row.document, row.note]
        for row in page.rows
    )
    name = f"viec-uy-quyen-{clock.today():%Y-%m-%d}.xlsx"
    return attachment(xlsx_table(_("Việc được ủy quyền"), head, rows), name, XLSX)


@requires("delegated.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def delegated_add(request: ActingRequest) -> HttpResponse:
    """Enter a delegated matter."""
    return _delegated_form(request, None)


@requires("delegated.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def delegated_change(request: ActingRequest, matter_id: int) -> HttpResponse:
    """Change a delegated matter, or end its delegation by a last day."""
    row = delegated_matters(request.actor).filter(pk=matter_id).first()
    if row is None:
        raise Http404
    return _delegated_form(request, row)


def _delegated_form(request: ActingRequest, row: DelegatedMatter | None) -> HttpResponse:
    units = organisation_choices(request.actor, clock.today())
    if row is not None and row.delegated_to is not None and row.delegated_to_id not in dict(units):
        units.append((row.delegated_to.pk, row.delegated_to.name))
    form = DelegatedMatterForm(
        units, request.POST if request.method == "POST" else None, typed_of_matter(row) if row else {}
    )

    def run() -> dict[str, Any]:
        if row is None:
            return {"matter": enter_delegated(request.actor, form.content()).pk}
        return {"matter": change_delegated(request.actor, row.pk, form.content()).pk}

    done = _answered(
        request, form, "conferences.delegated", {"matter": row.pk if row is not None else 0}, run
    )
    if done is None:
        status = 200 if request.method != "POST" else 422
        return render(
            request, "conferences/delegated_form.html", {"form": form, "matter": row}, status=status
        )
    messages.success(request, _("Đã ghi vào sổ việc được ủy quyền."))
    return HttpResponseRedirect(reverse("conferences:delegated"))


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def preparation(request: ActingRequest) -> HttpResponse:
    """Choose how conferences are prepared where the rules leave it open."""
    initial = {"standing_board_first": asks_standing_board_first(request.actor)}
    form = PreparationForm(request.POST if request.method == "POST" else None, initial)

    def run() -> dict[str, Any]:
        chosen = form.cleaned_data["standing_board_first"]
        return {"settings": set_preparation(request.actor, standing_board_first=chosen).pk}

    done = _answered(request, form, "conferences.set_preparation", {}, run)
    if done is None:
        return render(request, "conferences/preparation.html", {"form": form})
    messages.success(request, _("Đã lưu cách chuẩn bị hội nghị."))
    return HttpResponseRedirect(reverse("conferences:preparation"))


def _answered(
    request: ActingRequest, form: Form, name: str, about: dict[str, Any], run: Any
) -> dict[str, Any] | None:
    """The answer of a command sent with a valid form; None where the form is only shown, or was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return once(request.actor, command_id_of(request), name, about | payload_of(request), run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None

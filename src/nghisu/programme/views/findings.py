from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.programme.commands import weigh_programme
from nghisu.programme.forms.findings import BaseFigureForm, FindingFilterForm, wanted_from
from nghisu.programme.models import Programme
from nghisu.programme.queries import programme_of, programmes_of
from nghisu.programme.queries.found import CODES, SEVERITIES, finding_lines, findings_page
from nghisu.programme.queries.ledger import ledger_page
from nghisu.programme.queries.programmes import entries_weighed
from nghisu.rulebook.commands import enter_base_figure
from nghisu.rulebook.queries import base_figure


@requires("findings.view")
@require_safe
def findings(request: ActingRequest) -> HttpResponse:
    """Findings as such open at this year's programme, else at the latest there is."""
    years = list(programmes_of(request.actor).values_list("year", flat=True))
    if not years:
        return render(request, "programme/findings_none.html")
    this = clock.today().year
    return HttpResponseRedirect(
        reverse("programme:findings_year", args=[this if this in years else years[0]])
    )


@requires("findings.view")
@require_safe
def findings_year(request: ActingRequest, year: int) -> HttpResponse:
    """What a year's programme breaks or should look at again, and the ledger of its limits."""
    return _page(request, _programme(request, year))


@requires("findings.view")
@require_safe
def findings_file(request: ActingRequest, year: int) -> HttpResponse:
    """The findings asked for, as a spreadsheet."""
    programme = _programme(request, year)
    weigh_programme(request.actor, programme)
    lines = finding_lines(request.actor, programme, wanted_from(request.GET))
    head = [
        _("Mức"),
        _("Loại"),
        _("Ngày"),
        _("Phát hiện"),
        _("Cách xử lý"),
        _("Hội nghị"),
        _("Căn cứ"),
        _("Được cho phép khác"),
    ]
    rows = (
        [
            str(SEVERITIES[line.severity]),
            str(CODES[line.code]),
            line.day,
            line.message,
            line.way_out,
            "; ".join(one.title for one in line.conferences),
            "; ".join(chip["reading"] or chip["label"] for chip in line.chips),
            f"{line.waiver.row.allowed_by}, {line.waiver.row.number}" if line.waiver else "",
        ]
        for line in lines
    )
    name = _("Phát hiện chương trình %(year)s.xlsx") % {"year": year}
    return attachment(xlsx_table(_("Phát hiện"), head, rows), name, XLSX)


@requires("settings.edit")
@require_POST
def base_figure_of(request: ActingRequest, year: int) -> HttpResponse:
    """Enter how many conferences the year before had: what the yearly cut is counted from."""
    programme = _programme(request, year)
    form = BaseFigureForm(request.POST)
    if not form.is_valid():
        if not may(request.actor, "findings.view"):
            raise Http404
        return _page(request, programme, figure_form=form, status=422)
    value: int | None = form.cleaned_data["value"]

    def run() -> dict[str, Any]:
        enter_base_figure(request.actor, year - 1, value)
        return {"value": value}

    once(
        request.actor,
        command_id_of(request),
        "programme.enter_base_figure",
        payload_of(request) | {"year": [str(year)]},
        run,
    )
    messages.success(request, _("Đã lưu số hội nghị năm %(year)s.") % {"year": year - 1})
    return HttpResponseRedirect(reverse("programme:findings_year", args=[year]) + "#so-theo-doi")


def _programme(request: ActingRequest, year: int) -> Programme:
    programme = programme_of(request.actor, year)
    if programme is None:
        raise Http404
    return programme


def _page(
    request: ActingRequest,
    programme: Programme,
    *,
    figure_form: BaseFigureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    weigh_programme(request.actor, programme)
    wanted = wanted_from(request.GET)
    page = findings_page(request.actor, programme, wanted)
    figure = base_figure(request.actor, programme.year - 1)
    context = {
        "programme": programme,
        "page": page,
        "wanted": wanted,
        "filter_form": FindingFilterForm(
            request.GET, codes=[code for code, _name, _count in page.by_code], months=page.months
        ),
        "conferences": entries_weighed(request.actor, programme).count(),
        "tiles": [
            {"severity": severity, "name": str(name), "count": page.by_severity[severity]}
            for severity, name in SEVERITIES.items()
        ],
        "ledger": ledger_page(request.actor, programme),
        "figure": figure,
        "figure_form": figure_form or BaseFigureForm(initial={"value": figure}),
        "years": list(programmes_of(request.actor).values_list("year", flat=True)),
        "may_set": bool(may(request.actor, "settings.edit")),
        "may_waive": bool(may(request.actor, "waiver.draft")),
        "query": request.GET.urlencode(),
    }
    return render(request, "programme/findings.html", context, status=status)

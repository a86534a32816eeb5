from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.tables import XLSX, attachment
from nghisu.programme.adapters.xlsx_writing import write_programme
from nghisu.programme.forms.list_filter import ListFilterForm
from nghisu.programme.queries import programme_of
from nghisu.programme.queries.lines import kind_names
from nghisu.programme.queries.listing import preparing_units, wanted_entries
from nghisu.programme.queries.written import written_conferences, written_deadlines, written_not_held
from nghisu.rulebook.queries import rulebook_of


@requires("programme.export")
@require_safe
def export(request: ActingRequest, year: int) -> HttpResponse:
    """The conferences of a year, or those that the list is narrowed to, as a sheet that can be taken in again.

    With `?kem=thoi-han` a second sheet says what each of them owes, by when, by which clause.
    """
    actor, today = request.actor, clock.today()
    programme = programme_of(actor, year)
    if programme is None:
        raise Http404
    rulebook = rulebook_of(actor, today)
    form = ListFilterForm(
        request.GET,
        kind_names(rulebook).items(),
        preparing_units(actor, year),
        findings=bool(may(actor, "findings.view")),
    )
    wanted = form.wanted("")
    rows = wanted_entries(actor, year, wanted, today).order_by("opening", "id")
    content = write_programme(
        written_conferences(actor, rows),
        title=programme.title,
        kinds={kind.code: kind.name for kind in rulebook.kinds.values()},
        deadlines=written_deadlines(actor, rows) if request.GET.get("kem") == "thoi-han" else (),
        not_held=written_not_held(actor, rows),
        gettext=_,
    )
    name = (
        _("Chương trình công tác %(year)s (đã lọc).xlsx")
        if wanted.filtered
        else _("Chương trình công tác %(year)s.xlsx")
    )
    return attachment(content, name % {"year": year}, XLSX)

from django.http import HttpResponse
from django.shortcuts import render

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.rulebook.queries import Horizon
from nghisu.web.queries import after_mark, duties_of, lines_of, mark_of

PAGE = 50


@requires("home.view")
def duties(request: ActingRequest) -> HttpResponse:
    """All open duties of one column of the home page, searchable; 50 at a time."""
    try:
        horizon = Horizon(request.GET.get("cot", Horizon.LATE))
    except ValueError:
        horizon = Horizon.LATE
    text = request.GET.get("q", "").replace("\0", "")
    own = request.GET.get("cua-toi") == "1"
    today = clock.today()
    rows = list(
        after_mark(duties_of(request.actor, horizon, today, text, own), request.GET.get("after", ""))[
            : PAGE + 1
        ]
    )
    context = {
        "horizon": horizon,
        "horizons": list(Horizon),
        "lines": lines_of(request.actor, rows[:PAGE], today),
        "next": mark_of(rows[PAGE - 1]) if len(rows) > PAGE else "",
        "text": text,
        "own": own,
    }
    return render(request, "web/duties.html", context)

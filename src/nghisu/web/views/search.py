from django.http import HttpResponse
from django.shortcuts import render

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.web.queries import search as search_for


@requires("search")
def search(request: ActingRequest) -> HttpResponse:
    """What matches the words typed, with or without diacritics, of what one may see."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    groups = search_for(request.actor, text, clock.today())
    return render(request, "web/search.html", {"text": text, "groups": groups})

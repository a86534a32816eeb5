from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nghisu.directory.forms import DayForm
from nghisu.directory.queries import directory_counts
from nghisu.directory.views.showing import frame
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def index(request: ActingRequest) -> HttpResponse:
    context = frame(request, "", DayForm(request.GET or None))
    context["directory"] = directory_counts(request.actor, context["on"])
    return render(request, "directory/index.html", context)

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nghisu.foundation.access import requires


@requires("home.view")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")

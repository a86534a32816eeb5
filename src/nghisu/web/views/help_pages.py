"""Help inside the product: an index that begins with one's own work, and one page for each topic."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.web.help import Topic, load_topics, shelf_of

PANEL = "panel-content"


def _language() -> str:
    return "en" if get_language() == "en" else "vi"


@requires("help.view")
@require_safe
def index(request: ActingRequest) -> HttpResponse:
    """All topics, or those that hold the words typed."""
    words = request.GET.get("q", "").strip()[:100]
    return render(
        request, "web/help.html", {"shelf": shelf_of(request.actor, _language(), words), "words": words}
    )


@requires("help.view")
@require_safe
def topic(request: ActingRequest, topic: str) -> HttpResponse:
    """One topic; asked for by the side panel, its text alone."""
    found = load_topics().get(topic)
    if found is None:
        raise Http404
    language = _language()
    context = {
        "name": found.name.say(language),
        "gist": found.gist.shown(language),
        "parts": [
            {
                "name": part.name.say(language),
                "text": [saying.shown(language) for saying in part.text],
                "steps": [saying.shown(language) for saying in part.steps],
            }
            for part in found.parts
        ],
        "place": _place(found, request),
        "also": [(slug, load_topics()[slug].name.say(language)) for slug in found.also],
    }
    panel = request.headers.get("HX-Target") == PANEL
    return render(request, "web/help_text.html" if panel else "web/help_topic.html", context)


def _place(topic: Topic, request: ActingRequest) -> str:
    """The address of the page that the topic explains, for those who may open it."""
    if not topic.place or (topic.action and not may(request.actor, topic.action)):
        return ""
    try:
        return reverse(topic.place)
    except NoReverseMatch:
        return ""

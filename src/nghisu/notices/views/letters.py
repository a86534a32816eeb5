"""What a person releases, and what could not go."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.outbox import drop, release, retry
from nghisu.notices.forms.office import ReasonForm
from nghisu.notices.queries.letters import dead_letter, dead_letters, held_bundle, held_bundles, was_put_out
from nghisu.notices.queries.measures import writes_files
from nghisu.notices.views.tabs import tabs_of


@requires("outbox.release")
@require_safe
def held(request: ActingRequest) -> HttpResponse:
    """Letters to many people, or out of the office, that wait for a person."""
    context = {"tabs": tabs_of(request, "held"), "bundles": held_bundles(request.actor)}
    return render(request, "notices/held.html", context)


@requires("outbox.release")
@require_http_methods(["GET", "HEAD", "POST"])
def held_letter(request: ActingRequest, outgoing_id: int) -> HttpResponse:
    """One letter with all it would go to; sent, it is released, or dropped where a reason stands with it."""
    found = held_bundle(request.actor, outgoing_id)
    if found is None:
        if request.method == "POST":
            # Somebody else has decided meanwhile, or the form came twice: the list shows how it stands.
            return _decided(request, outgoing_id)
        raise Http404
    bundle, rows = found
    ids = [row.pk for row in rows]
    dropping = request.POST.get("viec") == "bo"
    form = ReasonForm(request.POST if dropping else None)
    if request.method == "POST" and not dropping:
        count = _once(request, "outbox.release", lambda: release(request.actor, ids))
        said = ngettext("Đã cho gửi %(count)s thư.", "Đã cho gửi %(count)s thư.", count) % {"count": count}
        messages.success(request, said)
        return HttpResponseRedirect(reverse("notices:held"), status=303)
    if dropping and form.is_valid():
        why = form.cleaned_data["why"]
        count = _once(request, "outbox.drop", lambda: drop(request.actor, ids, why))
        said = ngettext("Đã bỏ %(count)s thư.", "Đã bỏ %(count)s thư.", count) % {"count": count}
        messages.success(request, said)
        return HttpResponseRedirect(reverse("notices:held"), status=303)
    context = {"bundle": bundle, "form": form, "writes_files": writes_files()}
    return render(request, "notices/held_letter.html", context, status=422 if form.errors else 200)


def _decided(request: ActingRequest, outgoing_id: int) -> HttpResponse:
    if not was_put_out(request.actor, outgoing_id):
        raise Http404
    messages.info(request, _("Thư này đã có người quyết định rồi."))
    return HttpResponseRedirect(reverse("notices:held"), status=303)


@requires("outbox.mend")
@require_safe
def dead(request: ActingRequest) -> HttpResponse:
    """Letters that could not go."""
    context = {"tabs": tabs_of(request, "dead"), "letters": dead_letters(request.actor)}
    return render(request, "notices/dead.html", context)


@requires("outbox.mend")
@require_http_methods(["GET", "HEAD", "POST"])
def dead_one(request: ActingRequest, dead_id: int) -> HttpResponse:
    """One of them: send it again, or drop it with a reason."""
    letter = dead_letter(request.actor, dead_id)
    if letter is None:
        raise Http404
    dropping = request.POST.get("viec") == "bo"
    form = ReasonForm(request.POST if dropping else None)
    if request.method == "POST" and not dropping:
        _once(request, "outbox.retry", lambda: retry(request.actor, [dead_id]))
        messages.success(request, _("Thư đang được gửi lại."))
        return HttpResponseRedirect(reverse("notices:dead"), status=303)
    if dropping and form.is_valid():
        why = form.cleaned_data["why"]
        _once(request, "outbox.drop", lambda: drop(request.actor, [dead_id], why))
        messages.success(request, _("Đã bỏ thư này."))
        return HttpResponseRedirect(reverse("notices:dead"), status=303)
    context = {"letter": letter, "form": form}
    return render(request, "notices/dead_letter.html", context, status=422 if form.errors else 200)


@requires("outbox.mend")
@require_POST
def retry_all(request: ActingRequest) -> HttpResponse:
    """Send all that could not go again: the mail server is back."""
    ids = [letter.pk for letter in dead_letters(request.actor)]
    count = _once(request, "outbox.retry", lambda: retry(request.actor, ids))
    said = ngettext("Đang gửi lại %(count)s thư.", "Đang gửi lại %(count)s thư.", count) % {"count": count}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("notices:dead"), status=303)


def _once(request: ActingRequest, name: str, act: Callable[[], int]) -> int:
    answer = once(request.actor, command_id_of(request), name, payload_of(request), lambda: {"count": act()})
    count: int = answer.get("count", 0)
    return count

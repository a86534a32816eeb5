"""The page on which a unit without an account confirms its package, and says whom it sent the letters on to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_scopes import scope

from nghisu.core.text import legible, nfc
from nghisu.foundation.access import public
from nghisu.foundation.actors import Actor
from nghisu.foundation.allowance import Allowance
from nghisu.foundation.refusals import TooMany
from nghisu.invitations.commands.receipts import confirm_package
from nghisu.invitations.forms.letters import UnitForm
from nghisu.invitations.queries.numbers import signs_of
from nghisu.invitations.queries.units import OfUnit, letters_of_unit
from nghisu.invitations.views.personal import closed, private

OF_A_UNIT = Allowance(a_minute=20, burst=40)
"""For each unit whose link opens."""
UNKNOWN = Allowance(a_minute=30, burst=60)
"""For each address of the network that asks for what nobody was given."""


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_unit(request: HttpRequest, unit_secret: str) -> HttpResponse:
    """The letters of a unit: it confirms the package, and says whom it sent their letter on to (5609 III/II/2). What
    opens nothing is answered alike."""
    found = letters_of_unit(unit_secret)
    key = f"{found.mailing.pk}-{found.unit.pk}" if found else request.META.get("REMOTE_ADDR", "")
    wait = (OF_A_UNIT if found else UNKNOWN).take(key)
    if wait:
        raise TooMany(_("Trang này đang được mở quá nhiều lần. Xin đợi một lát rồi mở lại."), wait)
    if found is None:
        return closed(request)
    with scope(committee=found.committee):
        form = UnitForm(request.POST if request.method == "POST" else None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            return _said(request, found, form)
        context: dict[str, Any] = {
            "found": found,
            "form": form,
            "signs": signs_of(found.mailing),
            "ticked": request.POST.getlist("thu"),
        }
        status = 422 if form.errors else 200
        return private(render(request, "invitations/of_unit.html", context, status=status))


def _said(request: HttpRequest, found: OfUnit, form: UnitForm) -> HttpResponse:
    name = " ".join(legible(nfc(form.cleaned_data["name"])).split())
    by = Actor(committee_id=found.committee.pk, name=f"{name}, {found.unit.name}"[:200])
    ids = [int(pk) for pk in request.POST.getlist("thu") if pk.isdecimal() and len(pk) < 19]
    confirm_package(by, found, ids if request.POST.get("viec") == "da-chuyen" else ())
    messages.success(request, _("Đã ghi nhận. Xin cảm ơn đồng chí."))
    return private(HttpResponseRedirect(request.path, status=303))

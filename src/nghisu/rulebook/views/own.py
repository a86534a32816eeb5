"""A committee's own edition on screen: begun, written, tried on examples, put forward, approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.law import load_rulebook
from nghisu.core.law.compose import MARK
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import attachment
from nghisu.rulebook.commands.own import (
    approve_edition,
    discard_edition,
    draft_edition,
    propose_edition,
    return_edition,
    write_edition,
)
from nghisu.rulebook.models import OwnEdition
from nghisu.rulebook.own_forms import ApproveForm, BeginForm, RuleForm
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.own import code_of, examples_of, own_editions, read_own

KIND = "application/toml; charset=utf-8"


def _own(request: ActingRequest, own_id: int) -> OwnEdition:
    own = own_editions(request.actor).filter(pk=own_id).first()
    if own is None:
        raise Http404
    return own


@requires("edition.view")
@require_safe
def own_list(request: ActingRequest) -> HttpResponse:
    """The committee's own editions: drafts, those put forward, those that bind."""
    context = {
        "rows": list(own_editions(request.actor)),
        "may_draft": bool(may(request.actor, "edition.draft")),
    }
    return render(request, "rulebook/own_list.html", context)


@requires("edition.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActingRequest) -> HttpResponse:
    """Begin an edition: blank, as a copy, or from a file."""
    present = rulebook_of(request.actor, clock.today()).code.split(MARK)[0]
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        editions=load_rulebook(present).editions,
    )
    if request.method == "POST" and form.is_valid():
        title, text = form.cleaned_data["title"], form.text()

        def run() -> dict[str, Any]:
            return {"own": draft_edition(request.actor, present, title, text).pk}

        payload = payload_of(request) | {"text": [text]}
        answer = once(request.actor, command_id_of(request), "rulebook.draft_edition", payload, run)
        return HttpResponseRedirect(reverse("rulebook:own_edition", args=[answer["own"]]))
    return render(request, "rulebook/own_begin.html", {"form": form}, status=422 if form.errors else 200)


@requires("edition.view")
@require_safe
def own_page(request: ActingRequest, own_id: int) -> HttpResponse:
    """One edition: what it says, what is wrong with it, examples, what may be done with it."""
    return _page(request, _own(request, own_id))


@requires("edition.view")
@require_safe
def own_file(request: ActingRequest, own_id: int) -> HttpResponse:
    """The very text of the edition, to keep, to change elsewhere and to bring back."""
    own = _own(request, own_id)
    return attachment(own.text.encode(), f"ban-quy-dinh-{own.number}.toml", KIND)


@requires("edition.draft")
@require_POST
def write(request: ActingRequest, own_id: int) -> HttpResponse:
    text = request.POST.get("text", "")
    said = _("Đã lưu bản nháp.")
    return _act(
        request, own_id, "rulebook.write_edition", lambda: write_edition(request.actor, own_id, text), said
    )


@requires("edition.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def add_rule(request: ActingRequest, own_id: int) -> HttpResponse:
    """Add a deadline by a form; the text of the draft grows by it."""
    own = _own(request, own_id)
    if own.state != OwnEdition.State.DRAFT:
        raise Http404
    read = read_own(own.text, own.base)
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        rulebook=read.rulebook or load_rulebook(own.base),
        initial={"basis": "stated", "unit": "wd"},
    )
    if request.method == "POST" and form.is_valid():
        text = form.added_to(own.text, read.edition)
        after = read_own(text, own.base)
        if after.rulebook is None and read.rulebook is not None:
            form.add_error(None, after.reason)
        else:
            said = _("Đã thêm quy tắc. Hãy xem ví dụ bên dưới.")
            return _act(
                request, own_id, "rulebook.add_rule", lambda: write_edition(request.actor, own_id, text), said
            )
    context = {"own": own, "form": form}
    return render(request, "rulebook/own_rule.html", context, status=422 if form.errors else 200)


@requires("edition.draft")
@require_POST
def propose(request: ActingRequest, own_id: int) -> HttpResponse:
    if request.POST.get("checked") != "on":
        messages.error(request, _("Hãy xem các ví dụ và đánh dấu đã kiểm tra."))
        return HttpResponseRedirect(reverse("rulebook:own_edition", args=[_own(request, own_id).pk]))
    said = _("Đã trình. Chờ lãnh đạo văn phòng hoặc Thường trực duyệt.")
    return _act(
        request, own_id, "rulebook.propose_edition", lambda: propose_edition(request.actor, own_id), said
    )


@requires("edition.draft")
@require_POST
def give_back(request: ActingRequest, own_id: int) -> HttpResponse:
    said = _("Đã trả lại để soạn tiếp.")
    return _act(
        request, own_id, "rulebook.return_edition", lambda: return_edition(request.actor, own_id), said
    )


@requires("edition.draft")
@require_POST
def discard(request: ActingRequest, own_id: int) -> HttpResponse:
    said = _("Đã bỏ bản nháp.")
    there = reverse("rulebook:own_editions")
    return _act(
        request,
        own_id,
        "rulebook.discard_edition",
        lambda: discard_edition(request.actor, own_id),
        said,
        there,
    )


@requires("edition.approve")
@require_POST
def approve(request: ActingRequest, own_id: int) -> HttpResponse:
    form = ApproveForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, _own(request, own_id), form, status=422)
    digest, since = form.cleaned_data["digest"], form.cleaned_data["since"]
    return _act(
        request,
        own_id,
        "rulebook.approve_edition",
        lambda: approve_edition(request.actor, own_id, digest, since),
        _("Đã duyệt. Hội nghị khai mạc từ %(day)s tính theo bản này.") % {"day": f"{since:%d/%m/%Y}"},
    )


def _act(
    request: ActingRequest, own_id: int, name: str, run: Callable[[], OwnEdition], said: str, there: str = ""
) -> HttpResponse:
    def act() -> dict[str, int]:
        return {"own": run().pk}

    try:
        once(request.actor, command_id_of(request), name, {"own": own_id} | payload_of(request), act)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(there or reverse("rulebook:own_edition", args=[own_id]))


def _page(
    request: ActingRequest, own: OwnEdition, form: ApproveForm | None = None, status: int = 200
) -> HttpResponse:
    read = read_own(own.text, own.base)
    drafts = own.state == OwnEdition.State.DRAFT
    proposed = own.state == OwnEdition.State.PROPOSED
    may_draft = bool(may(request.actor, "edition.draft"))
    own_hand = own.proposed_by_id == request.actor.user_id
    context = {
        "own": own,
        "read": read,
        "code": code_of(own),
        "examples": examples_of(read, calendar_of(request.actor), clock.today()),
        "may_write": may_draft and drafts,
        "may_return": may_draft and proposed,
        "may_approve": proposed and not own_hand and bool(may(request.actor, "edition.approve")),
        "form": form or ApproveForm(label_suffix="", initial={"digest": own.sha256}),
    }
    return render(request, "rulebook/own_edition.html", context, status=status)

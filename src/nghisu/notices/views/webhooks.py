from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.notices.commands.webhooks import close_webhook, open_webhook, send_again, try_webhook
from nghisu.notices.forms.webhooks import WebhookForm
from nghisu.notices.models import Webhook
from nghisu.notices.queries.webhooks import message_lines, messages_of, webhook_lines, webhooks_of

PAGE = 50


@requires("webhook.manage")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: ActingRequest) -> HttpResponse:
    """The programs that are told, and a form for another, whose secret is shown in this very answer and never again."""
    if request.method != "POST":
        return _page(request, WebhookForm())
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    typed = form.cleaned_data
    shown: list[str] = []

    def run() -> dict[str, int]:
        hook, secret = open_webhook(
            request.actor, typed["name"], typed["url"], typed["events"], inside=bool(typed.get("inside"))
        )
        shown.append(secret)  # not part of the answer, which is kept
        return {"webhook": hook.pk}

    answer = once(request.actor, command_id_of(request), "notices.open_webhook", payload_of(request), run)
    made = webhooks_of(request.actor).filter(pk=answer["webhook"]).first()
    return _page(request, WebhookForm(), made=made, secret=shown[0] if shown else "")


@requires("webhook.manage")
@require_safe
def webhook(request: ActingRequest, webhook_id: int) -> HttpResponse:
    """What was sent to a program and how it went, the latest first."""
    hook = _or_404(request, webhook_id)
    rows = messages_of(request.actor, hook)
    before = request.GET.get("after", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = message_lines(rows[: PAGE + 1])
    context = {
        "hook": hook,
        "lines": found[:PAGE],
        "older": found[PAGE - 1].row.pk if len(found) > PAGE else None,
        "is_first_page": not before,
    }
    return render(request, "notices/webhook.html", context)


@requires("webhook.manage")
@require_POST
def attempt(request: ActingRequest, webhook_id: int) -> HttpResponse:
    """Send a message that says nothing, or one of those sent before."""
    again = request.POST.get("again", "")

    def run() -> dict[str, int]:
        if again:
            number = int(again) if again.isdecimal() and len(again) < 19 else 0
            send_again(request.actor, webhook_id, number)
        else:
            try_webhook(request.actor, webhook_id)
        return {}

    payload = {"webhook": webhook_id} | payload_of(request)
    once(request.actor, command_id_of(request), "notices.send_webhook", payload, run)
    messages.success(request, _("Đã xếp vào hàng gửi; kết quả hiện ở đây sau ít giây."))
    return HttpResponseRedirect(reverse("notices:webhook", args=[webhook_id]))


@requires("webhook.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActingRequest, webhook_id: int) -> HttpResponse:
    """Ask, then tell that program nothing more."""
    hook = _or_404(request, webhook_id)
    if request.method != "POST":
        return render(request, "notices/webhook_close.html", {"hook": hook})
    close_webhook(request.actor, hook.pk)
    messages.success(request, _("Đã thôi báo tin cho “%(name)s”.") % {"name": hook.name})
    return HttpResponseRedirect(reverse("notices:webhooks"))


def _or_404(request: ActingRequest, webhook_id: int) -> Webhook:
    hook = webhooks_of(request.actor).filter(pk=webhook_id).first()
    if hook is None:
        raise Http404
    return hook


def _page(request: ActingRequest, form: WebhookForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "lines": webhook_lines(request.actor)} | more
    return render(request, "notices/webhooks.html", context, status=status)

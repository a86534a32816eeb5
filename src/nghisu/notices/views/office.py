"""What a committee decides for all its people: when to remind, and what mail a person must release."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.notices.commands.measures import remove_reminder_plan, set_mail_rule, set_reminder_plan
from nghisu.notices.forms.office import ActPlanForm, MailRuleForm, PlanForm
from nghisu.notices.queries.measures import mail_rule
from nghisu.notices.queries.plans import acts_of, plan_lines, plans_of
from nghisu.notices.views.tabs import tabs_of


@requires("settings.edit")
@require_safe
def plans(request: ActingRequest) -> HttpResponse:
    """When the committee reminds, and what mail a person must release."""
    return _page(request)


@requires("settings.edit")
@require_POST
def set_plan(request: ActingRequest) -> HttpResponse:
    """The plan for all acts."""
    form = PlanForm(request.POST, prefix="all")
    if not form.is_valid():
        return _page(request, plan_form=form)
    typed = form.cleaned_data
    _keep(request, "notices.set_reminder_plan", "", typed)
    messages.success(request, _("Đã lưu lịch nhắc chung."))
    return _back()


@requires("settings.edit")
@require_POST
def set_act_plan(request: ActingRequest) -> HttpResponse:
    """A plan of one act's own."""
    form = ActPlanForm(request.POST, prefix="act", acts=acts_of(request.actor))
    if not form.is_valid():
        return _page(request, act_form=form)
    typed = form.cleaned_data
    _keep(request, "notices.set_act_plan", typed["act"], typed)
    messages.success(request, _("Đã lưu lịch nhắc riêng."))
    return _back()


@requires("settings.edit")
@require_POST
def remove_plan(request: ActingRequest) -> HttpResponse:
    """An act goes by the plan for all again."""
    act = request.POST.get("act", "")[:40]
    if act:
        remove_reminder_plan(request.actor, act)
        messages.success(request, _("Đã bỏ lịch nhắc riêng; việc này theo lịch chung."))
    return _back()


@requires("settings.edit")
@require_POST
def set_rule(request: ActingRequest) -> HttpResponse:
    """What mail a person must release."""
    form = MailRuleForm(request.POST, prefix="mail")
    if not form.is_valid():
        return _page(request, rule_form=form)
    typed = form.cleaned_data

    def run() -> dict[str, Any]:
        set_mail_rule(request.actor, typed["most_at_once"], typed["own_domains"])
        return {}

    once(request.actor, command_id_of(request), "notices.set_mail_rule", payload_of(request), run)
    messages.success(request, _("Đã lưu quy tắc gửi thư."))
    return _back()


def _keep(request: ActingRequest, name: str, act: str, typed: dict[str, Any]) -> None:
    def run() -> dict[str, Any]:
        set_reminder_plan(request.actor, act, typed["before"], typed["to_head"], typed["to_board"])
        return {}

    once(request.actor, command_id_of(request), name, payload_of(request), run)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("notices:plans"), status=303)


def _page(
    request: ActingRequest,
    *,
    plan_form: PlanForm | None = None,
    act_form: ActPlanForm | None = None,
    rule_form: MailRuleForm | None = None,
) -> HttpResponse:
    plan = plans_of(request.actor.tenant)[""]
    rule = mail_rule(request.actor.tenant)
    shown = {
        "before": ", ".join(str(days) for days in plan.before),
        "to_head": plan.to_head,
        "to_board": plan.to_board,
    }
    domains = {"most_at_once": rule.most_at_once, "own_domains": ", ".join(rule.own_domains)}
    context = {
        "tabs": tabs_of(request, "plans"),
        "plan": plan,
        "plan_form": plan_form or PlanForm(initial=shown, prefix="all"),
        "act_form": act_form or ActPlanForm(initial=shown, prefix="act", acts=acts_of(request.actor)),
        "rule_form": rule_form or MailRuleForm(initial=domains, prefix="mail"),
        "lines": plan_lines(request.actor),
    }
    failed = any(form is not None for form in (plan_form, act_form, rule_form))
    return render(request, "notices/plans.html", context, status=422 if failed else 200)

"""Accounts as an administrator keeps them: who has one, a new one, a lost password, a lost second step, the end."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.accounts.commands import (
    ask_factor_removal,
    close_account,
    decide_factor_removal,
    end_sessions_of,
    issue_reset_code,
    open_account,
    reopen_account,
)
from nghisu.accounts.forms import AccountFilterForm, OpenAccountForm, ReasonForm, ResetCodeForm
from nghisu.accounts.models import User
from nghisu.accounts.queries import (
    account_lines,
    account_list,
    account_of,
    factors_of,
    is_answered_for_here,
    is_open,
    open_factor_removals,
    open_reset_code,
    open_sessions,
    people_without_account,
    roles_of_person,
)
from nghisu.accounts.refusals import AccountThere, FactorsStay, NotAnsweredForHere
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of
from nghisu.foundation.tables import XLSX, attachment, xlsx_table

PAGE = 50
ACCOUNTS = "accounts:administration"


@requires("accounts.edit")
@require_safe
def accounts(request: ActingRequest) -> HttpResponse:
    on = clock.today()
    form = AccountFilterForm(request.GET or None)
    rows = account_list(request.actor, on, form.wanted(), request.GET.get("sort", "ten"))
    start = request.GET.get("tu", "")
    first = int(start) if start.isdecimal() and len(start) < 8 else 0
    found = account_lines(request.actor, rows[first : first + PAGE + 1], on)
    context = {
        "form": form,
        "rows": found[:PAGE],
        "more": first + PAGE if len(found) > PAGE else None,
        "first": first,
        "filtered": bool(request.GET.get("q") or request.GET.get("loai")),
        "removals": open_factor_removals(request.actor) if may(request.actor, "factors.agree") else [],
    }
    return render(request, "accounts/administration.html", context)


@requires("accounts.edit")
@require_safe
def accounts_file(request: ActingRequest) -> HttpResponse:
    on = clock.today()
    rows = account_list(request.actor, on, AccountFilterForm(request.GET or None).wanted())
    head = [
        _("Họ và tên"),
        _("Tên đăng nhập"),
        _("Chức danh"),
        _("Tình trạng"),
        _("Xác thực hai bước"),
        _("Đăng nhập gần nhất"),
    ]
    table = (
        (
            line.user.person.full_name if line.user.person else "",
            line.user.username,
            "; ".join(line.titles),
            _("Dùng được") if line.is_open else _("Đã khóa"),
            _("có") if line.has_second_step else _("không"),
            line.last_sign_in,
        )
        for line in account_lines(request.actor, rows, on)
    )
    return attachment(xlsx_table(_("Tài khoản"), head, table), f"tai-khoan-{on:%Y-%m-%d}.xlsx", XLSX)


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_open(request: ActingRequest) -> HttpResponse:
    form = OpenAccountForm(request.POST if request.method == "POST" else None)
    form.offer(people_without_account(request.actor, clock.today()))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            user, password = open_account(
                request.actor, command_id_of(request), typed["person"], typed["username"]
            )
        except AccountThere as refusal:
            form.add_error("username", refusal.reason)
        else:
            context = {"account": user, "secret": password, "until": user.start_password_until}
            return render(request, "accounts/start_slip.html", context)
    return render(request, "accounts/account_open.html", {"form": form}, status=422 if form.errors else 200)


@requires("accounts.edit")
@require_safe
def account_page(request: ActingRequest, account_id: int) -> HttpResponse:
    return _page(request, _found(request, account_id))


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_reset(request: ActingRequest, account_id: int) -> HttpResponse:
    account = _found(request, account_id)
    form = ResetCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user, code = issue_reset_code(
                request.actor, command_id_of(request), account.pk, form.cleaned_data["hours"]
            )
        except NotAnsweredForHere as refusal:
            form.add_error(None, refusal.reason)
        else:
            row = open_reset_code(user)
            context = {"account": user, "secret": code, "until": row.until if row else None}
            return render(request, "accounts/reset_slip.html", context)
    context = {"form": form, "account": account}
    return render(request, "accounts/account_reset.html", context, status=422 if form.errors else 200)


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: ActingRequest, account_id: int) -> HttpResponse:
    account = _found(request, account_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(request.actor, account.pk, form.cleaned_data["reason"])
        except NotAnsweredForHere as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Đã khóa tài khoản. Các phiên của người này đã kết thúc."))
            return _back_to(account)
    context = {"form": form, "account": account}
    return render(request, "accounts/account_close.html", context, status=422 if form.errors else 200)


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_reopen(request: ActingRequest, account_id: int) -> HttpResponse:
    account = _found(request, account_id)
    if request.method != "POST":
        return _back_to(account)
    reopen_account(request.actor, account.pk)
    messages.success(request, _("Đã mở lại tài khoản."))
    return _back_to(account)


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_sessions(request: ActingRequest, account_id: int) -> HttpResponse:
    account = _found(request, account_id)
    if request.method != "POST":
        return _back_to(account)
    count = end_sessions_of(request.actor, account.pk)
    said = ngettext("Đã kết thúc %(count)d phiên.", "Đã kết thúc %(count)d phiên.", count)
    messages.success(request, said % {"count": count})
    return _back_to(account)


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def account_factors(request: ActingRequest, account_id: int) -> HttpResponse:
    account = _found(request, account_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_factor_removal(request.actor, account.pk, form.cleaned_data["reason"])
        except (FactorsStay, NotAnsweredForHere) as refusal:
            form.add_error(None, refusal.reason)
        else:
            if asked is None:
                messages.success(request, _("Đã gỡ xác thực hai bước. Người này được báo."))
            else:
                messages.success(request, _("Đã gửi yêu cầu. Cần một người nữa đồng ý thì mới gỡ."))
            return _back_to(account)
    context = {"form": form, "account": account}
    return render(request, "accounts/account_factors.html", context, status=422 if form.errors else 200)


@requires("factors.agree")
@require_http_methods(["GET", "HEAD", "POST"])
def factor_removals(request: ActingRequest) -> HttpResponse:
    """The requests that wait for a second person; `yeu-cau` with `dong-y` or `khong` decides one."""
    if request.method == "POST":
        number = request.POST.get("yeu-cau", "")
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        agreed = "dong-y" in request.POST
        decide_factor_removal(request.actor, int(number), agreed)
        messages.success(
            request, _("Đã gỡ xác thực hai bước của người này.") if agreed else _("Đã từ chối yêu cầu.")
        )
        return HttpResponseRedirect(resolve_url("accounts:factor_removals"))
    return render(request, "accounts/factor_removals.html", {"removals": open_factor_removals(request.actor)})


def _page(request: ActingRequest, account: User) -> HttpResponse:
    on = clock.today()
    context = {
        "account": account,
        "is_open": is_open(account),
        "is_own": account.pk == request.actor.user_id,
        "answered_here": is_answered_for_here(request.actor, account, on),
        "factors": factors_of(account),
        "sessions": open_sessions(account.pk),
        "roles": roles_of_person(request.actor, account.person_id, on),
        "reset_code": open_reset_code(account),
    }
    return render(request, "accounts/account_page.html", context)


def _found(request: ActingRequest, account_id: int) -> User:
    account = account_of(request.actor, account_id, clock.today())
    if account is None:
        raise Http404
    return account


def _back_to(account: User) -> HttpResponse:
    return HttpResponseRedirect(resolve_url("accounts:account_page", account.pk))

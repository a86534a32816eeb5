from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.accounts.forms import SignInFilterForm
from nghisu.accounts.models import SignIn
from nghisu.accounts.queries import sign_ins_visible_to
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.tables import CSV, XLSX, attachment, csv_table, xlsx_table

PAGE = 50
LONGEST_FILE = 100_000  # rows


@requires("sign_in_log.view")
@require_safe
def sign_in_log(request: ActingRequest) -> HttpResponse:
    form = SignInFilterForm(request.GET or None)
    rows = sign_ins_visible_to(request.actor, form.wanted())
    before = request.GET.get("after", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: PAGE + 1])
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "form": form,
        "rows": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_first_page": not before,
        "asked": asked.urlencode(),
    }
    return render(request, "accounts/sign_in_log.html", context)


@requires("sign_in_log.view")
@require_safe
def sign_in_log_file(request: ActingRequest, kind: str) -> HttpResponse:
    if kind not in {"xlsx", "csv"}:
        raise Http404
    rows = sign_ins_visible_to(request.actor, SignInFilterForm(request.GET or None).wanted())[:LONGEST_FILE]
    head = [
        _("Thời điểm"),
        _("Tài khoản"),
        _("Họ tên"),
        _("Kết quả"),
        _("Bằng"),
        _("Địa chỉ mạng"),
        _("Trình duyệt"),
    ]
    table = (
        (
            row.at,
            row.username,
            _name(row),
            row.get_outcome_display(),
            row.get_means_display(),
            row.address,
            row.user_agent,
        )
        for row in rows.iterator(chunk_size=2_000)
    )
    name = f"nhat-ky-dang-nhap-{clock.today():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return attachment(csv_table(head, table), name, CSV)
    return attachment(xlsx_table(_("Nhật ký đăng nhập"), head, table), name, XLSX)


def _name(row: SignIn) -> str:
    return row.user.person.full_name if row.user is not None and row.user.person is not None else ""

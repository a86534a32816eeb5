"""Everything that fails, in one shape of JSON: a code, what is wrong, what to do (TRUST 23)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError
from pydantic_core import to_json

from nghisu.foundation.api.keyset import MarkRefused
from nghisu.foundation.files.refusals import FileRefused
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused, TooMany


class FieldsRefused(Refused):
    """What was sent cannot be taken as it is: each fault with the path of its field (422)."""

    def __init__(self, faults: Sequence[tuple[Sequence[str], str]]) -> None:
        super().__init__(_("Nội dung gửi lên có chỗ chưa đúng."))
        self.faults = faults


def problem_of(problem: Exception) -> HttpResponse | None:
    """The answer to a failure that callers can be told of; None for one that is a fault of ours."""
    if isinstance(problem, AccessRefused | Http404):
        return not_found()
    if isinstance(problem, ValidationError):
        return told(422, "invalid", FieldsRefused([]).reason, _mend(), fields=_faults(problem))
    if isinstance(problem, FieldsRefused):
        fields = [{"path": list(path), "message": said} for path, said in problem.faults]
        return told(422, "invalid", problem.reason, _mend(), fields=fields)
    if isinstance(problem, MarkRefused):
        fields = [{"path": ["query", "after"], "message": problem.reason}]
        return told(422, "invalid", problem.reason, _mend(), fields=fields)
    if isinstance(problem, FileRefused):
        fields = [{"path": ["body", "file"], "message": problem.reason}]
        return told(422, code_of(type(problem)), problem.reason, _mend(), fields=fields)
    if isinstance(problem, TooMany):
        answer = told(429, "too-many", problem.reason, _("Hãy chờ số giây ghi ở Retry-After rồi gửi lại."))
        answer["Retry-After"] = str(problem.retry_after)
        return answer
    if isinstance(problem, CommandReused):
        return told(
            409,
            "command-reused",
            _("Idempotency-Key này đã dùng cho nội dung khác."),
            _("Hãy tạo một UUID mới cho thao tác mới."),
        )
    if isinstance(problem, Refused):
        return told(
            409,
            code_of(type(problem)),
            problem.reason,
            _("Hãy đọc lại trạng thái hiện tại, sửa rồi gửi lại với Idempotency-Key mới."),
            citations=getattr(problem, "citations", ()),
        )
    if isinstance(problem, HttpError):
        return of_status(problem.status_code)
    if isinstance(problem, DatabaseError | OSError):
        return of_status(503)
    return None


def told(
    status: int,
    code: str,
    message: str,
    what_to_do: str,
    *,
    fields: Iterable[dict[str, Any]] = (),
    citations: Iterable[dict[str, Any]] = (),
) -> HttpResponse:
    """A problem as an answer."""
    body = {
        "code": code,
        "message": message,
        "what_to_do": what_to_do,
        "fields": list(fields),
        "citations": list(citations),
    }
    return HttpResponse(to_json(body), status=status, content_type="application/json; charset=utf-8")


def not_found() -> HttpResponse:
    """What one may not see and what does not exist look the same."""
    return of_status(404)


def of_status(status: int) -> HttpResponse:
    """The problem of a bare status, for what failed outside any endpoint."""
    code, message, what_to_do = _words(status)
    answer = told(status, code, message, what_to_do)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="nghisu"'
    if status == 503:
        answer["Retry-After"] = "10"
    return answer


def _words(status: int) -> tuple[str, str, str]:
    known = {
        400: ("bad-request", _("Yêu cầu không đọc được."), _mend()),
        401: (
            "token-refused",
            _("Mã truy cập thiếu, sai, hết hạn, đã thu hồi, hoặc người giữ mã không còn công tác ở cấp ủy."),
            _("Gửi mã còn hiệu lực ở đầu Authorization: Bearer …; tạo mã mới ở Trang cá nhân."),
        ),
        404: (
            "not-found",
            _("Không có, hoặc mã truy cập này không được xem hay làm."),
            _("Hãy kiểm tra địa chỉ, cấp ủy và phạm vi của mã truy cập."),
        ),
        405: (
            "method-not-allowed",
            _("Địa chỉ này không nhận phương thức đó."),
            _("Các phương thức được nhận ghi ở đầu Allow."),
        ),
        413: ("too-large", _("Nội dung gửi lên quá lớn."), _("Hãy gửi ít hơn mỗi lần.")),
        503: (
            "unavailable",
            _("Hệ thống tạm thời chưa đáp ứng được."),
            _("Hãy gửi lại sau ít giây với cùng Idempotency-Key."),
        ),
    }
    return known.get(
        status,
        (
            "failed",
            _("Có lỗi trong hệ thống; lỗi đã được ghi lại."),
            _("Hãy báo người quản trị của cơ quan."),
        ),
    )


def _mend() -> str:
    return _("Hãy sửa theo từng mục rồi gửi lại.")


def code_of(refusal: type[Refused]) -> str:
    """The code of a refusal: its name, spelled with hyphens."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", refusal.__name__).lower()


def _faults(problem: ValidationError) -> list[dict[str, Any]]:
    return [
        {
            "path": _path([str(part) for part in fault.get("loc", ())]),
            "message": _fault(str(fault.get("type", "")), fault.get("ctx") or {}, str(fault.get("msg", ""))),
        }
        for fault in problem.errors
    ]


def _path(place: list[str]) -> list[str]:
    """Where a field stands in what was sent, without the argument of our function, which no caller knows."""
    where, *rest = place
    return [where, *rest[1:]] if where == "body" else place


def _fault(kind: str, context: dict[str, Any], said: str) -> str:
    """What is wrong with a field, in the reader's language; in the library's words where we have none."""
    if kind == "missing":
        return _("Thiếu trường này.")
    if kind == "extra_forbidden":
        return _("Không có trường tên này.")
    if kind == "string_too_long":
        return _("Dài quá %(most)s ký tự.") % {"most": context.get("max_length")}
    if kind == "string_too_short":
        return _("Không được để trống.")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        return (
            _("Phải từ %(bound)s trở lên.")
            if kind == "greater_than_equal"
            else _("Phải từ %(bound)s trở xuống.")
        ) % {"bound": bound}
    if kind.startswith(("int_", "float_", "decimal_")):
        return _("Phải là một số nguyên.")
    if kind.startswith(("datetime_", "timezone_")):
        return _("Phải là thời điểm kèm múi giờ, ví dụ 2026-03-18T08:00:00+07:00.")
    if kind.startswith("date_"):
        return _("Phải là ngày có thật, ví dụ 2026-03-18.")
    if kind.startswith("bool_"):
        return _("Phải là true hoặc false.")
    if kind.startswith("uuid_"):
        return _("Phải là một UUID.")
    if kind in {"literal_error", "enum"}:
        return _("Phải là một trong: %(choices)s.") % {"choices": context.get("expected", "")}
    if kind == "json_invalid":
        return _("Không phải JSON.")
    return said

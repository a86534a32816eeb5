"""A Word file held against the form of official documents: read, answered, forgotten. Nothing of it is kept."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nghisu.core.form.check import FormReport, check_form
from nghisu.core.form.notes import introduction, notes_of
from nghisu.core.form.rules import Side
from nghisu.core.form.secrecy import secrecy_stamp
from nghisu.core.text import legible, nfc
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.allowance import Allowance
from nghisu.foundation.files import held_back
from nghisu.foundation.tables import attachment
from nghisu.foundation.word import (
    MAX_FILE,
    Note,
    UnreadableDocument,
    in_unicode,
    marked_copy,
    read_document,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALLOWANCE = Allowance(a_minute=10, burst=10)
"""Files a person may have read: each takes a process of its own."""


class FormCheckForm(forms.Form):
    """The file, and whose form it is held against."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Word (.docx)"),
        help_text=gettext_lazy(
            "Tối đa 50 MB. Tệp được đọc rồi bỏ, không lưu lại. Không đưa văn bản mật lên đây."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Chọn một tệp Word (.docx) rồi bấm “Kiểm tra”."),
            "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp văn bản."),
        },
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Thể thức"),
        required=False,
        choices=[
            ("", gettext_lazy("Nhận theo văn bản")),
            (Side.PARTY.value, gettext_lazy("Văn bản của Đảng")),
            (Side.STATE.value, gettext_lazy("Văn bản hành chính nhà nước")),
        ],
    )


@requires("form.check")
@require_http_methods(["GET", "HEAD", "POST"])
def form_check(request: ActingRequest) -> HttpResponse:
    """The report on a file, or a copy of it: with comments, or in Unicode."""
    posted = request.method == "POST"
    form = FormCheckForm(request.POST if posted else None, request.FILES or None, label_suffix="")
    context: dict[str, object] = {"form": form}
    status = 200
    if posted and form.is_valid():
        wait = ALLOWANCE.take(request.actor.user_id)
        if wait:
            said = _("Đồng chí vừa kiểm tra nhiều tệp. Hãy thử lại sau %(seconds)s giây.")
            form.add_error("file", said % {"seconds": wait})
            answer = render(request, "web/form_check.html", context, status=429)
            answer["Retry-After"] = str(wait)
            return answer
        upload = form.cleaned_data["file"]
        name = legible(nfc(upload.name or "")) or "van-ban.docx"
        try:
            copy, report = _answer(
                upload.read(MAX_FILE + 1), form.cleaned_data["side"], request.POST.get("want", "")
            )
        except UnreadableDocument as refusal:
            form.add_error("file", f"{refusal.message} {refusal.way_out}")
        except SecretDocument as secret:
            form.add_error("file", " ".join(held_back(secret.level)))
        else:
            if copy is not None:
                ending, content = copy
                return attachment(content, f"{PurePath(name).stem}{ending}.docx", DOCX)
            context |= _shown(report, name)
    if form.errors:
        status = 422
    return render(request, "web/form_check.html", context, status=status)


class SecretDocument(Exception):
    """The text carries the stamp of a secret document."""

    def __init__(self, level: str) -> None:
        super().__init__(level)
        self.level = level


def _answer(content: bytes, side: str, want: str) -> tuple[tuple[str, bytes] | None, FormReport]:
    """The report, and the copy that was asked for with what is added to its name."""
    document = read_document(content, _)
    level = secrecy_stamp(document)
    if level:
        raise SecretDocument(level)
    report = check_form(document, Side(side) if side else None)
    if want == "marked":
        notes = [Note(index, said) for index, said in notes_of(report, _)]
        return ("-nhan-xet", marked_copy(content, notes, _)), report
    if want == "unicode":
        return ("-unicode", in_unicode(content, _)), report
    return None, report


def _shown(report: FormReport, name: str) -> dict[str, object]:
    """The report as the page shows it."""
    first, *more = introduction(report, _)
    return {
        "name": name,
        "about": first,
        "sentences": more,
        "count": len(report.findings),
        "encodings": report.encodings,
        "lines": [
            {
                "element": _(finding.name),
                "where": finding.where(_),
                "found": finding.found.say(_),
                "expected": finding.expected.say(_),
                "rule": finding.clause.say(_),
            }
            for finding in report.findings
        ],
    }

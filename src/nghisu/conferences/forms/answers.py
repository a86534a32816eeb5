from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.models import Question
from nghisu.conferences.queries.consultations import OTHER, choices_of
from nghisu.core.text import legible
from nghisu.programme.forms.entry import DayField

DAY = {"data-date": True, "autocomplete": "off"}


class AnswerForm(forms.Form):
    """The answers of one person to the questions of a consultation."""

    def __init__(
        self,
        questions: Sequence[Question],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}), label_suffix="")
        self.questions = questions
        for question in questions:
            self.fields[f"choice_{question.pk}"] = forms.ChoiceField(
                label=f"{question.position}. {question.text}",
                choices=[(one.code, one.name) for one in choices_of(question)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn một ý kiến.")},
            )
            self.fields[f"opinion_{question.pk}"] = forms.CharField(
                label=_("Ý kiến khác, hoặc điều bảo lưu (câu %(number)s)") % {"number": question.position},
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for question in self.questions:
            name = f"opinion_{question.pk}"
            typed[name] = legible(typed.get(name, "")).replace("\r\n", "\n").strip()
            if typed.get(f"choice_{question.pk}") == OTHER and not typed[name]:
                self.add_error(name, _("Đã chọn “Ý kiến khác”: hãy ghi ý kiến ấy."))
        return typed

    def given(self) -> dict[int, tuple[str, str]]:
        """Choice and opinion by question, once the form is valid."""
        typed = self.cleaned_data
        return {
            question.pk: (typed[f"choice_{question.pk}"], typed[f"opinion_{question.pk}"])
            for question in self.questions
        }


class PaperForm(AnswerForm):
    """What somebody answered on paper, the day that the paper bears, a scan of it if there is one."""

    signed_on = DayField(
        label=gettext_lazy("Ngày ghi trên phiếu giấy"),
        max_length=40,
        widget=forms.TextInput(attrs=DAY),
        help_text=gettext_lazy("Ví dụ: 18/3/2026"),
    )
    scan = forms.FileField(
        label=gettext_lazy("Bản chụp phiếu giấy"),
        required=False,
        help_text=gettext_lazy("Tệp PDF hoặc ảnh chụp. Chỉ mở được sau khi kết thúc lấy ý kiến."),
    )


class WithdrawalForm(forms.Form):
    """Why a consultation that was sent is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao rút phiếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mọi người được hỏi đọc lý do này. Ý kiến đã gửi được giữ, không ai xem."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

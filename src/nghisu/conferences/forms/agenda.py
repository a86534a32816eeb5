from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.commands.agenda import ItemContent
from nghisu.conferences.enums import Purpose
from nghisu.conferences.models import AgendaItem
from nghisu.core.text import legible
from nghisu.programme.models import Suggestion

Chosen = tuple[int | str, str]


class AgendaItemForm(forms.Form):
    """An item of an agenda: what, for what, who, how long, which documents."""

    title = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Viết như sẽ đọc trong chương trình hội nghị."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Để làm gì"), choices=Purpose.choices)
    reporting = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan báo cáo"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    presenter = forms.TypedChoiceField(
        label=gettext_lazy("Người trình bày"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    presenter_text = forms.CharField(
        label=gettext_lazy("Người trình bày ngoài danh bạ"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Họ tên, chức vụ; chỉ ghi khi không chọn được ở trên."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Thời lượng (phút)"), required=False, min_value=1, max_value=1440
    )
    documents = forms.CharField(
        label=gettext_lazy("Tài liệu cần có"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi tài liệu một dòng, ví dụ: Tờ trình; Báo cáo tóm tắt."),
    )
    follows = forms.TypedChoiceField(
        label=gettext_lazy("Đã qua hội nghị nào"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
        help_text=gettext_lazy(
            "Nội dung này đã được bàn, thông qua ở hội nghị trước: Thường trực hoặc Ban Thường vụ."
        ),
    )
    suggestion = forms.TypedChoiceField(
        label=gettext_lazy("Từ đề xuất"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
        help_text=gettext_lazy("Nơi đề xuất được báo là nội dung đã đưa vào hội nghị này."),
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú, gợi ý thảo luận"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Nội dung thảo luận thì ghi những điểm cần trao đổi, để gửi trước cho đại biểu."
        ),
    )

    def __init__(
        self,
        units: Iterable[tuple[int, str]],
        people: Iterable[tuple[int, str]],
        earlier: Iterable[tuple[int, str]],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        suggestions: Iterable[tuple[int, str]] = (),
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self._choose("reporting", [("", _("Chưa chọn")), *units])
        self._choose("presenter", [("", _("Chưa chọn")), *people])
        self._choose("follows", [("", _("Chưa qua hội nghị nào")), *earlier])
        suggested = list(suggestions)
        self._choose("suggestion", [("", _("Không từ đề xuất nào")), *suggested])
        if not suggested:
            del self.fields["suggestion"]

    def _choose(self, name: str, choices: Iterable[Chosen]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean_title(self) -> str:
        text = " ".join(legible(self.cleaned_data["title"]).split())
        if not text:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return text

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("presenter") and typed.get("presenter_text", "").strip():
            self.add_error(
                "presenter_text",
                _("Đã chọn người trình bày ở trên. Hãy để trống ô này, hoặc bỏ chọn ở trên."),
            )
        return typed

    def content(self) -> ItemContent:
        """What was stated, once the form is valid."""
        typed = self.cleaned_data
        lines = (" ".join(legible(line).split()) for line in typed["documents"].splitlines())
        return ItemContent(
            title=typed["title"],
            purpose=Purpose(typed["purpose"]),
            reporting_id=typed["reporting"],
            presenter_id=typed["presenter"],
            presenter_text=" ".join(legible(typed["presenter_text"]).split()),
            minutes=typed["minutes"],
            documents="\n".join(line for line in lines if line),
            note=" ".join(legible(typed["note"]).split()),
            follows_id=typed["follows"],
            suggestion_id=typed.get("suggestion"),
        )


def typed_of_item(item: AgendaItem) -> dict[str, Any]:
    """An item as the form holds it."""
    return {
        "title": item.title,
        "purpose": item.purpose,
        "reporting": item.reporting_id,
        "presenter": item.presenter_id,
        "presenter_text": item.presenter_text,
        "minutes": item.minutes,
        "documents": item.documents,
        "follows": item.follows_id,
        "suggestion": item.suggestion_id,
        "note": item.note,
    }


def typed_of_suggestion(suggestion: Suggestion) -> dict[str, Any]:
    """What a suggestion says of an item, as the form holds it."""
    return {
        "title": suggestion.matter,
        "purpose": Purpose.OPINION,
        "reporting": suggestion.organisation_id,
        "presenter": suggestion.person_id,
        "suggestion": suggestion.pk,
    }

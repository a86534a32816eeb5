from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.commands.consultations import ConsultationContent, QuestionContent
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.matters import delegated_matters, in_force_on
from nghisu.core.text import legible
from nghisu.directory.queries import body_choices
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.forms.entry import DayField

DAY = {"data-date": True, "autocomplete": "off"}
MOST_QUESTIONS = 20


class ClosingForm(forms.Form):
    """Until when opinions are taken."""

    day = DayField(
        label=gettext_lazy("Nhận ý kiến đến hết ngày"),
        max_length=40,
        widget=forms.TextInput(attrs=DAY),
        help_text=gettext_lazy("Ví dụ: 18/3/2026"),
    )
    hour = forms.TimeField(
        label=gettext_lazy("Đến giờ"),
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%Hh"],
        widget=forms.TextInput(attrs={"class": "input-short"}),
        help_text=gettext_lazy("Để trống là 17:00."),
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="", **options)

    @property
    def closes_at(self) -> datetime:
        """The instant after which nothing is taken, once the form is valid."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return datetime(
            day.year,
            day.month,
            day.day,
            hour.hour if hour else 17,
            hour.minute if hour else 0,
            tzinfo=clock.VIETNAM,
        )


class ConsultationForm(ClosingForm):
    """A written consultation: who is asked what, until when, on what ground."""

    title = forms.CharField(
        label=gettext_lazy("Việc xin ý kiến"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.TypedChoiceField(label=gettext_lazy("Lấy ý kiến thành viên của"), coerce=int)
    item = forms.TypedChoiceField(
        label=gettext_lazy("Về nội dung nào của hội nghị"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Kết quả được tính cho nội dung này khi trình tiếp lên trên."),
    )
    special_case = forms.CharField(
        label=gettext_lazy("Vì sao không họp"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Trường hợp đặc biệt nào, vì sao không chờ kỳ họp."),
    )
    delegated = forms.TypedChoiceField(
        label=gettext_lazy("Việc đã được ủy quyền"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
        help_text=gettext_lazy("Chọn trong sổ việc được ủy quyền."),
    )
    earlier_steps = forms.CharField(
        label=gettext_lazy("Các bước đã qua"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Chỉ ghi khi phiếu không lập từ nội dung hội nghị đã qua các bước ấy: văn bản nào cho thấy Ban Thường vụ đã "
            "thông qua, Thường trực đã có ý kiến về đề án đã sửa."
        ),
    )
    content = forms.CharField(
        label=gettext_lazy("Nội dung tóm tắt"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    documents = forms.CharField(
        label=gettext_lazy("Tài liệu gửi kèm"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Mỗi tài liệu một dòng, chỉ ghi tên. Tệp thì thêm ở trang của phiếu, sau khi lưu."
        ),
    )

    def __init__(
        self,
        bodies: Iterable[tuple[int, str]],
        matters: Iterable[tuple[int, str]],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        items: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(data, initial)
        self._choose("body", bodies)
        if items:
            self._choose("item", [("", _("Chưa chọn")), *items])
        else:
            del self.fields["item"]
        self._choose("delegated", [("", _("Chưa chọn")), *matters])
        source = data if data is not None else self.initial
        known = sum(1 for place in range(1, MOST_QUESTIONS + 1) if str(source.get(f"question_{place}", "")))
        self.count = min(MOST_QUESTIONS, max(2, known + 1))
        for place in range(1, self.count + 1):
            self.fields[f"question_{place}"] = forms.CharField(
                label=_("Câu hỏi %(number)s") % {"number": place},
                required=place == 1,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"options_{place}"] = forms.CharField(
                label=_("Phương án của câu %(number)s") % {"number": place},
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Mỗi phương án một dòng. Để trống là: đồng ý, không đồng ý, ý kiến khác."),
            )
        self.order_fields(
            [
                "title",
                "item",
                "body",
                "special_case",
                "delegated",
                "earlier_steps",
                "content",
                "documents",
                "day",
                "hour",
            ]
        )

    def _choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean_title(self) -> str:
        text = " ".join(legible(self.cleaned_data["title"]).split())
        if not text:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return text

    def asked(self, entry_id: int | None = None, item_id: int | None = None) -> ConsultationContent:
        """What was stated, once the form is valid."""
        typed = self.cleaned_data
        questions = [
            QuestionContent(
                " ".join(legible(typed[f"question_{place}"]).split()),
                "\n".join(
                    line.strip() for line in legible(typed[f"options_{place}"]).splitlines() if line.strip()
                ),
            )
            for place in range(1, self.count + 1)
        ]
        return ConsultationContent(
            title=typed["title"],
            body_id=typed["body"],
            closes_at=self.closes_at,
            questions=tuple(one for one in questions if one.text),
            content=legible(typed["content"]).replace("\r\n", "\n").strip(),
            documents=legible(typed["documents"]).replace("\r\n", "\n").strip(),
            special_case=legible(typed["special_case"]).strip(),
            earlier_steps=" ".join(legible(typed["earlier_steps"]).split()),
            delegated_id=typed["delegated"],
            entry_id=entry_id,
            item_id=typed["item"] if "item" in self.fields else item_id,
        )


def consultation_form(
    actor: Actor,
    row: Consultation | None,
    data: Any = None,
    initial: Mapping[str, Any] | None = None,
    items: Sequence[tuple[int, str]] = (),
) -> ConsultationForm:
    """The form with the bodies there are today, that of a row too, and the delegated matters in force.

    `items` are those of an agenda of which people may be asked.
    """
    today = clock.today()
    bodies = body_choices(actor, today)
    if row is not None and row.body_id not in dict(bodies):
        bodies.append((row.body_id, row.body.name))
    matters = delegated_matters(actor).filter(in_force_on(today))
    listed = [(one.pk, f"{one.matter} ({one.document})") for one in matters]
    return ConsultationForm(bodies, listed, data, initial, items)


def typed_of_consultation(row: Consultation) -> dict[str, Any]:
    """A consultation as the form holds it."""
    closes = clock.local(row.closes_at)
    typed: dict[str, Any] = {
        "title": row.title,
        "body": row.body_id,
        "item": row.item_id,
        "special_case": row.special_case,
        "earlier_steps": row.earlier_steps,
        "delegated": row.delegated_id,
        "content": row.content,
        "documents": row.documents,
        "day": f"{closes:%d/%m/%Y}",
        "hour": f"{closes:%H:%M}",
    }
    for question in row.questions.all():
        typed[f"question_{question.position}"] = question.text
        typed[f"options_{question.position}"] = question.options
    return typed


class SynthesisForm(forms.Form):
    """The synthesis of what was answered."""

    synthesis = forms.CharField(
        label=gettext_lazy("Tổng hợp ý kiến"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Bản đầu do hệ thống ghép: các ý gần giống đứng chung một dòng. Hãy sửa cho đúng ý."
        ),
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")


class ConsultationFilterForm(forms.Form):
    """What is looked for among the consultations."""

    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=200)
    tinh_trang = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), *Consultation.State.choices],
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def wanted(self) -> tuple[str, str]:
        """Words and state; what cannot be read asks for nothing."""
        self.is_valid()
        typed = getattr(self, "cleaned_data", {})
        return typed.get("q", ""), typed.get("tinh_trang", "")

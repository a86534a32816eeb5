"""Forms by which one answers an invitation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import ChosenField, DayField
from nghisu.foundation import clock
from nghisu.invitations.commands.replying import ReplyContent
from nghisu.invitations.commands.substitutes import Written
from nghisu.invitations.enums import Answer, Channel, Decides
from nghisu.invitations.queries.replies import NO_ANSWER

SITES = "diem-cau"


class ReplyForm(forms.Form):
    """Whether one comes, where, or why not, and who comes instead."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Đồng chí trả lời"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một câu trả lời.")},
    )
    site = forms.CharField(
        label=gettext_lazy("Điểm cầu"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": SITES, "autocomplete": "off"}),
        help_text=gettext_lazy("Chỉ ghi khi dự ở điểm cầu."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do vắng"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Chỉ ghi khi vắng mặt."),
    )
    substitute_person = ChosenField(label=gettext_lazy("Người dự thay trong đơn vị"), required=False)
    substitute_name = forms.CharField(
        label=gettext_lazy("Họ tên người dự thay"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chủ trì đồng ý thì người này được gửi giấy mời và tài liệu."),
    )
    substitute_title = forms.CharField(
        label=gettext_lazy("Chức vụ người dự thay"), required=False, max_length=300
    )
    substitute_email = forms.EmailField(label=gettext_lazy("Thư điện tử người dự thay"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        online: bool = True,
        colleagues: Iterable[tuple[int, str]] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        people = list(colleagues)
        if people:
            field = self.fields["substitute_person"]
            if isinstance(field, ChosenField):
                field.offer(people, ("", _("Không có")))
        else:
            del self.fields["substitute_person"]
        answers = [(one.value, one.label) for one in Answer if online or one is not Answer.ONLINE]
        choice = self.fields["answer"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = answers
        if not online:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        answer = typed.get("answer")
        if answer == Answer.ABSENT and not (typed.get("reason") or "").strip():
            self.add_error("reason", _("Hãy ghi lý do vắng để báo cáo chủ trì."))
        if answer == Answer.ONLINE and not (typed.get("site") or "").strip():
            self.add_error("site", _("Hãy ghi dự ở điểm cầu nào."))
        return typed

    def content(self) -> ReplyContent:
        """What was answered."""
        typed = self.cleaned_data
        return ReplyContent(
            answer=typed["answer"],
            site=typed.get("site") or "",
            reason=typed.get("reason") or "",
            substitute_name=typed.get("substitute_name") or "",
            substitute_title=typed.get("substitute_title") or "",
            substitute_email=typed.get("substitute_email") or "",
            substitute_person=typed.get("substitute_person"),
        )


class RecordedReplyForm(ReplyForm):
    """The same, told by telephone or on paper to whoever writes it down."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Trả lời bằng"),
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.PAPER)],
    )
    said_by = forms.CharField(
        label=gettext_lazy("Ai báo"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: đồng chí An, chuyên viên Văn phòng, gọi điện."),
    )


class DecisionForm(forms.Form):
    """What the chair says to a substitute, besides yes or no; from the office in which paper, too."""

    paper = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản của chủ trì"),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy ghi số văn bản mà chủ trì đã cho ý kiến.")},
    )
    paper_on = DayField(
        label=gettext_lazy("Ngày văn bản"),
        error_messages={"required": gettext_lazy("Hãy ghi ngày của văn bản.")},
    )
    note = forms.CharField(label=gettext_lazy("Ý kiến"), required=False, max_length=500)

    def __init__(self, part: Decides, key: int, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id=f"du-thay-{key}-%s")
        if part is not Decides.OFFICE:
            del self.fields["paper"]
            del self.fields["paper_on"]

    def clean_paper_on(self) -> date:
        day: date = self.cleaned_data["paper_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ngày văn bản không sau hôm nay."), code="later")
        return day

    def written(self) -> Written | None:
        """The paper, once the form is valid."""
        typed = self.cleaned_data
        return Written(typed["paper"], typed["paper_on"]) if "paper" in self.fields else None


class ReplyFilterForm(forms.Form):
    """What the list of answers is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Tên, chức vụ, đơn vị; không cần dấu")}
        ),
    )
    tra_loi = forms.ChoiceField(label=gettext_lazy("Trả lời"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data or {}, label_suffix="")
        field = self.fields["tra_loi"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Tất cả")),
                *((one.value, one.label) for one in Answer),
                (NO_ANSWER, _("Chưa trả lời")),
            ]

    def typed(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

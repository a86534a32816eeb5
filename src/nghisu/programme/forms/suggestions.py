"""Forms of calls for suggestions, of suggestions, and of what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import legible, nfc
from nghisu.programme.commands.calls import CallContent
from nghisu.programme.commands.sending import SuggestionContent
from nghisu.programme.forms.entry import DayField
from nghisu.programme.models import Suggestion
from nghisu.programme.queries.places import UnitNames
from nghisu.programme.queries.suggestion_choices import Asked


def _day(label: Any, help_text: Any, required: bool = True) -> DayField:
    return DayField(
        label=label,
        max_length=40,
        required=required,
        widget=forms.TextInput(attrs={"data-date": True, "autocomplete": "off"}),
        help_text=help_text,
    )


class CallForm(forms.Form):
    """Until when, and of whom, suggestions are asked for."""

    closes_on = _day(
        gettext_lazy("Nhận đề xuất đến hết ngày"),
        gettext_lazy("Ví dụ: 18/3/2026. Đề xuất gửi sau ngày này vẫn nhận, có ghi là gửi muộn."),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Mời các đơn vị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mọi đơn vị thuộc nhóm được chọn đều nhận thông báo."),
    )
    more = forms.CharField(
        label=gettext_lazy("Mời thêm đơn vị"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Ban chỉ đạo hoặc đơn vị khác, cách nhau bằng dấu chấm phẩy; gõ không dấu cũng được."
        ),
    )
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Mời từng thành viên của"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=gettext_lazy("Lời nhắn"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Định hướng nội dung, mẫu cần gửi kèm…"),
    )

    def __init__(
        self, asked: Asked, names: UnitNames, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.asked, self.names = asked, names
        _choose(self, "groups", [(code, f"{name} ({len(ids)})") for code, name, ids in asked.groups])
        _choose(self, "bodies", [(str(pk), name) for pk, name in asked.bodies])

    def clean_more(self) -> tuple[int, ...]:
        typed = [
            part.strip()
            for part in nfc(self.cleaned_data["more"]).replace("\n", ";").split(";")
            if part.strip()
        ]
        unknown = [name for name in typed if self.names.find(name) is None]
        if unknown:
            raise forms.ValidationError(
                _("Danh bạ không có đơn vị tên: %(names)s. Hãy ghi đúng tên hoặc tên ngắn.")
                % {"names": "; ".join(unknown)}
            )
        return tuple(pk for pk in (self.names.find(name) for name in typed) if pk is not None)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (typed["groups"] or typed["more"] or typed["bodies"]):
            self.add_error("groups", _("Hãy chọn ít nhất một nhóm đơn vị hoặc một tập thể để mời."))
        return typed

    def content(self) -> CallContent:
        """What was stated."""
        typed = self.cleaned_data
        units = {pk for code, _name, ids in self.asked.groups if code in typed["groups"] for pk in ids}
        return CallContent(
            closes_on=typed["closes_on"],
            note=typed["note"].strip(),
            organisation_ids=tuple(sorted(units | set(typed["more"]))),
            body_ids=tuple(sorted(int(pk) for pk in typed["bodies"])),
        )


class SuggestionForm(forms.Form):
    """What is suggested, and for whom one speaks."""

    speaks_for = forms.ChoiceField(label=gettext_lazy("Đề xuất của"))
    matter = forms.CharField(
        label=gettext_lazy("Nội dung đề xuất"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Việc cần đưa ra hội nghị, ghi như sẽ in trong chương trình."),
    )
    why = forms.CharField(
        label=gettext_lazy("Vì sao cần họp"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Việc gì phải bàn, quyết định; vì sao không giải quyết bằng văn bản được."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại hội nghị"))
    need = forms.CharField(
        label=gettext_lazy("Căn cứ phải họp"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Văn bản, kế hoạch nào yêu cầu, nếu có."),
    )
    wished = _day(
        gettext_lazy("Ngày mong muốn"),
        gettext_lazy("Ví dụ: 18/3/2026. Để trống nếu ngày nào cũng được."),
        False,
    )
    wished_text = forms.CharField(
        label=gettext_lazy("Hoặc khoảng thời gian"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Ví dụ: nửa cuối tháng 5."),
    )
    participants = forms.CharField(
        label=gettext_lazy("Thành phần"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        voices: Iterable[tuple[str, str]],
        kinds: Mapping[str, str],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        voices = list(voices)
        _choose(self, "speaks_for", voices)
        _choose(self, "kind", [("", _("Chưa chọn")), *kinds.items()])
        if len(voices) == 1:
            self.fields["speaks_for"].widget = forms.HiddenInput()
            self.fields["speaks_for"].initial = voices[0][0]

    def clean_matter(self) -> str:
        text = " ".join(legible(self.cleaned_data["matter"]).split())
        if not text:
            raise forms.ValidationError(self.fields["matter"].error_messages["required"], code="required")
        return text

    def organisation_id(self) -> int | None:
        """The unit one speaks for; None as a member, in person."""
        spoken = self.cleaned_data["speaks_for"]
        return int(spoken) if spoken else None

    def content(self) -> SuggestionContent:
        """What was stated."""
        typed = self.cleaned_data
        return SuggestionContent(
            matter=typed["matter"],
            why=typed["why"].strip(),
            kind=typed["kind"],
            need=typed["need"].strip(),
            wished=typed["wished"],
            wished_text=typed["wished_text"].strip(),
            participants=typed["participants"].strip(),
        )


class AnswerForm(forms.Form):
    """What becomes of a suggestion that is not taken in by itself, and the revision that the actor saw of it."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một kết quả.")},
    )
    joined = forms.ChoiceField(
        label=gettext_lazy("Gộp vào đề xuất"),
        required=False,
        widget=forms.Select(attrs={"data-combobox": True}),
        help_text=gettext_lazy("Chỉ chọn khi gộp."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Lý do, lời trả lời"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Đơn vị đề xuất sẽ đọc được đúng lời này."),
        error_messages={"required": gettext_lazy("Hãy ghi lý do để đơn vị đề xuất biết.")},
    )

    def __init__(self, others: Iterable[tuple[int, str]], revision: int, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"revision": revision})
        state = Suggestion.State
        _choose(
            self,
            "outcome",
            [
                (one.value, one.label)
                for one in (state.JOINED, state.BY_OPINION, state.DEFERRED, state.REFUSED)
            ],
        )
        _choose(self, "joined", [("", _("Chưa chọn")), *((str(pk), matter) for pk, matter in others)])

    def clean_revision(self) -> int:
        """What the page said; of one that says nothing, no revision at all."""
        seen = str(self.cleaned_data["revision"])
        return int(seen) if seen.isdecimal() and len(seen) < 10 else -1

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("outcome") == Suggestion.State.JOINED and not typed.get("joined"):
            self.add_error("joined", _("Hãy chọn đề xuất để gộp vào."))
        return typed


class SuggestionFilterForm(forms.Form):
    """What the list of suggestions is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Nội dung; không cần dấu")}
        ),
    )
    dot = forms.ChoiceField(label=gettext_lazy("Đợt"), required=False)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Any, calls: Iterable[tuple[int, str]]) -> None:
        super().__init__(data or {}, label_suffix="")
        everything = ("", _("Tất cả"))
        _choose(self, "dot", [everything, *((str(pk), name) for pk, name in calls)])
        states = [(one.value, one.label) for one in Suggestion.State]
        _choose(self, "tinh_trang", [everything, *states, ("late", _("Gửi muộn"))])


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)

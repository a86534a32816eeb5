"""Forms of moving, taking off and merging: few fields, the words of the office, nothing typed lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.conferences.hours import PartOfDay
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.addresses import FIRST_YEAR
from nghisu.programme.forms.entry import DayField
from nghisu.programme.models import Entry
from nghisu.programme.queries.consequences import Proposal, moved_to_day

PARTS = frozenset(part.value for part in PartOfDay)


class ReasonedForm(forms.Form):
    """Why, and by which document: asked of every act that people are told of."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mọi người được báo sẽ đọc lý do này."),
        error_messages={"required": gettext_lazy("Hãy ghi lý do; mọi người liên quan sẽ đọc lý do này.")},
    )
    document = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Số, ký hiệu văn bản hoặc ý kiến chỉ đạo, nếu có."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)

    @property
    def written(self) -> tuple[str, str]:
        """Reason and document, once the form is valid."""
        return self.cleaned_data["reason"].strip(), self.cleaned_data["document"].strip()


class WrittenForm(ReasonedForm):
    """Why a written opinion takes the place of a conference, and who allowed it."""

    document = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        max_length=200,
        help_text=gettext_lazy(
            "Văn bản hoặc ý kiến chỉ đạo cho lấy ý kiến thay cho họp; với việc đã ủy quyền, văn bản ủy quyền."
        ),
        error_messages={
            "required": gettext_lazy("Hãy ghi văn bản hoặc ý kiến chỉ đạo cho lấy ý kiến thay cho họp.")
        },
    )


class MoveForm(ReasonedForm):
    """To which day, hour and room. `proposal()` is it, as far as it can be read, whether or not a reason is given."""

    day = DayField(
        label=gettext_lazy("Ngày mới"),
        max_length=40,
        widget=forms.TextInput(attrs={"data-date": True, "autocomplete": "off"}),
        help_text=gettext_lazy("Ví dụ: 18/3/2026"),
    )
    hour = forms.TimeField(
        label=gettext_lazy("Giờ khai mạc"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"}),
        help_text=gettext_lazy("Để trống nếu giữ giờ cũ."),
        error_messages={"invalid": gettext_lazy("Giờ chưa đọc được. Ghi giờ và phút, ví dụ 08:30 hoặc 14h.")},
    )
    room = forms.ChoiceField(
        label=gettext_lazy("Địa điểm"), required=False, widget=forms.Select(attrs={"data-combobox": True})
    )

    field_order = ("day", "hour", "room", "reason", "document")

    def __init__(
        self,
        actor: Actor,
        entry: Entry,
        rooms: Sequence[tuple[int, str]],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.actor, self.entry = actor, entry
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        field.choices = [
            ("", entry.room_text or _("Chưa xếp phòng")),
            *((str(pk), name) for pk, name in rooms),
        ]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(_("Hãy kiểm tra lại năm của ngày mới."))
        return day

    def proposal(self) -> Proposal | None:
        """What is proposed; None while day or hour cannot be read."""
        self.is_valid()
        day: date | None = self.cleaned_data.get("day")
        if day is None or "hour" in self.errors or "room" in self.errors:
            return None
        hour: time | None = self.cleaned_data.get("hour")
        room = self.cleaned_data.get("room") or ""
        text = "" if room or self.entry.room_id else self.entry.room_text
        return moved_to_day(self.actor, self.entry, day, hour, int(room) if room else None, text)


class MergeForm(ReasonedForm):
    """Into which conference, and what the one that is held is then called."""

    into = forms.ChoiceField(
        label=gettext_lazy("Gộp vào hội nghị"),
        widget=forms.Select(attrs={"data-combobox": True}),
        error_messages={"required": gettext_lazy("Hãy chọn hội nghị sẽ họp chung.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Tên chung sau khi gộp"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Để trống thì ghép tên của hai hội nghị."),
    )

    field_order = ("into", "title", "reason", "document")

    def __init__(
        self,
        others: Sequence[Entry],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        field.choices = [
            ("", ""),
            *((str(one.pk), f"{clock.local(one.opening):%d/%m/%Y} · {one.title}") for one in others),
        ]

    def into_id(self) -> int | None:
        """The conference chosen; None while none is."""
        self.is_valid()
        chosen = self.cleaned_data.get("into")
        return int(chosen) if chosen else None


def opened_with(entry: Entry, asked: Mapping[str, str], proposal_hour: str = "") -> dict[str, str]:
    """What the form of a move opens with: the day and hour asked for in the address, else those it has."""
    opening = clock.local(entry.opening)
    try:
        day = date.fromisoformat(asked.get("ngay", ""))
    except ValueError:
        day = opening.date()
    return {
        "day": f"{day:%d/%m/%Y}",
        "hour": proposal_hour or f"{opening:%H:%M}",
        "room": str(entry.room_id or ""),
    }

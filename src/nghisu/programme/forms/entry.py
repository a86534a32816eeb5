"""The form of a conference: one column, the words of the office, nothing typed lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.text import legible, nfc
from nghisu.foundation import clock
from nghisu.foundation.sheets.written_dates import NotADay, read_day
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.enums import form_names, part_names, scale_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.choices import Choices

LONGEST = timedelta(days=7)
APPRAISED = {"": None, "yes": True, "no": False}


class DayField(forms.CharField):
    """A day as people write it: 18/3/2026, 18-03-2026, 2026-03-18, ngày 18 tháng 3 năm 2026."""

    def clean(self, value: Any) -> Any:
        text = nfc(super().clean(value))
        if not text:
            return None
        try:
            when = read_day(text, _)
        except NotADay as problem:
            raise forms.ValidationError(f"{problem.message} {problem.way_out}") from None
        if when.until or when.hour:
            raise forms.ValidationError(_("Chỉ ghi một ngày, ví dụ 18/03/2026; giờ và ngày cuối có ô riêng."))
        return when.on


class EntryForm(forms.Form):
    """What a person states of a conference. `content()` is it, once the form is valid."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại hội nghị"))
    title = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Tên hội nghị và việc chính, như sẽ in trong chương trình."),
    )
    unscheduled = forms.BooleanField(
        label=gettext_lazy("Họp đột xuất, không có trong chương trình"),
        required=False,
        help_text=gettext_lazy(
            "Hội nghị đột xuất được miễn một số thời hạn; bảng bên cạnh cho biết thời hạn nào."
        ),
    )
    day = DayField(
        label=gettext_lazy("Ngày khai mạc"),
        max_length=40,
        widget=forms.TextInput(attrs={"data-date": True, "autocomplete": "off"}),
        help_text=gettext_lazy("Ví dụ: 18/3/2026"),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Buổi"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn buổi, hoặc ghi giờ khai mạc.")},
    )
    hour = forms.TimeField(
        label=gettext_lazy("Giờ khai mạc"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off", "inputmode": "text"}),
        error_messages={"invalid": gettext_lazy("Giờ chưa đọc được. Ghi giờ và phút, ví dụ 08:30 hoặc 14h.")},
    )
    last_day = DayField(
        label=gettext_lazy("Ngày bế mạc"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"data-date": True, "autocomplete": "off"}),
        help_text=gettext_lazy("Để trống nếu bế mạc cùng ngày."),
    )
    closing_hour = forms.TimeField(
        label=gettext_lazy("Giờ bế mạc"),
        required=False,
        help_text=gettext_lazy("Ví dụ: 11:30"),
        widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Giờ chưa đọc được. Ghi giờ và phút, ví dụ 11:30 hoặc 17h.")},
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn hình thức họp.")},
    )
    room = forms.ChoiceField(
        label=gettext_lazy("Địa điểm"), required=False, widget=forms.Select(attrs={"data-combobox": True})
    )
    room_text = forms.CharField(
        label=gettext_lazy("Địa điểm khác"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ ghi khi nơi họp không có trong danh sách phòng."),
    )
    scale = forms.ChoiceField(label=gettext_lazy("Phạm vi"), required=False)
    chair = forms.ChoiceField(label=gettext_lazy("Chủ trì"), required=False)
    chair_text = forms.CharField(
        label=gettext_lazy("Chủ trì khác"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ ghi khi không phải một trong các tập thể ở trên."),
    )
    preparing = forms.ChoiceField(
        label=gettext_lazy("Cơ quan chuẩn bị"),
        required=False,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    preparing_text = forms.CharField(
        label=gettext_lazy("Cơ quan chuẩn bị khác"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ ghi khi cơ quan không có trong danh bạ."),
    )
    coordinating = forms.CharField(
        label=gettext_lazy("Cơ quan phối hợp"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Cách nhau bằng dấu chấm phẩy; gõ không dấu cũng nhận ra cơ quan trong danh bạ."
        ),
    )
    participants = forms.CharField(
        label=gettext_lazy("Thành phần"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    delegates = forms.IntegerField(
        label=gettext_lazy("Số đại biểu"),
        required=False,
        min_value=1,
        max_value=2_000_000,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Số đại biểu phải là một số, ví dụ 180.")},
    )
    carries_appraised = forms.ChoiceField(
        label=gettext_lazy("Có chương trình, đề án, báo cáo chuyên đề phải thẩm định"),
        required=False,
        help_text=gettext_lazy(
            "Để theo loại thì hệ thống tự ghi Có khi nội dung hoặc bộ tài liệu có văn bản như vậy: phải gửi thẩm định "
            "trước 10 ngày."
        ),
    )
    number = forms.IntegerField(
        label=gettext_lazy("Số thứ tự trong chương trình"),
        required=False,
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, choices: Choices, data: Any = None, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.known = choices
        hours = choices.hours
        nothing = ("", _("Chưa chọn"))
        self._choose("kind", [nothing, *choices.kinds.items()])
        self._choose("part", part_names().items())
        self._choose("form", form_names().items())
        self._choose("scale", [nothing, *scale_names().items()])
        self._choose("chair", [nothing, *choices.chairs.items()])
        self._choose("preparing", [nothing, *((str(pk), name) for pk, name in choices.units)])
        self._choose("room", [nothing, *((str(pk), name) for pk, name in choices.rooms)])
        self._choose(
            "carries_appraised", [("", _("Theo loại hội nghị")), ("yes", _("Có")), ("no", _("Không"))]
        )
        self.fields["hour"].help_text = _(
            "Để trống thì theo buổi: sáng %(morning)s, chiều %(afternoon)s, tối %(evening)s."
        ) % {
            "morning": f"{hours.morning:%H:%M}",
            "afternoon": f"{hours.afternoon:%H:%M}",
            "evening": f"{hours.evening:%H:%M}",
        }

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean_title(self) -> str:
        title = legible(self.cleaned_data["title"]).strip()
        if not title:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        day, hour, part = typed.get("day"), typed.get("hour"), typed.get("part")
        if not part and hour is not None:
            # The hour says which part of the day it is.
            typed["part"] = part = self.known.hours.part_of(hour).value
            self.errors.pop("part", None)
        elif hour is not None and part != PartOfDay.WHOLE_DAY.value:
            meant = self.known.hours.part_of(hour).value
            if part and part != meant:
                self.add_error(
                    "hour",
                    _("Giờ %(hour)s không thuộc buổi đã chọn (%(part)s). Hãy sửa giờ hoặc chọn lại buổi.")
                    % {"hour": f"{hour:%H:%M}", "part": part_names()[part].lower()},
                )
        if day is not None and part:
            typed["opening"] = self._opening(day, hour, part)
            self._close(typed)
        return typed

    def _opening(self, day: date, hour: time | None, part: str) -> datetime:
        at = (
            datetime.combine(day, hour)
            if hour is not None
            else self.known.hours.opening(day, PartOfDay(part))
        )
        return at.replace(tzinfo=clock.VIETNAM)

    def _close(self, typed: dict[str, Any]) -> None:
        last, hour = typed.get("last_day"), typed.get("closing_hour")
        typed["closing"] = None
        if last is None and hour is None:
            return
        opening: datetime = typed["opening"]
        day = last or opening.date()
        end = hour or self.known.hours.afternoon_end
        closing = datetime.combine(day, end, tzinfo=clock.VIETNAM)
        if closing <= opening:
            self.add_error(
                "last_day" if last is not None and last < opening.date() else "closing_hour",
                _("Bế mạc phải sau khai mạc (%(at)s).") % {"at": f"{opening:%H:%M %d/%m/%Y}"},
            )
        elif closing - opening > LONGEST:
            self.add_error("last_day", _("Hội nghị không kéo dài quá 7 ngày. Hãy kiểm tra lại ngày bế mạc."))
        else:
            typed["closing"] = closing

    def content(self) -> EntryContent | None:
        """What was stated; None as long as it is not even known which kind of conference, and when."""
        typed = self.cleaned_data
        if not typed.get("kind") or not typed.get("opening"):
            return None
        preparing = int(typed["preparing"]) if typed.get("preparing") else None
        coordinating = [
            part.strip() for part in nfc(typed.get("coordinating", "")).split(";") if part.strip()
        ]
        found = [(name, self.known.names.find(name)) for name in coordinating]
        names = dict(self.known.names.names)
        delegates, number = typed.get("delegates"), typed.get("number")
        return EntryContent(
            title=" ".join(nfc(typed.get("title", "")).split()),
            kind=typed["kind"],
            opening=typed["opening"],
            closing=typed.get("closing"),
            part=typed["part"],
            form=typed.get("form", ""),
            scale=typed.get("scale", ""),
            number=number,
            unscheduled=typed.get("unscheduled", False),
            chair=typed.get("chair", ""),
            chair_text=self.known.chairs.get(typed.get("chair", ""), typed.get("chair_text", "")),
            preparing_id=preparing,
            preparing_text=names.get(preparing, "") if preparing else typed.get("preparing_text", ""),
            coordinating_ids=tuple(sorted({pk for _name, pk in found if pk is not None})),
            coordinating_text="; ".join(names[pk] if pk is not None else name for name, pk in found)[:500],
            room_id=int(typed["room"]) if typed.get("room") else None,
            room_text=typed.get("room_text", ""),
            participants=typed.get("participants", ""),
            delegates=delegates,
            carries_appraised=APPRAISED.get(typed.get("carries_appraised", "")),
            note=typed.get("note", ""),
        )


def typed_from(stated: Mapping[str, Any]) -> dict[str, str]:
    """What a person would have typed to state this: the fields of the form from the columns of an entry.

    Instants may be given as ISO 8601 text too, as the audit trail keeps them.
    """
    opening, closing = _local(stated["opening"]), _local(stated.get("closing"))
    if opening is None:
        raise ValueError("a conference has an opening")
    same_day = closing is not None and closing.date() == opening.date()
    appraised = {spelled: code for code, spelled in APPRAISED.items()}
    return {
        "kind": stated["kind"],
        "title": stated["title"],
        "unscheduled": "on" if stated.get("unscheduled") else "",
        "day": f"{opening:%d/%m/%Y}",
        "part": stated.get("part") or "",
        "hour": f"{opening:%H:%M}",
        "last_day": f"{closing:%d/%m/%Y}" if closing and not same_day else "",
        "closing_hour": f"{closing:%H:%M}" if closing else "",
        "form": stated.get("form") or "",
        "room": str(stated.get("room_id") or ""),
        "room_text": stated.get("room_text") or "",
        "scale": stated.get("scale") or "",
        "chair": stated.get("chair") or "",
        "chair_text": "" if stated.get("chair") else stated.get("chair_text") or "",
        "preparing": str(stated.get("preparing_id") or ""),
        "preparing_text": "" if stated.get("preparing_id") else stated.get("preparing_text") or "",
        "coordinating": stated.get("coordinating_text") or "",
        "participants": stated.get("participants") or "",
        "delegates": str(stated.get("delegates") or ""),
        "carries_appraised": appraised[stated.get("carries_appraised")],
        "number": str(stated.get("number") or ""),
        "note": stated.get("note") or "",
    }


def typed_of(entry: Entry) -> dict[str, str]:
    """The form of an entry as it stands."""
    names = (name for name in EntryContent.__dataclass_fields__ if name != "coordinating_ids")
    return typed_from({name: getattr(entry, name) for name in names})


def _local(at: datetime | str | None) -> datetime | None:
    if not at:
        return None
    return clock.local(datetime.fromisoformat(at) if isinstance(at, str) else at)

"""What an office types when it enters afterwards what it did before it kept its work here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import legible, nfc
from nghisu.directory.forms.controls import AskedDayField, ChosenField, DayField
from nghisu.foundation import clock
from nghisu.programme.queries.past import PastConference, PastDuty, PastWanted
from nghisu.rulebook.commands import Past
from nghisu.rulebook.forms import LONGEST_NOTE

QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}


class PastFilterForm(forms.Form):
    """What the list of past duties is narrowed to. What cannot be read asks for nothing."""

    q = forms.CharField(
        label=gettext_lazy("Tìm hội nghị"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Nội dung, đơn vị; không cần dấu")}
        ),
    )
    quy = ChosenField(label=gettext_lazy("Quý"), required=False)
    don_vi = ChosenField(label=gettext_lazy("Cơ quan chuẩn bị"), required=False)
    den_ngay = AskedDayField(label=gettext_lazy("Việc đến hết ngày"), required=False)

    def __init__(self, data: Mapping[str, Any], units: Iterable[tuple[int, str]]) -> None:
        super().__init__(data, label_suffix="")
        for name, choices in (
            ("quy", [(number, _("Quý %s") % roman) for number, roman in QUARTERS.items()]),
            ("don_vi", list(units)),
        ):
            field = self.fields[name]
            if isinstance(field, ChosenField):
                field.offer(choices)
        self.fields["quy"].widget.attrs.pop("data-combobox", None)

    def wanted(self) -> PastWanted:
        """What was asked for; never a day to come."""
        self.is_valid()
        typed, today = self.cleaned_data, clock.today()
        return PastWanted(
            until=min(typed.get("den_ngay") or today, today),
            text=typed.get("q", ""),
            quarter=typed.get("quy"),
            unit=typed.get("don_vi"),
        )


class PastChoiceForm(forms.Form):
    """How the chosen duties are entered: done, each on its day or all on one; or not arisen."""

    what = forms.ChoiceField(
        label=gettext_lazy("Các việc đã chọn"),
        choices=[
            ("done", gettext_lazy("Đã làm")),
            ("not-applicable", gettext_lazy("Không phát sinh lần ấy")),
        ],
        initial="done",
        widget=forms.RadioSelect,
    )
    days = forms.ChoiceField(
        label=gettext_lazy("Ngày đã làm"),
        help_text=gettext_lazy(
            "Bước sau còn sửa được từng việc. Ngày ghi ở đây là ngày làm, không phải ngày nhập."
        ),
        choices=[
            (
                "legal",
                gettext_lazy("Mỗi việc theo ngày phải làm của nó; việc không có ngày thì theo ngày khai mạc"),
            ),
            ("one", gettext_lazy("Tất cả cùng một ngày")),
        ],
        initial="legal",
        widget=forms.RadioSelect,
    )
    day = DayField(
        label=gettext_lazy("Ngày chung"),
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi chọn cùng một ngày."),
    )
    note = forms.CharField(
        label=gettext_lazy("Số văn bản, ghi chú"),
        help_text=gettext_lazy("Ví dụ: 125-CV/VPTU. Không phát sinh thì ghi lý do."),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["note"] = legible(nfc(cleaned.get("note") or "")).strip()
        if cleaned.get("what") == "not-applicable":
            if not cleaned["note"] and "note" not in self.errors:
                self.add_error("note", _("Hãy ghi lý do, ví dụ: hội nghị không có tài liệu mật cần thu hồi."))
        elif cleaned.get("days") == "one" and "day" not in self.errors:
            if not cleaned.get("day"):
                self.add_error("day", _("Hãy ghi ngày chung, hoặc chọn mỗi việc theo ngày phải làm của nó."))
            elif cleaned["day"] > clock.today():
                self.add_error("day", _("Ngày đã làm không thể sau hôm nay."))
        return cleaned


class PastLine:
    """One duty of the preview as it will be recorded, with what was typed and what is wrong with it."""

    def __init__(self, duty: PastDuty, day: str, note: str, not_applicable: bool) -> None:
        self.duty, self.day, self.note = duty, day, note
        self.not_applicable = not_applicable
        self.day_error = self.note_error = ""

    @property
    def day_name(self) -> str:
        return f"day-{self.duty.pk}"

    @property
    def note_name(self) -> str:
        return f"note-{self.duty.pk}"

    @property
    def fault_id(self) -> str:
        return f"fault-{self.duty.pk}"

    def read(self) -> Past | None:
        """What is to be recorded, or None with the fault said beside the field."""
        note = legible(nfc(self.note)).strip()
        if len(note) > LONGEST_NOTE:
            self.note_error = _("Ghi chú dài quá %(most)d chữ.") % {"most": LONGEST_NOTE}
        if self.not_applicable:
            if not note:
                self.note_error = _("Hãy ghi lý do, ví dụ: hội nghị không có tài liệu mật cần thu hồi.")
            return None if self.note_error else Past(self.duty.pk, clock.today(), note, not_applicable=True)
        on = self._day()
        return None if on is None or self.note_error else Past(self.duty.pk, on, note)

    def _day(self) -> date | None:
        try:
            on = DayField(error_messages={"required": _("Hãy ghi ngày đã làm.")}).clean(self.day)
        except forms.ValidationError as error:
            self.day_error = str(error.messages[0])
            return None
        if on > clock.today():
            self.day_error = _("Ngày đã làm không thể sau hôm nay.")
            return None
        return date(on.year, on.month, on.day)


class PastGroup:
    """A conference of the preview with its lines."""

    def __init__(self, conference: PastConference, lines: list[PastLine]) -> None:
        self.conference, self.lines = conference, lines

    @property
    def faulty(self) -> bool:
        return any(line.day_error or line.note_error for line in self.lines)


def proposed(conferences: Iterable[PastConference], choice: Mapping[str, Any]) -> list[PastGroup]:
    """What a choice gives for each duty: its day and its note, for the preview."""
    aside = choice["what"] == "not-applicable"
    common: date | None = choice.get("day") if choice["days"] == "one" else None
    return [
        PastGroup(
            one,
            [PastLine(duty, f"{common or duty.on:%d/%m/%Y}", choice["note"], aside) for duty in one.duties],
        )
        for one in conferences
    ]


def typed_lines(
    conferences: Iterable[PastConference], typed: Mapping[str, str], aside: bool
) -> list[PastGroup]:
    """The preview as it was sent back, each line with what stands in it."""
    return [
        PastGroup(
            one,
            [
                PastLine(duty, typed.get(f"day-{duty.pk}", ""), typed.get(f"note-{duty.pk}", ""), aside)
                for duty in one.duties
            ],
        )
        for one in conferences
    ]

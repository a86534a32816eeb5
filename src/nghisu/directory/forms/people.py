from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.directory.commands import AppointmentContent, PersonContent
from nghisu.directory.forms.controls import ChosenField, DayField
from nghisu.directory.models import Appointment, Person

CHOOSE = ("", _("Chọn chức danh"))


class PersonForm(forms.Form):
    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    gender = forms.ChoiceField(
        label=_("Giới tính"),
        required=False,
        choices=[("", _("Không ghi")), ("f", _("Nữ")), ("m", _("Nam"))],
    )
    honorific = forms.CharField(
        label=_("Học hàm, học vị, cấp bậc"),
        required=False,
        max_length=40,
        help_text=_("Ghi trước họ tên, ví dụ: TS."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=30)

    def person(self) -> PersonContent:
        typed = self.cleaned_data
        return PersonContent(
            typed["full_name"], typed["gender"], typed["honorific"], typed["email"], typed["phone"]
        )

    @staticmethod
    def particulars_of(person: Person) -> dict[str, object]:
        """What the form holds when a person's particulars are to be corrected."""
        return {
            "full_name": person.full_name,
            "gender": person.gender,
            "honorific": person.honorific,
            "email": person.email,
            "phone": person.phone,
        }


class DaysForm(forms.Form):
    """From when until when a position is held, and by which decision."""

    since = DayField(label=_("Giữ chức từ ngày"))
    until = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết ngày thôi giữ chức.")
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: số và ngày của quyết định."),
    )

    def content(self) -> AppointmentContent:
        typed = self.cleaned_data
        return AppointmentContent(typed["since"], typed["until"], typed["note"])

    @staticmethod
    def shown(appointment: Appointment) -> dict[str, object]:
        """What the form holds when an appointment is to be corrected."""
        return {"since": appointment.since, "until": appointment.until, "note": appointment.note}


class AppointmentForm(DaysForm):
    position = ChosenField(
        label=_("Chức danh"), empty=CHOOSE, help_text=_("Gõ vài chữ của tên chức danh, không cần dấu.")
    )
    field_order: tuple[str, ...] = ("position", "since", "until", "note")

    def offer(self, positions: list[tuple[int, str]]) -> None:
        field = self.fields["position"]
        if isinstance(field, ChosenField):
            field.offer(positions, CHOOSE)


class NewPersonForm(PersonForm, AppointmentForm):
    """A person enters the directory with the position that makes them part of this committee."""

    field_order = (
        "full_name",
        "gender",
        "honorific",
        "email",
        "phone",
        "position",
        "since",
        "until",
        "note",
    )


class EndForm(forms.Form):
    until = DayField(label=_("Ngày cuối cùng giữ chức"), help_text=_("Ngày này vẫn còn giữ chức."))
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: số và ngày của quyết định. Để trống thì giữ ghi chú cũ."),
    )

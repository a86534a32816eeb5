from __future__ import annotations

from datetime import date

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from nghisu.directory.commands import OrganisationContent
from nghisu.directory.forms.controls import NONE, ChosenField, DayField
from nghisu.directory.models import Organisation

FIVE_DIGITS = RegexValidator(r"^\d{5}$", _("Mã xã, phường có đúng năm chữ số, ví dụ 00070."))


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=Organisation.Kind.choices)
    bloc = forms.ChoiceField(label=_("Khối"), choices=Organisation.Bloc.choices)
    tier = forms.TypedChoiceField(label=_("Cấp"), coerce=int, choices=Organisation.Tier.choices)
    superior = ChosenField(label=_("Trực thuộc"), required=False, empty=NONE)
    place = forms.CharField(
        label=_("Mã xã, phường"),
        required=False,
        validators=[FIVE_DIGITS],
        help_text=_("Chỉ với cơ quan của một xã, phường."),
    )
    address = forms.CharField(
        label=_("Địa chỉ nhận thư"),
        max_length=200,
        required=False,
        help_text=_("Ghi trên nhãn khi gửi bưu điện: số nhà, đường, xã phường, tỉnh."),
    )
    since = DayField(label=_("Có từ ngày"), help_text=_("Ngày thành lập hoặc ngày bắt đầu hoạt động."))

    def offer(self, organisations: list[tuple[int, str]]) -> None:
        field = self.fields["superior"]
        if isinstance(field, ChosenField):
            field.offer(organisations, NONE)

    def content(self) -> OrganisationContent:
        typed = self.cleaned_data
        return OrganisationContent(
            name=typed["name"],
            short_name=typed["short_name"],
            kind=typed["kind"],
            bloc=typed["bloc"],
            tier=typed["tier"],
            superior_id=typed["superior"],
            place=typed["place"],
            address=typed["address"],
            since=typed["since"],
        )

    @staticmethod
    def shown(organisation: Organisation) -> dict[str, object]:
        """What the form holds when a unit is to be corrected."""
        return {
            "name": organisation.name,
            "short_name": organisation.short_name,
            "kind": organisation.kind,
            "bloc": organisation.bloc,
            "tier": organisation.tier,
            "superior": organisation.superior_id,
            "place": organisation.place,
            "address": organisation.address,
            "since": organisation.since,
        }


class LastDayForm(forms.Form):
    """The last day of something. What has ended already may be opened again by leaving the day empty."""

    until = DayField(label=_("Ngày cuối cùng"), help_text=_("Ngày này vẫn còn hiệu lực."))

    def __init__(self, *args: object, ended: date | None = None, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as given
        if ended is not None:
            self.fields["until"].required = False
            self.fields["until"].help_text = _("Để trống nếu vẫn còn.")
            self.initial.setdefault("until", ended)


class LastDayOfOrganisationForm(LastDayForm):
    with_people = forms.BooleanField(
        label=_("Thôi giữ chức luôn"),
        required=False,
        help_text=_("Mọi người đang giữ chức trong cơ quan thôi giữ chức sau ngày này."),
    )

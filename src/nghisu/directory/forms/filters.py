from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.directory.forms.controls import ANY, AskedDayField, ChosenField, HyphenForm
from nghisu.directory.models import Organisation
from nghisu.directory.queries import OrganisationFilter, PersonFilter, PositionFilter, RoomFilter


class DayForm(HyphenForm):
    """The day asked about. A field that cannot be read asks for nothing."""

    ngay = AskedDayField(label=_("Tại ngày"), required=False)

    def typed(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return self.cleaned_data

    def on(self, today: date) -> date:
        """The day asked about; today if none was, or none that can be read."""
        asked: date | None = self.typed().get("ngay")
        return asked or today


class FilterForm(DayForm):
    """What is asked of a list: words, and the day asked about."""

    q = forms.CharField(
        label=_("Tìm"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    field_order = ("q", "ngay")

    @property
    def asks(self) -> bool:
        """Whether anything but the day is asked."""
        return any(value not in ("", None, False) for name, value in self.typed().items() if name != "ngay")


class OrganisationFilterForm(FilterForm):
    loai = forms.ChoiceField(label=_("Loại"), required=False, choices=[ANY, *Organisation.Kind.choices])
    khoi = forms.ChoiceField(label=_("Khối"), required=False, choices=[ANY, *Organisation.Bloc.choices])
    cap = forms.TypedChoiceField(
        label=_("Cấp"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[ANY, *Organisation.Tier.choices],
    )

    def wanted(self) -> OrganisationFilter:
        typed = self.typed()
        return OrganisationFilter(
            typed.get("q", ""), typed.get("loai", ""), typed.get("khoi", ""), typed.get("cap")
        )


class PersonFilterForm(FilterForm):
    don_vi = ChosenField(label=_("Đơn vị"), required=False)
    tap_the = ChosenField(label=_("Tập thể"), required=False)
    chuc_danh = forms.ChoiceField(label=_("Chức danh"), required=False, choices=[ANY])

    def offer(
        self,
        organisations: list[tuple[int, str]],
        bodies: list[tuple[int, str]],
        titles: list[tuple[str, str]],
    ) -> None:
        _chosen(self, "don_vi").offer(organisations)
        _chosen(self, "tap_the").offer(bodies)
        field = self.fields["chuc_danh"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *titles]

    def wanted(self) -> PersonFilter:
        typed = self.typed()
        return PersonFilter(
            typed.get("q", ""), typed.get("don_vi"), typed.get("tap_the"), typed.get("chuc_danh", "")
        )


class PositionFilterForm(FilterForm):
    don_vi = ChosenField(label=_("Đơn vị"), required=False)
    tap_the = ChosenField(label=_("Tập thể"), required=False)
    trong = forms.BooleanField(label=_("Chưa có người giữ"), required=False)

    def offer(self, organisations: list[tuple[int, str]], bodies: list[tuple[int, str]]) -> None:
        _chosen(self, "don_vi").offer(organisations)
        _chosen(self, "tap_the").offer(bodies)

    def wanted(self) -> PositionFilter:
        typed = self.typed()
        return PositionFilter(
            typed.get("q", ""), typed.get("don_vi"), typed.get("tap_the"), typed.get("trong", False)
        )


class RoomFilterForm(FilterForm):
    cho = forms.IntegerField(label=_("Từ số chỗ"), required=False, min_value=1, max_value=100_000)

    def wanted(self) -> RoomFilter:
        typed = self.typed()
        return RoomFilter(typed.get("q", ""), typed.get("cho"))


def _chosen(form: forms.Form, name: str) -> ChosenField:
    field = form.fields[name]
    if not isinstance(field, ChosenField):
        raise TypeError(f"{name} is not a field to choose from")
    return field

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.directory.commands import RoomContent
from nghisu.directory.forms.controls import DayField
from nghisu.directory.models import Room


class RoomForm(forms.Form):
    name = forms.CharField(label=_("Tên phòng"), max_length=200)
    place = forms.CharField(
        label=_("Địa điểm"), required=False, max_length=200, help_text=_("Trụ sở, tòa nhà, tầng.")
    )
    capacity = forms.IntegerField(label=_("Số chỗ"), required=False, min_value=1, max_value=100_000)
    since = DayField(label=_("Dùng từ ngày"))

    def content(self) -> RoomContent:
        typed = self.cleaned_data
        return RoomContent(typed["name"], typed["since"], typed["place"], typed["capacity"])

    @staticmethod
    def shown(room: Room) -> dict[str, object]:
        """What the form holds when a room is to be corrected."""
        return {"name": room.name, "place": room.place, "capacity": room.capacity, "since": room.since}

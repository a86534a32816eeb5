from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.directory.commands import PositionContent
from nghisu.directory.forms.controls import NONE, ChosenField, DayField
from nghisu.directory.models import Position

OWN_TITLE = ("", _("Chức danh riêng, chưa có thứ tự"))


class PositionForm(forms.Form):
    title = forms.CharField(
        label=_("Tên chức danh"),
        max_length=200,
        help_text=_("Ghi đủ cả tên cơ quan, ví dụ: Trưởng Ban Tổ chức Thành ủy."),
    )
    title_code = forms.ChoiceField(
        label=_("Thứ tự như"),
        required=False,
        choices=[OWN_TITLE],
        help_text=_("Dùng để sắp xếp theo thứ tự chức danh."),
    )
    organisation = ChosenField(label=_("Thuộc cơ quan"), required=False, empty=NONE)
    body = ChosenField(label=_("Thuộc tập thể"), required=False, empty=NONE)
    seats = forms.IntegerField(
        label=_("Số người cùng giữ"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Chức danh chỉ một người giữ thì ghi 1. Để trống nếu không giới hạn."),
    )
    since = DayField(label=_("Có từ ngày"))

    def offer(
        self,
        organisations: list[tuple[int, str]],
        bodies: list[tuple[int, str]],
        titles: list[tuple[str, str]],
    ) -> None:
        for name, choices in (("organisation", organisations), ("body", bodies)):
            field = self.fields[name]
            if isinstance(field, ChosenField):
                field.offer(choices, NONE)
        title = self.fields["title_code"]
        if isinstance(title, forms.ChoiceField):
            title.choices = [OWN_TITLE, *titles]

    def content(self) -> PositionContent:
        typed = self.cleaned_data
        return PositionContent(
            title=typed["title"],
            title_code=typed["title_code"],
            organisation_id=typed["organisation"],
            body_id=typed["body"],
            seats=typed["seats"],
            since=typed["since"],
        )

    @staticmethod
    def shown(position: Position) -> dict[str, object]:
        """What the form holds when a position is to be corrected."""
        return {
            "title": position.title,
            "title_code": position.title_code,
            "organisation": position.organisation_id,
            "body": position.body_id,
            "seats": position.seats,
            "since": position.since,
        }

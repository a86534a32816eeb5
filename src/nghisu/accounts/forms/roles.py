from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.forms.controls import ChosenField, DayField

WHOLE = ("", _("Toàn cấp ủy"))


class PositionRoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[
            (role.value, _(ROLE_NAMES[role])) for role in Role if role != Role.INSTALLATION_ADMINISTRATOR
        ],
    )
    organisation = ChosenField(
        label=_("Làm thay cho đơn vị"),
        required=False,
        empty=WHOLE,
        help_text=_("Để trống thì giữ vai trò trong toàn cấp ủy."),
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết."))

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        field = self.fields["organisation"]
        if isinstance(field, ChosenField):
            field.offer(list(organisations), WHOLE)


class EndRoleForm(forms.Form):
    vai_tro = forms.IntegerField(widget=forms.HiddenInput())
    until = DayField(label=_("Ngày cuối cùng có vai trò này"))

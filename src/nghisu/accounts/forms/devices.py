from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.models import Device


class DeviceCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã của thiết bị"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class DeviceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại thiết bị"), choices=Device.Kind.choices)
    name = forms.CharField(
        label=_("Tên để nhận ra"), max_length=80, help_text=_("Ví dụ: Màn hình lớn, hội trường tầng 2.")
    )

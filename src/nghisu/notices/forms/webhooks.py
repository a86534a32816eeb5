from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.core.text import legible, nfc
from nghisu.notices.adapters.addresses import LONGEST_URL, AddressRefused, networks_inside, read_url
from nghisu.notices.events import public_events


class WebhookForm(forms.Form):
    """Which program is told, where, of what."""

    name = forms.CharField(
        label=_("Báo cho phần mềm nào"),
        max_length=100,
        help_text=_("Ví dụ: Phần mềm quản lý văn bản của văn phòng"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    url = forms.CharField(
        label=_("Địa chỉ nhận tin"),
        max_length=LONGEST_URL,
        help_text=_("Người cài phần mềm kia cho biết; bắt đầu bằng https://"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url", "spellcheck": "false"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Báo những việc nào"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một việc cần báo.")},
    )
    inside = forms.BooleanField(
        label=_("Máy nhận nằm trong mạng nội bộ của cơ quan"),
        required=False,
        help_text=_("Chỉ chọn khi đã hỏi người quản trị mạng. Khi đó địa chỉ http:// cũng được nhận."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        field = self.fields["events"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  the form's own field
        field.choices = list(public_events().items())
        if not networks_inside():
            del self.fields["inside"]

    def clean_name(self) -> str:
        name = " ".join(legible(nfc(self.cleaned_data["name"])).split())
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("url"):
            try:
                read_url(typed["url"], inside=bool(typed.get("inside")))
            except AddressRefused as refusal:
                self.add_error("url", str(refusal))
        return typed

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.queries.listing import Wanted


class ListForm(forms.Form):
    """What a list of approvals is narrowed to."""

    muc = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label=gettext_lazy("Tìm theo tên"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    loai = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Any, kinds: Iterable[tuple[str, str]], *, with_states: bool, box: str) -> None:
        super().__init__(data or {}, label_suffix="")
        self.fields["muc"].initial = box
        self._field("loai").choices = [("", _("Tất cả")), *kinds]
        if with_states:
            self._field("tinh_trang").choices = [("", _("Tất cả")), *ApprovalState.choices]
        else:
            del self.fields["tinh_trang"]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  it is declared so above
        return field

    def wanted(self) -> Wanted:
        """What was asked for; a field that cannot be read asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(typed.get("q", ""), typed.get("loai", ""), typed.get("tinh_trang", ""))

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.listing import DEFAULT_SORT, NOT_HELD, Wanted

MONTHS = range(1, 13)


class ListFilterForm(forms.Form):
    """What the list of conferences is narrowed to. What cannot be read asks for nothing."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Nội dung, đơn vị; không cần dấu")}),
    )
    loai = forms.ChoiceField(label=_("Loại"), required=False)
    thang = forms.ChoiceField(label=_("Tháng"), required=False)
    don_vi = forms.ChoiceField(
        label=_("Cơ quan chuẩn bị"), required=False, widget=forms.Select(attrs={"data-combobox": True})
    )
    hinh_thuc = forms.ChoiceField(label=_("Hình thức"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        kinds: Iterable[tuple[str, str]],
        units: Iterable[tuple[int, str]],
        *,
        findings: bool,
    ) -> None:
        super().__init__(data or {}, label_suffix="")
        everything = ("", _("Tất cả"))
        self._choose("loai", [everything, *kinds])
        self._choose("don_vi", [everything, *((str(pk), name) for pk, name in units)])
        self._choose("hinh_thuc", [everything, *form_names().items()])
        self._choose("thang", [everything, *((str(month), _("Tháng %d") % month) for month in MONTHS)])
        states: list[tuple[str, object]] = [
            ("late", _("Có việc quá hạn")),
            ("today", _("Có việc hôm nay")),
            ("due", _("Còn việc chưa đến hạn")),
            ("done", _("Mọi việc đã xong")),
            ("unscheduled", _("Đột xuất")),
        ]
        states += [(state.value, str(state.label)) for state in Entry.State if state.value in NOT_HELD]
        if findings:
            states.append(("finding", _("Có phát hiện")))
        self._choose("tinh_trang", [everything, *states])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        field.choices = choices

    def wanted(self, sort: str) -> Wanted:
        """What was asked for, sorted as asked."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            text=typed.get("q", ""),
            kind=typed.get("loai", ""),
            form=typed.get("hinh_thuc", ""),
            unit=int(typed["don_vi"]) if typed.get("don_vi") else None,
            state=typed.get("tinh_trang", ""),
            month=int(typed["thang"]) if typed.get("thang") else None,
            sort=sort or DEFAULT_SORT,
        )

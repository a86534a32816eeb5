from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.programme.queries.found import CODES, SEVERITIES, FindingFilter


class FindingFilterForm(forms.Form):
    """What to look for among the findings."""

    muc = forms.ChoiceField(label=gettext_lazy("Mức"), required=False)
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    thang = forms.ChoiceField(label=gettext_lazy("Tháng"), required=False)
    tim = forms.CharField(
        label=gettext_lazy("Tìm (không cần dấu)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, data: QueryDict, *, codes: Sequence[str], months: Sequence[int]) -> None:
        super().__init__(data, auto_id="loc-%s")
        every = ("", _("Tất cả"))
        self._choose("muc", [every, *((code, str(name)) for code, name in SEVERITIES.items())])
        self._choose("loai", [every, *((code, str(name)) for code, name in CODES.items() if code in codes)])
        self._choose(
            "thang", [every, *((str(month), _("Tháng %(month)s") % {"month": month}) for month in months)]
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class BaseFigureForm(forms.Form):
    """How many conferences the year before had; empty takes the figure back."""

    value = forms.IntegerField(
        label=gettext_lazy("Số hội nghị năm trước"),
        required=False,
        min_value=0,
        max_value=100_000,
        error_messages={"invalid": gettext_lazy("Ghi một số, ví dụ 104.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )


class DocumentFigureForm(forms.Form):
    """How many administrative documents the office issued in the year before; empty takes the figure back."""

    documents = forms.IntegerField(
        label=gettext_lazy("Số văn bản hành chính năm trước"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages={"invalid": gettext_lazy("Ghi một số, ví dụ 1250.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )


def wanted_from(query: QueryDict) -> FindingFilter:
    """The filter of an address; what nobody could have chosen asks for nothing."""
    month, code, severity = query.get("thang", ""), query.get("loai", ""), query.get("muc", "")
    return FindingFilter(
        code=code if code in CODES else "",
        severity=severity if severity in SEVERITIES else "",
        month=int(month) if month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12 else None,
        words=query.get("tim", "")[:100].strip(),
    )

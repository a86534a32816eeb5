from __future__ import annotations

import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import nfc
from nghisu.rulebook.commands import LastNumberContent
from nghisu.rulebook.enums import ARRIVALS, DOCUMENT_KINDS, INCOMING

SYMBOL = re.compile(r"[^\W_]+(-[^\W_]+)*")
"""Letters and digits, in parts that hyphens join."""


class LastNumberForm(forms.Form):
    """The last number of one series of a register."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"), widget=forms.Select(attrs={"data-combobox": True})
    )
    symbol = forms.CharField(
        label=gettext_lazy("Ký hiệu cơ quan ban hành"),
        max_length=20,
        required=False,
        help_text=gettext_lazy(
            "Phần sau dấu gạch chéo của số văn bản, ví dụ ĐU trong Số 05-NQ/ĐU. Sổ văn bản đến thì để trống."
        ),
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Đánh số theo"),
        help_text=gettext_lazy("Văn bản của Đảng đánh số theo nhiệm kỳ, văn bản của Nhà nước theo năm."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("Số cuối cùng đã cấp"),
        min_value=1,
        max_value=9_999_999,
        error_messages={
            "invalid": gettext_lazy("Ghi một số, ví dụ 27."),
            "min_value": gettext_lazy("Sổ chưa cấp số nào thì không cần ghi: số đầu tiên sẽ là 01."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )

    def __init__(self, data: object = None, *, periods: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # handed on as given
        kinds = [(code, f"{_(name)} ({code})") for code, name in DOCUMENT_KINDS.items()]
        self._offer("kind", [*kinds, (INCOMING, _("Sổ văn bản đến"))])
        self._offer("period", [(f"{per}:{period}", period_name(per, period)) for per, period in periods])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, object]:
        typed = super().clean() or {}
        symbol = nfc(str(typed.get("symbol") or ""))
        if typed.get("kind") == INCOMING:
            typed["symbol"] = ARRIVALS
            if not str(typed.get("period") or "year:").startswith("year:"):
                self.add_error("period", _("Số đến đánh theo năm. Hãy chọn năm nay."))
        elif not SYMBOL.fullmatch(symbol) or not symbol[0].isupper():
            self.add_error(
                "symbol",
                _(
                    "Ghi ký hiệu viết tắt của cơ quan ban hành, chữ đầu viết hoa, ví dụ ĐU, TU, VPTU, UBND-VP."
                ),
            )
        else:
            typed["symbol"] = symbol
        return typed

    def content(self) -> LastNumberContent:
        typed = self.cleaned_data
        per, _colon, period = typed["period"].partition(":")
        return LastNumberContent(typed["kind"], typed["symbol"], per, period, typed["number"])


def period_name(per: str, period: str) -> str:
    """A period in words."""
    said = _("Nhiệm kỳ %(period)s") if per == "term" else _("Năm %(period)s")
    return said % {"period": period}

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FURTHEST = 30
"""Working days before a deadline from which on reminding makes sense."""
_DOMAIN = re.compile(r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$")


class ReasonForm(forms.Form):
    """Why something is not sent."""

    why = forms.CharField(label=gettext_lazy("Lý do không gửi"), max_length=300)


class PlanForm(forms.Form):
    """When to remind of a duty, and when to tell that it is late."""

    before = forms.CharField(
        label=gettext_lazy("Nhắc trước hạn (số ngày làm việc)"),
        help_text=gettext_lazy(
            "Ghi các số cách nhau bằng dấu phẩy, ví dụ: 5, 3, 1. Để trống thì không nhắc trước."
        ),
        required=False,
        max_length=60,
    )
    to_head = forms.IntegerField(
        label=gettext_lazy("Chậm mấy ngày làm việc thì báo lãnh đạo đơn vị và lãnh đạo văn phòng"),
        help_text=gettext_lazy("Để trống thì không báo."),
        required=False,
        min_value=1,
        max_value=FURTHEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    to_board = forms.IntegerField(
        label=gettext_lazy("Chậm mấy ngày làm việc thì báo Thường trực"),
        help_text=gettext_lazy("Để trống thì không báo."),
        required=False,
        min_value=1,
        max_value=FURTHEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )

    def clean_before(self) -> list[int]:
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["before"]) if word]
        if any(not word.isdecimal() or len(word) > 3 or not 1 <= int(word) <= FURTHEST for word in words):
            raise forms.ValidationError(
                _("Hãy ghi các số từ 1 đến %(most)s, cách nhau bằng dấu phẩy.") % {"most": FURTHEST}
            )
        return sorted({int(word) for word in words}, reverse=True)


class ActPlanForm(PlanForm):
    """A plan of an act's own."""

    act = forms.ChoiceField(label=gettext_lazy("Việc"))

    field_order = ["act", "before", "to_head", "to_board"]

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["act"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Chọn một việc")), *acts]


class MailRuleForm(forms.Form):
    """What mail a person must release."""

    most_at_once = forms.IntegerField(
        label=gettext_lazy("Thư gửi cùng lúc cho nhiều hơn số người này thì phải có người duyệt"),
        min_value=1,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    own_domains = forms.CharField(
        label=gettext_lazy("Tên miền thư của cơ quan"),
        help_text=gettext_lazy(
            "Ví dụ: hanoi.gov.vn, thanhuy.vn. Thư ra ngoài các tên miền này phải có người duyệt. Để trống thì chỉ "
            "xét số người nhận."
        ),
        required=False,
        max_length=300,
    )

    def clean_own_domains(self) -> list[str]:
        words = [
            word.lower().removeprefix("@")
            for word in re.split(r"[\s,;]+", self.cleaned_data["own_domains"])
            if word
        ]
        wrong = [word for word in words if not _DOMAIN.match(word)]
        if wrong:
            raise forms.ValidationError(
                _("Không phải tên miền: %(names)s. Hãy ghi như hanoi.gov.vn.") % {"names": ", ".join(wrong)}
            )
        return sorted(set(words))

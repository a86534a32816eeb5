from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from nghisu.notices.enums import FAMILY_NAMES, Family
from nghisu.notices.queries.inbox import InboxFilter


class InboxFilterForm(forms.Form):
    """What to look for among the own notices."""

    xem = forms.ChoiceField(
        label=gettext_lazy("Xem"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), ("chua-doc", gettext_lazy("Chưa đọc"))],
    )
    nhom = forms.ChoiceField(
        label=gettext_lazy("Nhóm"),
        required=False,
        choices=[
            ("", gettext_lazy("Tất cả")),
            *((family.value, FAMILY_NAMES[family]) for family in Family),
        ],
    )
    tim = forms.CharField(
        label=gettext_lazy("Tìm (không cần dấu)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def wanted_from(query: QueryDict) -> InboxFilter:
    """The filter of an address; what nobody could have chosen asks for nothing."""
    family = query.get("nhom", "")
    return InboxFilter(
        text=query.get("tim", "")[:100],
        family=Family(family) if family in set(Family) else None,
        unread=query.get("xem") == "chua-doc",
    )

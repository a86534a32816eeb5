from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.commands import DelegationContent
from nghisu.directory.forms.controls import NONE, ChosenField, DayField
from nghisu.directory.models import Person


class DelegationForm(forms.Form):
    """Who decides in whose name, from when through which day, and why."""

    delegator = ChosenField(label=_("Người ủy quyền"), required=True)
    delegate = ChosenField(label=_("Người được ủy quyền"), required=True)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    kinds = forms.MultipleChoiceField(
        label=_("Chỉ những loại việc"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào nghĩa là mọi việc mà người ủy quyền được phê duyệt."),
    )
    reason = forms.CharField(
        label=_("Lý do hoặc văn bản ủy quyền"),
        max_length=500,
        help_text=_("Ví dụ: đi công tác từ 12 đến 16/3; Giấy ủy quyền số 05-GUQ/VPTU."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any,
        *,
        people: Iterable[Person],
        kinds: Iterable[tuple[str, str]],
        own_id: int | None,
        for_others: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        choices = [(person.pk, person.full_name) for person in people]
        self._own_id = own_id
        delegate, delegator = self.fields["delegate"], self.fields["delegator"]
        if isinstance(delegate, ChosenField) and isinstance(delegator, ChosenField):
            others = choices if for_others else [pair for pair in choices if pair[0] != own_id]
            delegate.offer(others, ("", _("Chọn người")))
            delegator.offer(choices, NONE)
        if not for_others:
            del self.fields["delegator"]
        offered = self.fields["kinds"]
        if isinstance(offered, forms.MultipleChoiceField):
            offered.choices = list(kinds)

    def content(self) -> DelegationContent:
        """What was typed, of a form that is valid."""
        typed = self.cleaned_data
        return DelegationContent(
            delegator_id=typed.get("delegator") or self._own_id or 0,
            delegate_id=typed["delegate"],
            since=typed["since"],
            until=typed["until"],
            reason=typed["reason"],
            kinds=typed["kinds"],
        )

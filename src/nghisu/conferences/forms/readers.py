from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import ChosenField


class ReaderForm(forms.Form):
    """To whom a document is opened by name: a person, or all members of a body."""

    person = ChosenField(label=gettext_lazy("Người"), required=False)
    body = ChosenField(label=gettext_lazy("Hoặc mọi thành viên của tập thể"), required=False)

    def __init__(
        self, people: list[tuple[int, str]], bodies: list[tuple[int, str]], data: Any = None
    ) -> None:
        super().__init__(data, label_suffix="")
        for name, choices in (("person", people), ("body", bodies)):
            field = self.fields[name]
            if isinstance(field, ChosenField):
                field.offer(choices, ("", _("Không chọn")))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors and typed.get("person") is None and typed.get("body") is None:
            self.add_error("person", _("Hãy chọn một người hoặc một tập thể."))
        return typed

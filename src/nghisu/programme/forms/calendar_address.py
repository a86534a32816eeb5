from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.programme.commands import CalendarChoice


class CalendarForm(forms.Form):
    """Which calendar is to be read outside."""

    of = forms.ChoiceField(label=_("Lịch nào"))
    shows = forms.MultipleChoiceField(
        label=_("Gồm những gì"),
        choices=[("conferences", _("Hội nghị")), ("duties", _("Việc phải làm, vào ngày phải làm"))],
        initial=["conferences"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn hội nghị, việc phải làm, hoặc cả hai.")},
    )

    def __init__(
        self,
        data: Any,
        units: Sequence[tuple[int, str]],
        bodies: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(data, label_suffix="")
        field = self.fields["of"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        plain: list[Any] = [
            ("own", _("Của tôi: tập thể tôi là thành viên, đơn vị tôi công tác")),
            ("all", _("Tất cả những gì tôi được xem")),
        ]
        if bodies:
            plain.append((_("Của một tập thể"), [(f"body-{pk}", name) for pk, name in bodies]))
        if units:
            plain.append((_("Của một cơ quan"), [(f"unit-{pk}", name) for pk, name in units]))
        field.choices = plain
        if units:
            field.widget.attrs["data-combobox"] = True

    def choice(self) -> CalendarChoice:
        """What was chosen, once the form is valid."""
        of, _dash, number = str(self.cleaned_data["of"]).partition("-")
        shows = self.cleaned_data["shows"]
        return CalendarChoice(
            of=of,
            organisation_id=int(number) if of == "unit" else None,
            body_id=int(number) if of == "body" else None,
            with_conferences="conferences" in shows,
            with_duties="duties" in shows,
        )

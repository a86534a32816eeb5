"""Forms of the key matters of a term, and of a large conference of one of the offices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.planning.periods import Period
from nghisu.core.text import legible
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.themes import ThemeContent
from nghisu.programme.forms.entry import EntryForm


class ThemeForm(forms.Form):
    """A key matter of a term, for one of its years."""

    year = forms.TypedChoiceField(label=gettext_lazy("Năm"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Nội dung trọng tâm"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan chủ trì"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(
        self,
        period: Period,
        units: Iterable[tuple[int, str]],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        years = range(period.since.year, period.until.year + 1)
        self._choose("year", [(year, str(year)) for year in years])
        self._choose("lead", [("", _("Chưa chọn")), *units])

    def _choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean_title(self) -> str:
        text = " ".join(legible(self.cleaned_data["title"]).split())
        if not text:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return text

    def content(self) -> ThemeContent:
        """What was stated."""
        typed = self.cleaned_data
        return ThemeContent(typed["year"], typed["title"], typed["lead"], typed["note"].strip())


class LargeConferenceForm(EntryForm):
    """A large conference that one of the offices puts into a period: what the others must know to plan around it."""

    SHOWN = ("kind", "title", "day", "part", "hour", "form", "room_text", "participants", "delegates", "note")

    def __init__(self, period: Period, office: Organisation, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.period, self.office = period, office

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SHOWN]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        opening = typed.get("opening")
        if opening is not None and not self.period.holds(clock.local(opening).date()):
            self.add_error("day", _("Ngày này không thuộc %(period)s.") % {"period": self.period.say(_)})
        return typed

    def content(self) -> EntryContent | None:
        """What was stated, prepared by the office."""
        content = super().content()
        if content is None:
            return None
        return replace(
            content, preparing_id=self.office.pk, preparing_text=self.office.name, unscheduled=False
        )

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.commands import BodyContent, OrderContent, RankedTitleContent, TermContent
from nghisu.directory.forms.controls import NONE, ChosenField, DayField
from nghisu.directory.models import Body, Term

MOST_TITLES = 300


class BodyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Tên gọi tắt"), max_length=100, required=False)
    within = ChosenField(
        label=gettext_lazy("Nằm trong tập thể"),
        required=False,
        empty=NONE,
        help_text=gettext_lazy("Ai là thành viên của tập thể này cũng là thành viên của tập thể kia."),
    )
    since = DayField(label=gettext_lazy("Có từ ngày"))

    def offer(self, bodies: list[tuple[int, str]]) -> None:
        field = self.fields["within"]
        if isinstance(field, ChosenField):
            field.offer(bodies, NONE)

    def content(self) -> BodyContent:
        typed = self.cleaned_data
        return BodyContent(typed["name"], typed["since"], typed["short_name"], typed["within"])

    @staticmethod
    def shown(body: Body) -> dict[str, object]:
        """What the form holds when a body is to be corrected."""
        return {
            "name": body.name,
            "short_name": body.short_name,
            "within": body.within_id,
            "since": body.since,
        }


class TermForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ thứ"), max_length=20, help_text=gettext_lazy("Ví dụ: XVIII.")
    )
    since = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa biết ngày đại hội kế tiếp."),
    )

    def content(self) -> TermContent:
        typed = self.cleaned_data
        return TermContent(typed["number"], typed["since"], typed["until"])

    @staticmethod
    def shown(term: Term) -> dict[str, object]:
        """What the form holds when a term is to be corrected."""
        return {"number": term.number, "since": term.since, "until": term.until}


class OrderForm(forms.Form):
    """An order of precedence as its document gives it: the titles line by line, from the first to the last."""

    basis = forms.CharField(
        label=gettext_lazy("Văn bản làm căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày và cơ quan ban hành, ví dụ: Quy định 368-QĐ/TW ngày 08/9/2025."),
    )
    since = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa có văn bản thay thế."),
    )
    titles = forms.CharField(
        label=gettext_lazy("Các chức danh, xếp từ trên xuống"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Mỗi dòng một chức danh. Chức danh ghi đúng tên cũ thì giữ nguyên những ai đang xếp theo nó."
        ),
    )

    def clean_titles(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["titles"].splitlines()]
        titles = [line for line in lines if line]
        if len(titles) > MOST_TITLES or any(len(title) > 200 for title in titles):
            raise forms.ValidationError(
                _("Tối đa %(most)s chức danh, mỗi chức danh không quá 200 chữ.") % {"most": MOST_TITLES}
            )
        return titles

    def content(self) -> OrderContent:
        typed = self.cleaned_data
        titles = [RankedTitleContent(title) for title in typed["titles"]]
        return OrderContent(titles, typed["basis"], typed["since"], typed["until"])

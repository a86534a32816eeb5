from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.blocs import BLOCS
from nghisu.conferences.commands.proposals import ProposalContent
from nghisu.conferences.models import Proposal
from nghisu.conferences.queries.proposals import WRITTEN
from nghisu.conferences.queries.standing import Asked
from nghisu.core.text import legible

HELP: Mapping[str, Promise] = {
    "purpose": gettext_lazy("Họp để đạt điều gì."),
    "requirements": gettext_lazy("Hội nghị phải ra được kết quả gì, chuẩn bị đến mức nào."),
    "need_why": gettext_lazy("Điều gì buộc phải họp lúc này, không họp thì sao."),
    "need_rule": gettext_lazy("Số, ký hiệu văn bản và điều khoản yêu cầu phải họp, nếu có."),
    "no_guidance": gettext_lazy("Vì sao một văn bản hướng dẫn chi tiết là chưa đủ."),
    "combined": gettext_lazy("Đã xét kết hợp với hội nghị nào; nếu không được thì vì sao."),
    "budget": gettext_lazy("Mức dự kiến và nguồn kinh phí."),
    "division": gettext_lazy("Cơ quan nào lo nội dung, tài liệu, hội trường, hậu cần, an ninh, y tế."),
    "ceremony": gettext_lazy("Trang trí, chào cờ, văn nghệ, đón tiếp; bắt buộc với sơ kết, tổng kết."),
    "press": gettext_lazy("Mời báo, đài nào; có ghi âm, ghi hình không."),
}
ROWS = {"purpose": 3, "requirements": 3, "need_why": 3, "division": 4}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its heading and its fields."""

    title: str
    fields: Sequence[forms.BoundField]


class ProposalForm(forms.Form):
    """What is written in a proposal. Nothing is required to keep it; what submitting asks is said by `show`."""

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        for name, label in WRITTEN.items():
            self.fields[name] = forms.CharField(
                label=str(label),
                required=False,
                max_length=5000,
                help_text=str(HELP[name]),
                widget=forms.Textarea(attrs={"rows": ROWS.get(name, 2)}),
            )
        for code, bloc in BLOCS.items():
            self.fields[f"bloc_{code}"] = forms.IntegerField(
                label=str(bloc), required=False, min_value=0, max_value=2_000_000
            )

    @property
    def sections(self) -> list[Section]:
        """The form in its parts, in the order in which a proposal is thought through."""
        parts = (
            (_("Mục đích, yêu cầu"), ("purpose", "requirements")),
            (_("Vì sao cần họp"), ("need_why", "need_rule", "no_guidance", "combined")),
            (_("Số đại biểu theo khối"), tuple(f"bloc_{code}" for code in BLOCS)),
            (_("Kinh phí, phân công"), ("budget", "division", "ceremony", "press")),
        )
        return [Section(title, [self[name] for name in names]) for title, names in parts]

    def show(self, missing: Sequence[Asked]) -> None:
        """Put what is missing beside the field in which it is stated; what belongs elsewhere stands on top."""
        for one in missing:
            name = one.missing.field
            self.add_error(name if name in self.fields else None, one.said)

    def content(self) -> ProposalContent:
        """What was written, once the form is valid."""
        typed = self.cleaned_data
        written = {name: legible(typed[name]).replace("\r\n", "\n").strip() for name in WRITTEN}
        blocs = {code: typed[f"bloc_{code}"] for code in BLOCS if typed[f"bloc_{code}"]}
        return ProposalContent(**written, blocs=blocs)


def typed_of_proposal(proposal: Proposal | None) -> dict[str, Any]:
    """A proposal as the form holds it."""
    if proposal is None:
        return {}
    blocs = {f"bloc_{code}": proposal.blocs.get(code) for code in BLOCS}
    return {name: getattr(proposal, name) for name in WRITTEN} | blocs

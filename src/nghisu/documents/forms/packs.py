from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import legible
from nghisu.documents.commands import DocumentFacts, Opinion
from nghisu.documents.models import Appraisal, Document

ACCEPTED = ".pdf,.docx,.jpg,.jpeg,.png"


class SeveralFiles(forms.FileInput):
    """A control that takes one file, or several pictures of signed pages."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """One file, or several."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        several = data if isinstance(data, list) else [data] if data else []
        if not several:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        return [super(FilesField, self).clean(one, initial) for one in several]


def files_field(required: bool = True) -> FilesField:
    return FilesField(
        label=gettext_lazy("Tệp"),
        required=required,
        widget=SeveralFiles(attrs={"accept": ACCEPTED, "multiple": True}),
        help_text=gettext_lazy(
            "Word (.docx), PDF, hoặc các ảnh chụp trang đã ký; tối đa 60 MB. Không đưa văn bản mật lên đây. "
            "Chữ trong ảnh không đọc được tự động: hãy tự kiểm tra ảnh không có dấu mật."
        ),
        error_messages={
            "required": gettext_lazy("Chọn tệp tài liệu."),
            "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp văn bản."),
        },
    )


class OwnFileForm(forms.Form):
    """A file for an own folder."""

    file = files_field()


class VersionForm(forms.Form):
    """A version of a document: the file, and what changed."""

    file = files_field()
    note = forms.CharField(
        label=gettext_lazy("Có gì thay đổi so với bản trước"), required=False, max_length=500
    )


class DocumentForm(forms.Form):
    """What is stated of a document, and its first file."""

    title = forms.CharField(
        label=gettext_lazy("Tên tài liệu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại tài liệu"), choices=Document.Kind.choices)
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị chuẩn bị"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    needs_opinion = forms.CharField(
        label=gettext_lazy("Việc cần cho ý kiến"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    solutions = forms.CharField(
        label=gettext_lazy("Giải pháp đề xuất"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    summary_of = forms.TypedChoiceField(
        label=gettext_lazy("Là bản tóm tắt của"), required=False, coerce=int, empty_value=None
    )
    restricted = forms.BooleanField(
        label=gettext_lazy("Chỉ những người được nêu tên mới đọc"),
        required=False,
        help_text=gettext_lazy(
            "Ngoài họ chỉ còn đơn vị đưa lên, người được giao thẩm định và chuyên viên, lãnh đạo văn phòng soạn "
            "bộ tài liệu."
        ),
    )
    file = files_field(required=False)

    def __init__(
        self,
        units: Iterable[tuple[int, str]],
        documents: Iterable[tuple[int, str]],
        data: Any = None,
        files: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        office: bool = True,
        takes_file: bool = True,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}), label_suffix="")
        self._choose("owner", [("", _("Văn phòng")), *units] if office else list(units))
        self._choose("summary_of", [("", _("Không phải bản tóm tắt")), *documents])
        if not office:
            del self.fields["restricted"]
            self.fields["owner"].required = True
        if not takes_file:
            del self.fields["file"]

    def _choose(self, name: str, choices: list[tuple[int | str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_title(self) -> str:
        text = " ".join(legible(self.cleaned_data["title"]).split())
        if not text:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return text

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("summary_of") and typed.get("kind") != Document.Kind.SUMMARY:
            typed["kind"] = Document.Kind.SUMMARY
        return typed

    def facts(self) -> DocumentFacts:
        typed = self.cleaned_data
        return DocumentFacts(
            title=typed["title"],
            kind=typed["kind"],
            owner_id=typed["owner"],
            needs_opinion=legible(typed["needs_opinion"]),
            solutions=legible(typed["solutions"]),
            restricted=typed.get("restricted", False),
            summary_of_id=typed["summary_of"],
        )


def _said(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppraisalForm(forms.Form):
    """What an appraisal of one part came to."""

    structure = _said(gettext_lazy("Về bố cục"))
    content = _said(gettext_lazy("Về nội dung"))
    form = _said(gettext_lazy("Về thể thức"))
    accepted = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=[("yes", gettext_lazy("Đạt")), ("no", gettext_lazy("Chưa đạt, đề nghị sửa"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, part: str, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        others = ("content",) if part == Appraisal.Part.FORM else ("structure", "form")
        for name in others:
            del self.fields[name]

    def opinion(self) -> Opinion:
        typed = self.cleaned_data
        return Opinion(
            accepted=typed["accepted"] == "yes",
            reason=legible(typed["reason"]),
            structure=legible(typed.get("structure", "")),
            content=legible(typed.get("content", "")),
            form=legible(typed.get("form", "")),
        )

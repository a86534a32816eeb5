"""Forms of submitting and issuing a programme, and of an office's part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.core.text import legible


class SubmitForm(forms.Form):
    """What goes with a version when it is submitted."""

    note = forms.CharField(
        label=_("Lời trình"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Điều người duyệt cần biết, ví dụ những chỗ khác bản trước và vì sao."),
    )


class IssueForm(forms.Form):
    """Under which document a version is issued."""

    document = forms.CharField(
        label=_("Số, ký hiệu và ngày của văn bản ban hành"),
        max_length=200,
        help_text=_("Như ghi trên văn bản, ví dụ: 15-CTr/TU ngày 25/3/2026."),
        error_messages={"required": _("Hãy ghi số, ký hiệu và ngày của văn bản ban hành.")},
    )

    def clean_document(self) -> str:
        text = legible(self.cleaned_data["document"]).strip()
        if not text:
            raise forms.ValidationError(self.fields["document"].error_messages["required"], code="required")
        return text


class PartForm(forms.Form):
    """That an office's part is in."""

    organisation = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

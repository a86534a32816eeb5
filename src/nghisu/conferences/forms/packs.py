from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nghisu.core.text import legible
from nghisu.documents.forms.packs import DocumentForm
from nghisu.documents.models import Document


class PackDocumentForm(DocumentForm):
    """What is stated of a document of a conference, the items of the agenda to which it belongs among it."""

    items = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Thuộc nội dung"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn nội dung nào: tài liệu chung của cả hội nghị."),
    )
    field_order = ("title", "kind", "items")

    def __init__(
        self,
        items: Iterable[tuple[int, str]],
        units: Iterable[tuple[int, str]],
        documents: Iterable[tuple[int, str]],
        data: Any = None,
        files: Any = None,
        initial: Mapping[str, Any] | None = None,
        **how: bool,
    ) -> None:
        super().__init__(units, documents, data, files, initial, **how)
        field, choices = self.fields["items"], list(items)
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = choices
        if not choices:
            del self.fields["items"]

    def item_ids(self) -> list[int]:
        return list(self.cleaned_data.get("items", ()))


class WithdrawalForm(forms.Form):
    """Why a document is taken out of its pack."""

    why = forms.CharField(
        label=gettext_lazy("Lý do rút"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_why(self) -> str:
        text = " ".join(legible(self.cleaned_data["why"]).split())
        if not text:
            raise forms.ValidationError(self.fields["why"].error_messages["required"], code="required")
        return text


def typed_of_document(document: Document, item_ids: Iterable[int]) -> dict[str, Any]:
    """A document as the form holds it."""
    return {
        "title": document.title,
        "kind": document.kind,
        "items": list(item_ids),
        "owner": document.owner_id,
        "needs_opinion": document.needs_opinion,
        "solutions": document.solutions,
        "summary_of": document.summary_of_id,
        "restricted": document.restricted,
    }

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nghisu.conferences.queries import agenda_of, conference_of
from nghisu.conferences.queries.packs import pack_of
from nghisu.core.text import legible
from nghisu.directory.queries import organisation_choices
from nghisu.documents.forms.packs import DocumentForm
from nghisu.documents.models import Document
from nghisu.documents.queries import own_units, visible_documents
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


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


def pack_form(
    actor: Actor,
    entry: Entry,
    data: Any = None,
    files: Any = None,
    initial: Mapping[str, Any] | None = None,
    row: Document | None = None,
) -> PackDocumentForm:
    """The form for a new document of a conference's pack, or for one that is there, with what the actor may choose: of
    the units a content officer those of the own alone."""
    office = bool(may(actor, "document.hand_in", []))
    units = organisation_choices(actor, clock.today())
    if not office:
        mine = own_units(actor)
        units = [one for one in units if one[0] in mine]
    if row is not None and row.owner is not None and row.owner_id not in dict(units):
        units.append((row.owner.pk, row.owner.name))
    agenda, held = agenda_of(actor, conference_of(actor, entry.pk)), pack_of(actor, entry)
    others = visible_documents(actor).filter(pack=held).order_by("position") if held is not None else []
    return PackDocumentForm(
        [(one.pk, f"{one.position}. {one.title}") for one in agenda.items],
        units,
        [(one.pk, one.title) for one in others if row is None or one.pk != row.pk],
        data,
        files,
        initial,
        office=office,
        takes_file=row is None,
    )


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

"""What stands in every row of a list of documents, too often on a page to be a template."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nghisu.documents.queries.packs import DocumentLine

register = template.Library()

_CHANGE = '<a class="btn btn-small btn-icon btn-quiet" href="{0}/sua/" aria-label="{1}: {2}">{3}</a>'
_BUTTON = ' <button class="btn btn-small btn-icon" form="pack-order" name='
_ORDER = (
    f'{_BUTTON}"len" value="{{0}}"{{4}} aria-label="{{5}}: {{2}}">{{6}}</button>'
    f'{_BUTTON}"xuong" value="{{0}}"{{7}} aria-label="{{8}}: {{2}}">{{9}}</button>'
)
_OFF = SafeString(" disabled")


@register.simple_tag
def line_acts(
    line: DocumentLine, place: dict[str, bool] | str, pencil: SafeString, up: SafeString, down: SafeString
) -> SafeString:
    """`{% line_acts line forloop pencil up down %}`: the link that changes a document and, for whoever orders the pack,
    the two buttons of the form `pack-order`; `place` is "" where nothing is ordered."""
    if not line.may_hand_in:
        return SafeString("")
    document = line.document
    words = (document.pk, _("Sửa"), document.title, pencil)
    if not isinstance(place, dict):
        return format_html(_CHANGE, *words)
    first, last = place["first"], place["last"]
    order = (_OFF if first else "", _("Đưa lên trên"), up, _OFF if last else "", _("Đưa xuống dưới"), down)
    return format_html(_CHANGE + _ORDER, *words, *order)

"""Controls of forms: a Django field rendered with our classes and tied to its help and errors."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

PLAIN = frozenset({"checkbox", "radio"})
"""Kinds of input that the browser draws: they carry no frame of ours."""


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """`{% control field %}`: the widget with class, aria-describedby (help, error) and aria-invalid."""
    widget = field.field.widget
    attributes: dict[str, str | bool] = {}
    if getattr(widget, "input_type", "text") not in PLAIN:
        attributes["class"] = f"input {widget.attrs.get('class', '')}".strip()
    described = []
    if field.help_text:
        described.append(f"{field.id_for_label}-help")
    if field.errors:
        described.append(f"{field.id_for_label}-error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)

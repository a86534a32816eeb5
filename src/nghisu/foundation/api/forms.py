"""Forms of the pages at work in the API: what they find is told by the path of each field."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import BaseForm

from nghisu.foundation.api.problems import FieldsRefused

Names = Mapping[str, str | tuple[str, ...]]
"""Fields of a form that a program knows under another name, or at another place of what it sends."""


def must_hold(form: BaseForm, names: Names | None = None) -> None:
    """Raise FieldsRefused with the path of each fault of a form of the pages."""
    if form.is_valid():
        return
    faults = []
    for name, several in form.errors.items():
        known = (names or {}).get(name, name)
        path = ("body", *((known,) if isinstance(known, str) else known))
        faults += [(path, str(said)) for said in several]
    raise FieldsRefused(faults)

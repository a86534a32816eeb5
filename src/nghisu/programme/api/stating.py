"""What a program states of a conference, weighed by the same form that a person fills in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import FieldsRefused, must_hold
from nghisu.programme.addresses import FIRST_YEAR, LAST_YEAR
from nghisu.programme.commands import EntryContent
from nghisu.programme.forms.entry import EntryForm, typed_from
from nghisu.programme.models import Entry
from nghisu.programme.queries.choices import Choices, choices_of

FIELDS: Mapping[str, str] = {
    "day": "opening",
    "hour": "opening",
    "last_day": "closing",
    "closing_hour": "closing",
    "room": "room_id",
    "preparing": "preparing_id",
    "coordinating": "coordinating_text",
}
"""Fields of the form that a program knows under another name."""


def content_from(by: Actor, stated: Mapping[str, Any], entry: Entry | None = None) -> EntryContent:
    """The content that the form makes of what was stated. Raises FieldsRefused with the path of each fault."""
    choices = choices_of(by, entry)
    faults = [*_instants(stated), *_units(stated, choices)]
    if faults:
        raise FieldsRefused(faults)
    units = dict(choices.units)
    ids = tuple(sorted(set(stated["coordinating_ids"])))
    others = [name.strip() for name in stated["coordinating_text"].split(";") if name.strip()]
    names = [units[pk] for pk in ids]
    typed = typed_from(dict(stated) | {"coordinating_text": "; ".join(dict.fromkeys([*names, *others]))})
    form = EntryForm(choices, typed)
    must_hold(form, FIELDS)
    content = cast(EntryContent, form.content())  # a form that holds knows the kind and the hour
    # A name that two units share finds neither: what was stated by number stays.
    return replace(content, coordinating_ids=tuple(sorted({*content.coordinating_ids, *ids})))


def stated_of(entry: Entry) -> dict[str, Any]:
    """What an entry states now, in the fields of the API."""
    columns = (name for name in EntryContent.__dataclass_fields__ if name != "coordinating_ids")
    return {name: getattr(entry, name) for name in columns} | {
        "coordinating_ids": [unit.pk for unit in entry.coordinating.all()]
    }


def _instants(stated: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], str]]:
    for name in ("opening", "closing"):
        at: datetime | None = stated.get(name)
        if at is None:
            if name == "opening":
                yield ("body", name), _("Thiếu trường này.")
        elif fault := instant_fault(at):
            yield ("body", name), fault


def instant_fault(at: datetime) -> str:
    """Why no page would take an instant: a year out of reach, seconds. Empty where it would."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return _("Năm phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
    if clock.local(at).second or at.microsecond:
        return _("Chỉ nhận giờ và phút chẵn, giây phải là 00.")
    return ""


def _units(stated: Mapping[str, Any], choices: Choices) -> Iterable[tuple[tuple[str, ...], str]]:
    known = dict(choices.units)
    for place, pk in enumerate(stated["coordinating_ids"]):
        if pk not in known:
            yield ("body", "coordinating_ids", str(place)), _("Không có cơ quan này trong danh bạ.")

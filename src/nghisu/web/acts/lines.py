"""Records of the audit trail in words: what was done, to what, what it changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from nghisu.core.law import LawError, Rulebook, bilingual, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.programme.queries.history import SPELLED, spelled_changes
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import DOCUMENTS_LAST_YEAR
from nghisu.web.acts.fields import FIELDS, INNER
from nghisu.web.acts.verbs import VERBS

MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d$")
DUTY = "rulebook.deadline"
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an act touched: its name in words, and what stood there before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """One record of the trail as people read it: the act, what it was done to, what it changed."""

    record: AuditRecord
    what: str
    thing: str
    changes: Sequence[Change]


def lines_of(actor: Actor, records: Sequence[AuditRecord], rulebook: Rulebook) -> list[ActLine]:
    """Records of the trail in words, in the order given."""
    spelled = spelled_changes(actor, records, rulebook)
    titles = _titles_of_duties(actor, records)
    return [
        ActLine(
            record,
            verb_name(record.verb),
            _thing(record, rulebook, titles),
            [Change(one.label, one.before, one.after) for one in changes]
            if record.verb in SPELLED and record.verb != "entry.room_assigned"
            else _changes(record),
        )
        for record, changes in zip(records, spelled, strict=True)
    ]


def _titles_of_duties(actor: Actor, records: Sequence[AuditRecord]) -> dict[str, str]:
    """The conferences that the duties among the records belong to, by the duty's number: one query for all."""
    numbers = {int(record.thing_id) for record in records if record.thing_kind == DUTY}
    rows = Deadline.objects.filter(committee=actor.committee_id, pk__in=numbers)
    return {str(pk): title or "" for pk, title in rows.values_list("pk", "subject__entry__title")}


def _thing(record: AuditRecord, rulebook: Rulebook, titles: dict[str, str]) -> str:
    """What the act was done to. A duty is kept by its code: it is called by its name, with its conference."""
    if record.thing_kind == DUTY:
        act = rulebook.acts.get(record.thing_label.split(" ")[0])
        name = bilingual(act.name, act.name_en, _) if act else record.thing_label
        title = titles.get(record.thing_id, "")
        return f"{name} · {title}" if title else name
    if record.verb == "figure.entered":
        measure, _space, year = record.thing_label.rpartition(" ")
        said = (
            _("Số văn bản hành chính năm %(year)s")
            if measure == DOCUMENTS_LAST_YEAR
            else _("Số hội nghị năm %(year)s")
        )
        return said % {"year": year}
    if record.verb == "rulebook.bound":
        return _bound(record)
    if record.verb == "clock.moved":
        return ""
    return record.thing_label


def _bound(record: AuditRecord) -> str:
    """The rulebook that was bound, by its name; by its code where its text is no longer to be had."""
    code = str(record.changes.get("rulebook", [None, ""])[1] or "")
    try:
        bound = load_rulebook(code)
    except (KeyError, LawError):
        return code
    return bilingual(bound.name, bound.name_en, _)


def verb_name(verb: str) -> str:
    """The act in words; an act nobody has named yet keeps its code, so that nothing is hidden."""
    return _(VERBS[verb]) if verb in VERBS else verb


def _changes(record: AuditRecord) -> list[Change]:
    return [
        Change(_(FIELDS[name]) if name in FIELDS else name, _said(before), _said(after))
        for name, (before, after) in record.changes.items()
        if name not in INNER and not name.endswith(("_id", "_ids"))
    ]


def _said(value: object) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(item)}" for name, item in value.items())
    text = str(value)
    if MOMENT.match(text):
        return f"{clock.local(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    if DAY.match(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text

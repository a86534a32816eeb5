"""How far each document came to each who is invited: sent, handed out, opened, said to be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.packs import PaperOut, documents_by_item, papers_out
from nghisu.documents.queries import visible_documents
from nghisu.documents.queries.receipts import counts_of_readings, named_readers, readings_by
from nghisu.foundation.actors import Actor
from nghisu.foundation.tables import Cell
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.models import Delivery, Invitee, Receipt
from nghisu.invitations.queries.letters import Line, lines_of
from nghisu.invitations.queries.people import unit_name

WORDS = {
    "sent": gettext_lazy("gửi"),
    "handed": gettext_lazy("phát"),
    "opened": gettext_lazy("mở"),
    "read": gettext_lazy("đọc"),
}
"""How far a document came to somebody, in a word; its order is how far."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A document that went out; by how many of all who are invited it was opened, and said to be read."""

    paper: PaperOut
    opened: int
    read: int


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One who is invited; how far each document came to them ("" where it is not theirs to read), and the letter, by two
    hops where a unit received it."""

    one: Invitee
    unit: str
    states: Sequence[str]
    line: Line | None

    @property
    def words(self) -> list[str]:
        return [str(WORDS[state]) if state else "" for state in self.states]

    @property
    def sent(self) -> int:
        return sum(1 for state in self.states if state)

    @property
    def opened(self) -> int:
        return sum(1 for state in self.states if state in ("opened", "read"))

    @property
    def read(self) -> int:
        return sum(1 for state in self.states if state == "read")


def columns_of(by: Actor, conference: Conference) -> list[PaperColumn]:
    """The documents that went out, in the order of the contents; a restricted one for those alone who may see it."""
    papers = papers_out(conference, (), restricted=True)
    restricted = [one.document.pk for one in papers if one.document.restricted]
    if restricted:
        seen = set(visible_documents(by).filter(pk__in=restricted).values_list("pk", flat=True))
        papers = [one for one in papers if not one.document.restricted or one.document.pk in seen]
    people = Invitee.objects.filter(
        committee=conference.committee_id, conference=conference, removed_at=None, person__isnull=False
    )
    counts = counts_of_readings(
        conference.committee_id, people.order_by().values("person"), [one.version for one in papers]
    )
    return [PaperColumn(one, *counts.get(one.document.pk, (0, 0))) for one in papers]


def rows_of(
    by: Actor, conference: Conference, columns: Sequence[PaperColumn], people: Sequence[Invitee]
) -> list[PaperRow]:
    """Some of those invited: as many queries for one of them as for all."""
    papers = [one.paper for one in columns]
    of_item = documents_by_item(conference)
    items: dict[int, set[int]] = defaultdict(set)
    limited = Invitee.items.through.objects.filter(invitee__in=[one.pk for one in people])
    for invitee, item in limited.values_list("invitee", "agendaitem"):
        items[invitee].add(item)
    persons = [one.person_id for one in people if one.person_id is not None]
    numbers = {paper.document.pk: paper.version.number for paper in papers}
    readings = readings_by(conference.committee_id, persons, numbers)
    named = named_readers(
        conference.committee_id, [one.document.pk for one in papers if one.document.restricted]
    )
    letters = Delivery.objects.filter(
        committee=conference.committee_id, invitee__in=[one.pk for one in people], replaced_at=None
    )
    lines = {
        line.one.invitee_id: line for line in lines_of(by, list(letters.select_related("unit", "invitee")))
    }
    said = Receipt.objects.filter(
        committee=conference.committee_id,
        delivery__in=[line.one.pk for line in lines.values()],
        step__in=(Step.HANDED, Step.READ),
    )
    at = {(one.delivery_id, one.step): one.at for one in said}

    def state(one: Invitee, paper: PaperOut) -> str:
        document = paper.document
        some = items.get(one.pk)
        if document.restricted:
            theirs = (one.person_id, document.pk) in named
        else:
            theirs = not some or any(document.pk in of_item[item] for item in some)
        if not theirs:
            return ""
        line = lines.get(one.pk)
        read = at.get((line.one.pk, Step.READ)) if line is not None else None
        handed = at.get((line.one.pk, Step.HANDED)) if line is not None else None
        reading = readings.get((one.person_id or 0, document.pk))
        if reading or (read is not None and paper.was_out(read)):
            return "read"
        if reading is not None:
            return "opened"
        return "handed" if handed is not None and paper.was_out(handed) else "sent"

    return [
        PaperRow(one, unit_name(one), [state(one, paper) for paper in papers], lines.get(one.pk))
        for one in people
    ]


def table_of(columns: Sequence[PaperColumn], rows: Sequence[PaperRow]) -> tuple[list[str], list[list[Cell]]]:
    """All of it as a table."""
    head = [_("Số"), _("Họ và tên"), _("Cơ quan, đơn vị"), _("Đơn vị nhận"), _("Đơn vị"), _("Đại biểu")]
    head += [f"{one.paper.number} {one.paper.document.title}" for one in columns]
    body: list[list[Cell]] = []
    for place, row in enumerate(rows, 1):
        line = row.line
        by_unit = line is not None and line.one.way == Way.NETWORK
        last = (line.second if by_unit else line.first) if line is not None else None
        first = line.first if line is not None and by_unit else None
        unit = line.one.unit.name if line is not None and line.one.unit is not None else ""
        body.append(
            [
                place,
                row.one.name,
                row.unit,
                unit,
                first.get_step_display() if first is not None else "",
                last.get_step_display() if last is not None else "",
                *row.words,
            ]
        )
    return head, body

"""Which matters bring a document that is handed in ten days before, to be appraised (5609 I/III/1.2/b1).

The clause names kinds of document, whatever the conference: what the pack holds says so, and what the agenda expects by
name. That a name such as "Dự thảo Đề án" speaks of a scheme is our reading.
"""

from __future__ import annotations

from nghisu.conferences.enums import Purpose
from nghisu.conferences.models import AgendaItem, Conference, ItemDocument
from nghisu.core.law import Rulebook, load_rulebook
from nghisu.core.text import fold
from nghisu.documents.models import Document

APPRAISAL_COPY = "appraisal-copy"
"""The act of the rulebook: handed in for appraisal."""
NAMES = {
    Document.Kind.PROGRAMME: "chuong trinh",
    Document.Kind.SCHEME: "de an",
    Document.Kind.THEMATIC: "bao cao chuyen de",
}
"""How the name of a document of a kind begins, folded."""
DRAFT = "du thao "
OF_THE_DAY = ("chuong trinh lam viec", "chuong trinh hoi nghi", "chuong trinh nghi su", "chuong trinh hop")
"""What is called a programme and is only the agenda."""


def ten_day_kinds(rulebook: Rulebook) -> set[str]:
    """The kinds of document that a rulebook has handed in ten days before."""
    return {kind for rule in rulebook.deadlines if rule.act == APPRAISAL_COPY for kind in rule.documents}


def kinds_of(conference: Conference) -> set[str]:
    """The same of the rulebook of a conference."""
    return ten_day_kinds(load_rulebook(conference.entry.subject.rulebook))


def expects_one(item: AgendaItem, kinds: set[str]) -> bool:
    """Whether an item expects a document of such a kind: by the documents that it names; a matter to be decided that
    names none, by its title."""
    names = item.expected_documents
    if not names and item.purpose in (Purpose.OPINION, Purpose.VOTE):
        names = [item.title]
    return any(_kind_named(name) in kinds for name in names)


def items_to_appraise(conference: Conference) -> set[int]:
    """The items of a conference that expect or hold such a document."""
    kinds = kinds_of(conference)
    items = AgendaItem.objects.filter(committee=conference.committee_id, conference=conference)
    held = ItemDocument.objects.filter(
        committee=conference.committee_id,
        item__conference=conference,
        document__kind__in=kinds,
        document__withdrawn_at=None,
    )
    return {one.pk for one in items if expects_one(one, kinds)} | set(held.values_list("item", flat=True))


def _kind_named(name: str) -> str:
    words = fold(name).removeprefix(DRAFT)
    if words.startswith(OF_THE_DAY):
        return ""
    return next((kind for kind, said in NAMES.items() if f"{words} ".startswith(f"{said} ")), "")

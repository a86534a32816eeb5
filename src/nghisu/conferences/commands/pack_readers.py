"""Who may read the pack of a conference follows from who attends it; they are told of what came, changed or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference, ConferencePack
from nghisu.conferences.pack_readers import attendants_of
from nghisu.conferences.queries.matters import body_of_kind
from nghisu.conferences.queries.merged_packs import documents_of_items, meetings_of, taken_in
from nghisu.directory.models import Body
from nghisu.directory.queries import members_of
from nghisu.documents.commands import keep_attendants
from nghisu.documents.models import Document, DocumentVersion
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands import Said, tell

MOST_NAMED = 10
"""How many documents one notice names."""

Told = tuple[Document, str, str]
"""A document, its number in the pack, and what became of it: new, added, changed, gone."""


@transaction.atomic
def keep_pack_readers(by: Actor, conference: Conference) -> None:
    """Let those who attend read what was sent out, each what belongs to the items attended; of conferences that were
    merged into this one, too. Nobody gets anything before the first document of a pack went out."""
    own = ConferencePack.objects.filter(committee=by.committee_id, conference=conference)
    for held in [*own.select_related("conference__entry"), *taken_in(conference.entry)]:
        if _is_out(held):
            _keep_readers(by, held)


def _keep_readers(by: Actor, held: ConferencePack) -> None:
    people: dict[int, frozenset[int] | None] = {}
    bodies: set[str] = set()
    for meeting in meetings_of(held):
        attending = attendants_of(by, meeting)
        if attending is None:
            bodies.add(body_of_kind(meeting) or "-")
            continue
        documents = documents_of_items(held, meeting)
        for person, items in attending.items():
            before = people.get(person, frozenset())
            some = frozenset().union(*(documents[item] for item in items)) if items else None
            people[person] = None if before is None or some is None else before | some
    rows = Body.objects.filter(committee=by.committee_id, code__in=bodies)
    keep_attendants(by, held.pack, people, rows.values_list("pk", flat=True))


def tell_pack_readers(by: Actor, conference: Conference, told: Sequence[Told]) -> None:
    """Tell each of those who attend, once, of the documents that they may read. What only those named may read is told
    to nobody else."""
    held = ConferencePack.objects.get(committee=by.committee_id, conference=conference)
    open_to_all = [one for one in told if not one[0].restricted]
    people = attendants_of(by, conference)
    if people is None:
        code = body_of_kind(conference)
        day = clock.local(conference.entry.opening).date()
        _tell(by, conference, members_of(by, [code], day).get(code, set()), open_to_all)
        return
    documents = documents_of_items(held, conference)
    groups: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for person, items in people.items():
        seen = set().union(*(documents[item] for item in items)) if items else None
        own = tuple(place for place, one in enumerate(open_to_all) if seen is None or one[0].pk in seen)
        groups[own].add(person)
    for own, some in groups.items():
        _tell(by, conference, some, [open_to_all[place] for place in own])


def _tell(by: Actor, conference: Conference, people: Iterable[int], told: Sequence[Told]) -> None:
    if not told:
        return
    words = {
        "added": lambda: _("Bổ sung: %(number)s %(title)s"),
        "changed": lambda: _("Thay đổi: %(number)s %(title)s"),
        "gone": lambda: _("Đã rút: %(number)s %(title)s"),
    }

    def line(document: Document, number: str, what: str) -> str:
        named = {"number": number, "title": document.title}
        return words[what]() % named if what in words else f"{number} {document.title}"

    def said() -> Said:
        title = _("Tài liệu hội nghị: %(title)s") % {"title": conference.entry.title}
        lines = [line(*one) for one in told[:MOST_NAMED]]
        if len(told) > MOST_NAMED:
            lines.append(_("và %(count)s tài liệu khác") % {"count": len(told) - MOST_NAMED})
        return Said(title, "\n".join(lines))

    tell(
        by,
        people,
        "conference.documents",
        said,
        url=reverse("conferences:pack", args=[conference.entry_id]),
        thing=conference,
    )


def _is_out(held: ConferencePack) -> bool:
    rows = DocumentVersion.objects.filter(committee=held.committee_id, document__pack=held.pack_id)
    return rows.exclude(circulated_at=None).exists()

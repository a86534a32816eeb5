"""What Thường trực agreed to of the schemes that go to Ban Chấp hành: the very versions that it was shown.

The clause speaks of the scheme (5609 II/II/2.3/b1). That all documents of a matter put up for an opinion or a vote are
its scheme is our reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing
from nghisu.conferences.models import AgendaItem, Conference, ItemDocument, SchemeOpinion
from nghisu.conferences.queries.matters import EXECUTIVE, body_of_kind, decided_items, origins_of
from nghisu.conferences.queries.standing import asked_of
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.queries.gates import ClosedGate, newest_of
from nghisu.foundation.actors import Actor

GATE, OPINION = "scheme-opinion", "opinion"
"""The gate of the rulebook, and as a document's own."""
Versions = Mapping[Document, DocumentVersion]
"""The newest version of each of some documents."""


@dataclass(frozen=True, slots=True)
class SchemeLack:
    """A matter whose scheme, as it is now, Thường trực did not agree to.

    `versions` are those to which it did not and which nobody let out past this gate; `agreed` says that it agreed to
    others.
    """

    item: AgendaItem
    versions: Versions
    agreed: bool

    @property
    def missing(self) -> Missing:
        """The same as the gates put it: no opinion at all, or none on versions that came after it, which is another thing
        with each of them."""
        titles = "; ".join(named(one, version) for one, version in self.versions.items())
        words = {"title": self.item.title, "documents": titles}
        said = _("Đề án đã sửa chưa có ý kiến Thường trực: %(title)s") % words
        if self.agreed:
            said = _("Đề án có bản mới Thường trực chưa xem: %(title)s (%(documents)s)") % words
        return Missing(
            gate=GATE,
            key=self.key,
            said=said,
            url=self.url,
            action=_("Xin ý kiến Thường trực"),
        )

    @property
    def key(self) -> str:
        if not self.agreed:
            return f"item-{self.item.pk}"
        marks = repr(sorted(one.pk for one in self.versions.values()))
        return f"item-{self.item.pk}-{hashlib.sha256(marks.encode()).hexdigest()[:12]}"

    @property
    def url(self) -> str:
        return reverse("conferences:scheme_opinion", args=[self.item.conference.entry_id, self.item.pk])


def scheme_lacks(actor: Actor, conference: Conference) -> list[SchemeLack]:
    """The matters of a conference of Ban Chấp hành whose scheme lacks the opinion, in their order."""
    if body_of_kind(conference) != EXECUTIVE:
        return []
    items = decided_items(actor, conference)
    if not items:
        return []
    origins = origins_of(actor, items)
    newest = _newest_by_item(actor, origins)
    agreed: dict[int, set[int]] = {}
    opinions = SchemeOpinion.objects.filter(
        committee=actor.committee_id,
        item__in={pk for known in origins.values() for pk in known},
        state=SchemeOpinion.State.GRANTED,
    )
    for item_id, versions in opinions.values_list("item", "versions"):
        agreed[item_id] = {one["version"] for one in versions}
    lacks = []
    for item in items:
        granted = [agreed[pk] for pk in origins[item.pk] if pk in agreed]
        known = {version for some in granted for version in some}
        there = newest[item.pk]
        lacking = {
            document: version
            for document, version in there.items()
            if version.pk not in known and OPINION not in version.waived_gates
        }
        if lacking or not (granted or there):
            lacks.append(SchemeLack(item, lacking, bool(granted)))
    return lacks


def schemes_held_back(actor: Actor, conference: Conference, document_ids: Iterable[int]) -> list[ClosedGate]:
    """Those among some documents that do not go out, for Thường trực did not agree to what they say now and nobody passed
    it over: one gate for each."""
    wanted = set(document_ids)
    lacks = [one for one in scheme_lacks(actor, conference) if wanted & {row.pk for row in one.versions}]
    asked = {one.missing.key: one for one in asked_of(actor, conference, [one.missing for one in lacks])}
    return [
        ClosedGate(
            document.pk,
            OPINION,
            _("“%(title)s” thuộc nội dung “%(item)s”: bản này chưa có ý kiến Thường trực.")
            % {"title": document.said_title, "item": lack.item.title},
            asked[lack.key].citations,
            lack.url,
        )
        for lack in lacks
        if lack.key in asked and asked[lack.key].is_open
        for document in lack.versions
        if document.pk in wanted
    ]


def versions_to_show(actor: Actor, item: AgendaItem) -> list[dict[str, object]]:
    """The newest versions of an item's documents as an opinion keeps them: which, named so that people know them."""
    newest = _newest_by_item(actor, origins_of(actor, [item]))[item.pk]
    return [
        {
            "document": document.pk,
            "version": version.pk,
            "title": document.said_title,
            "number": version.number,
        }
        for document, version in newest.items()
    ]


def newer_than_agreed(actor: Actor, item: AgendaItem) -> Sequence[str]:
    """The documents of an item that say something else than Thường trực agreed to, by name."""
    for one in scheme_lacks(actor, item.conference):
        if one.item.pk == item.pk and one.agreed:
            return [named(document, version) for document, version in one.versions.items()]
    return []


def named(document: Document, version: DocumentVersion) -> str:
    """A version by name."""
    return said_of_version(document.said_title, version.number)


def said_of_version(title: object, number: object) -> str:
    return _("%(title)s, bản %(number)s") % {"title": title, "number": number}


def _newest_by_item(actor: Actor, origins: Mapping[int, set[int]]) -> dict[int, Versions]:
    """The newest versions of the documents of each item, with those that came along when conferences were merged."""
    rows = ItemDocument.objects.filter(
        committee=actor.committee_id,
        item__in={pk for known in origins.values() for pk in known},
        document__withdrawn_at=None,
    )
    placed = list(rows.select_related("document").order_by("document__position", "document"))
    newest = newest_of(one.document for one in placed)
    return {
        pk: {
            one.document: newest[one.document_id]
            for one in placed
            if one.item_id in known and one.document_id in newest
        }
        for pk, known in origins.items()
    }

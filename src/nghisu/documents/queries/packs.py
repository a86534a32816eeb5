"""A pack as its readers see it: the documents in their order, what is new or has changed since they read last, how much
there is to read; with the same few queries for one document and for a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from nghisu.core.reading.load import minutes_to_read
from nghisu.core.text import fold
from nghisu.documents.models import (
    Appraisal,
    Document,
    DocumentGrant,
    DocumentPage,
    DocumentVersion,
    Pack,
    Reading,
)
from nghisu.documents.pack_places import pack_numbers
from nghisu.documents.queries.freshness import unread_versions
from nghisu.documents.queries.visible import drafts_seen, own_units
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

MOST_FOUND = 100
KIND_WORDS = dict(Document.Kind.choices)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as a list shows it, with its number in the pack. `fresh` is "new", "changed" or "" for this reader;
    `supplement` that it came, or will come, after the pack was first sent out."""

    document: Document
    version: DocumentVersion | None
    newest: DocumentVersion | None
    fresh: str
    appraisals: Sequence[tuple[str, str]]
    may_hand_in: bool
    number: str = ""
    supplement: bool = False

    @property
    def key(self) -> str:
        """Its identifier as an address names it."""
        return str(self.document.pk)

    @property
    def pages(self) -> int:
        return (self.version.pages or 0) if self.version is not None else 0

    @property
    def minutes(self) -> int:
        return minutes_to_read(self.pages)

    @property
    def waits_to_go_out(self) -> bool:
        """Whether its newest version did not go out."""
        return self.newest is not None and self.newest.circulated_at is None

    @property
    def kind_word(self) -> str:
        return str(KIND_WORDS[self.document.kind])

    @property
    def fresh_tone(self) -> str:
        return "today" if self.fresh == "new" else "soon"

    @property
    def fresh_word(self) -> str:
        return _("Mới") if self.fresh == "new" else _("Đã thay đổi")

    @property
    def tone(self) -> str:
        """The look of its state."""
        return "none" if self.newest is None else "soon" if self.waits_to_go_out else "done"

    @property
    def word(self) -> str:
        """Its state in words."""
        if self.newest is None:
            return _("Chưa có tệp")
        if not self.newest.is_drawn:
            return str(self.newest.get_state_display())
        return _("Chưa phát hành") if self.waits_to_go_out else _("Đã phát hành")


def document_lines(
    actor: Actor, rows: QuerySet[Document], numbers: Mapping[int, str] | None = None
) -> list[DocumentLine]:
    """Documents the actor may see, in the order given, each with the version that is the actor's to read; `numbers` are
    those in their packs where they are known already."""
    documents = list(rows.select_related("owner", "summary_of"))
    drafts = drafts_seen(actor, documents)
    units = own_units(actor)
    versions: dict[int, list[DocumentVersion]] = {}
    for version in (
        DocumentVersion.objects.filter(document__in=rows).select_related("pdf").order_by("-number")
    ):
        versions.setdefault(version.document_id, []).append(version)
    said: dict[int, list[tuple[str, str]]] = {}
    for version_id, part, outcome in Appraisal.objects.filter(version__document__in=rows).values_list(
        "version", "part", "outcome"
    ):
        said.setdefault(version_id, []).append((part, outcome))
    unread = set(unread_versions(actor).filter(document__in=rows).values_list("document", flat=True))
    known = set(
        Reading.objects.filter(user=actor.user_id, document__in=unread).values_list("document", flat=True)
        if unread
        else ()
    )
    packs = {document.pack_id for document in documents}
    numbers = pack_numbers(actor.committee_id, packs) if numbers is None else numbers
    first = first_sent(packs)
    hands_in_all = bool(may(actor, "document.hand_in", []))
    lines = []
    for document in documents:
        own = document.owner_id in units
        sees = document.pk in drafts
        seen = [one for one in versions.get(document.pk, []) if sees or one.circulated_at is not None]
        readable = next((one for one in seen if one.is_drawn), None)
        newest = seen[0] if seen else None
        lines.append(
            DocumentLine(
                document=document,
                version=readable,
                newest=newest,
                fresh=("changed" if document.pk in known else "new") if document.pk in unread else "",
                appraisals=said.get(newest.pk, []) if newest is not None and sees else [],
                may_hand_in=hands_in_all or own,
                number=numbers.get(document.pk, ""),
                supplement=_is_supplement(versions.get(document.pk, ()), first.get(document.pack_id)),
            )
        )
    return lines


def first_sent(pack_ids: Iterable[int]) -> dict[int, datetime]:
    """When documents of packs went out for the first time; a pack of which nothing went out is left out."""
    out = DocumentVersion.objects.filter(document__pack__in=list(pack_ids), circulated_at__isnull=False)
    rows = out.order_by().values("document__pack").annotate(first=Min("circulated_at"))
    return {row["document__pack"]: row["first"] for row in rows}


def _is_supplement(versions: Iterable[DocumentVersion], first: datetime | None) -> bool:
    if first is None:
        return False
    own = min((one.circulated_at for one in versions if one.circulated_at is not None), default=None)
    return own is None or own > first


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of a document whose words were searched for."""

    document: Document
    version: DocumentVersion
    page: int
    words: str


def search_pack(actor: Actor, lines: Iterable[DocumentLine], words: str) -> list[FoundPage]:
    """The pages that hold all the words, among the versions that are the actor's to read."""
    wanted = [word for word in fold(words).split() if word][:8]
    versions = {line.version.pk: line for line in lines if line.version is not None}
    if not wanted or not versions:
        return []
    rows = DocumentPage.objects.filter(committee=actor.committee_id, version__in=versions)
    for word in wanted:
        rows = rows.filter(search_text__contains=word)
    found = []
    for page in rows.order_by("version__document__position", "number")[:MOST_FOUND]:
        line = versions[page.version_id]
        if line.version is not None:
            found.append(FoundPage(line.document, line.version, page.number, _around(page, wanted[0])))
    return found


def _around(page: DocumentPage, word: str) -> str:
    """The line in which a word stands, with its neighbours."""
    texts = [str(line[0]) for line in page.lines]
    at = next((place for place, text in enumerate(texts) if word in fold(text)), 0)
    return " ".join(texts[max(0, at - 1) : at + 2])[:240]


@dataclass(frozen=True, slots=True)
class ReaderLoad:
    """What one delegate has to read: documents, pages, minutes."""

    name: str
    documents: int
    pages: int

    @property
    def minutes(self) -> int:
        return minutes_to_read(self.pages)


def loads_of(actor: Actor, pack: Pack) -> list[ReaderLoad]:
    """The reading load of each person to whom the pack, or documents of it, were granted by name, and of each body."""
    out = DocumentVersion.objects.filter(
        document__pack=pack, document__withdrawn_at=None, circulated_at__isnull=False
    )
    pages: dict[int, tuple[int, bool]] = {}
    for document, restricted, count in out.order_by("number").values_list(
        "document", "document__restricted", "pages"
    ):
        pages[document] = (count or 0, restricted)
    every = {document: count for document, (count, restricted) in pages.items() if not restricted}
    readers: dict[tuple[int | None, int | None], tuple[str, set[int]]] = {}
    grants = DocumentGrant.objects.filter(committee=actor.committee_id, pack=pack)
    for one in grants.select_related("person", "body"):
        name = one.person.full_name if one.person is not None else str(one.body)
        _name, read = readers.setdefault((one.person_id, one.body_id), (name, set()))
        if one.document_id is None:
            read |= set(every)
        else:
            named = one.source == DocumentGrant.Source.NAME
            read |= {one.document_id} & (set(pages) if named else set(every))
    return sorted(
        (ReaderLoad(name, len(read), sum(pages[one][0] for one in read)) for name, read in readers.values()),
        key=lambda load: (-load.pages, load.name),
    )


def readers_count(pack: Pack) -> int:
    """How many people were granted the pack, or documents of it, one by one."""
    return int(pack.grants.aggregate(count=Count("person", distinct=True))["count"] or 0)

"""Drafts as far as the actor may see them, what they say in words, and what became of it between two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from nghisu.approvals.differences import Stretch, differences
from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.core.papers.kinds import KINDS, Content, compose
from nghisu.core.papers.marks import with_marks
from nghisu.core.papers.paper import (
    FillIn,
    Ground,
    Heading,
    Paper,
    Paragraph,
    Table,
    TickBoxes,
)
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.queries.paging import Page, page_of
from nghisu.documents.models import Draft, DraftVersion
from nghisu.documents.registry import seen_of
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

PAGE = 50
OFFICIAL = "official-document"
"""The kind of approval by which a draft is approved."""


def visible_drafts(by: Actor) -> QuerySet[Draft]:
    """The drafts that the actor may see: those begun by oneself, those about what one may see by the word of the app
    above, those about nothing for the office; and once approved, for whoever issues."""
    rows = Draft.objects.filter(committee=by.committee_id)
    seen = Q(begun_by_person=by.person_id) if by.person_id is not None else Q(pk=None)
    about: dict[str, set[int]] = {}
    for kind, number in (
        rows.exclude(about_kind="").order_by().values_list("about_kind", "about_id").distinct()
    ):
        if number is not None:
            about.setdefault(kind, set()).add(number)
    for kind, numbers in about.items():
        seen |= Q(about_kind=kind, about_id__in=seen_of(by, kind, frozenset(numbers)))
    if by.holds(Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF):
        seen |= Q(about_kind="")
    if may(by, "document.issue"):
        seen |= Q(state__in=[Draft.State.APPROVED, Draft.State.ISSUED])
    return rows.filter(seen).select_related("issuer", "issued")


def draft_list(by: Actor, text: str = "", state: str = "", kind: str = "", after: str = "") -> Page[Draft]:
    """A part of the list of drafts, the latest first."""
    rows = visible_drafts(by)
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    if state:
        rows = rows.filter(state=state)
    elif not text:
        rows = rows.exclude(state__in=[Draft.State.DROPPED])
    if kind:
        rows = rows.filter(kind=kind)
    found, mark = page_of(rows, ["-id"], after, PAGE)
    return Page(found, rows.count(), mark)


def drafts_about(by: Actor, kind: str, number: int) -> list[Draft]:
    """The drafts about one thing that the actor may see, the latest first, without those dropped."""
    if not may(by, "draft.view"):
        return []
    rows = visible_drafts(by).filter(about_kind=kind, about_id=number)
    return list(rows.exclude(state=Draft.State.DROPPED))


def content_of(kind: str, kept: object) -> Content:
    """The data of a version. Raises UnreadableContent."""
    found: Content = KINDS[kind].content.from_json(kept)
    return found


def version_of(draft: Draft, number: int | None = None) -> DraftVersion:
    """A version of a draft, the latest by default."""
    return DraftVersion.objects.get(
        committee=draft.committee_id, draft=draft, number=number or draft.revision
    )


def paper_of(draft: Draft, content: Content, *, number: str = "", day: Any = None) -> Paper:
    """The document that the data make, with the head of its issuer; a draft says so until it has a number."""
    head = content.formalities
    # A paper of Ban Chấp hành has its own head under the symbol of the committee.
    own = KINDS[draft.kind].of_full_committee and bool(head.superior)
    said = replace(
        head,
        superior=head.superior if own else draft.issuer.superior,
        issuer=head.issuer if own else draft.issuer.name,
        unit=draft.issuer.symbol,
        place=draft.issuer.place,
        number=number,
        day=day,
        draft="" if number else f"Dự thảo lần {draft.revision}",
    )
    return compose(replace(content, formalities=said))  # type: ignore[type-var]  # each content is a data class


def words_of(paper: Paper, *, marks: bool = False) -> str:
    """What a document says, a paragraph to a line; with `marks`, what is bold or italic bears its marks."""
    lines: list[str] = []
    if paper.addressees:
        lines.append(f"{paper.addressees.label}: {'; '.join(paper.addressees.names)}")
    for block in paper.blocks:
        if marks and isinstance(block, Paragraph):
            lines.append(with_marks(block.words))
        else:
            lines += _lines(block)
    return "\n".join(line for line in lines if line)


def _lines(block: object) -> Sequence[str]:
    if isinstance(block, Paragraph):
        return ["".join(words.text for words in block.words)]
    if isinstance(block, Ground | Heading):
        return [block.text]
    if isinstance(block, Table):
        heads = " | ".join(column.head for column in block.columns)
        return [heads, *(row.across or " | ".join(row.cells) for row in block.rows)]
    if isinstance(block, TickBoxes):
        return [f"☐ {option}" for option in block.options]
    if isinstance(block, FillIn):
        return [block.label]
    return []


def signature_words(paper: Paper) -> str:
    """The block of the signature and the recipients in words."""
    head = paper.formalities
    lines: list[str] = []
    for signer in (head.signer, head.second):
        if signer is not None:
            lines += [f"{one.letters} {one.of}" for one in signer.authorities]
            lines += [signer.position, signer.name]
    return "\n".join([*lines, *head.recipients]).strip()


def shown_of_draft(draft: Draft) -> Shown:
    """What those who approve see of a draft: head, body, signature and recipients of its latest version."""
    paper = paper_of(draft, content_of(draft.kind, version_of(draft).content))
    head = [paper.formalities.superior, paper.formalities.issuer, paper.title]
    stated = (
        ("head", "Đầu văn bản", "\n".join(one for one in head if one)),
        ("body", "Nội dung", words_of(paper)),
        ("signature", "Ký, nơi nhận", signature_words(paper)),
    )
    return Shown(
        title=draft.title,
        url=reverse("documents:draft", args=[draft.pk]),
        passages=[Passage(code, heading, text) for code, heading, text in stated if text],
    )


@shows(OFFICIAL)
def shown_draft(by: Actor, thing_id: int) -> Shown | None:
    """The draft as it is now, its row locked."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("issuer")
    draft = rows.filter(committee=by.committee_id, pk=thing_id).order_by().first()
    return None if draft is None else shown_of_draft(draft)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions beside each other: what is gone and what is new, in words."""

    before: DraftVersion
    after: DraftVersion
    stretches: Sequence[Stretch]


def compared(draft: Draft, before: int, after: int) -> Compared:
    """What changed between two versions. Raises DraftVersion.DoesNotExist."""
    old, new = version_of(draft, before), version_of(draft, after)
    texts = []
    for version in (old, new):
        paper = paper_of(draft, content_of(draft.kind, version.content))
        texts.append(f"{paper.title}\n{words_of(paper, marks=True)}\n{signature_words(paper)}")
    return Compared(old, new, differences(*texts))

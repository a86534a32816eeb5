"""What a document must be before it goes out to those who attend, with the clauses that ask for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook
from nghisu.core.law.citation import Citation
from nghisu.documents.models import Appraisal, Document, DocumentVersion, Pack
from nghisu.documents.queries.appraised import (
    Said,
    appraisal_gate,
    by_words,
    parts_asked,
    standing_of,
)
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of

LONG, SHORT = "document-pages", "summary-pages"
"""The limits of a rulebook: pages of a document without a summary, pages of a summary."""


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """A gate that a document does not pass: which, said to a person, the citations that ask for it, where it is
    answered if not at the document itself; `part` the part of its appraisal that is missing."""

    document_id: int
    gate: str
    said: str
    citations: Sequence[Citation]
    url: str = ""
    part: str = ""

    @property
    def mark(self) -> str:
        """What tells it from other gates of the same document: one that was passed over opens no other."""
        return f"{self.gate}-{self.part}".rstrip("-")


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with the newest version of it, and what appraisers of each part said of that one."""

    document: Document
    newest: DocumentVersion
    said: Said


def gates_of(actor: Actor, pack: Pack, going: Collection[int] | None = None) -> list[ClosedGate]:
    """The gates that the newest versions of a pack's documents do not pass; with `going`, where these documents alone go
    out now.

    A summary is one where readers have it: out already, or going out in the same act. The clause asks that it be prepared
    (5609 I/III/1.2/b3); that it reaches them no later than the long document is our reading.
    """
    rows = Document.objects.filter(committee=actor.committee_id, pack=pack, withdrawn_at=None)
    documents = list(rows.select_related("owner"))
    newest = newest_of(documents)
    behind: set[int] = set()
    if going is not None:
        staying = {one.pk for one in documents if one.summary_of_id is not None} - set(going)
        out = _last_out(staying)
        unsent = (staying & set(newest)) - set(out)
        behind = {one.summary_of_id for one in documents if one.pk in unsent and one.summary_of_id}
        newest = {pk: one for pk, one in newest.items() if pk not in staying} | out
    outcomes = _outcomes(newest)
    judged = [
        Judged(one, newest[one.pk], outcomes.get(newest[one.pk].pk, ()))
        for one in documents
        if one.pk in newest
    ]
    return gates_among(actor, judged, behind)


def gates_among(actor: Actor, documents: Sequence[Judged], behind: Collection[int] = ()) -> list[ClosedGate]:
    """The gates that documents of one pack do not pass, those that sum others up among them: real pages counted. `behind`
    are those whose summary is there and has reached nobody."""
    rulebook = rulebook_of(actor, clock.today())
    summaries: dict[int, list[int | None]] = {}
    for one in documents:
        if one.document.summary_of_id is not None:
            summaries.setdefault(one.document.summary_of_id, []).append(one.newest.pages)
    return [
        gate
        for one in documents
        for gate in (
            *_pages(one, summaries.get(one.document.pk, ()), rulebook, one.document.pk in behind),
            *_appraised(one, rulebook),
        )
    ]


def newest_of(documents: Iterable[Document]) -> dict[int, DocumentVersion]:
    """The newest version of each document that has one, by its document; what is held back is none."""
    versions = DocumentVersion.objects.filter(document__in=list(documents)).exclude(
        state=DocumentVersion.State.HELD
    )
    return {version.document_id: version for version in versions.order_by("number")}


def _last_out(document_ids: Collection[int]) -> dict[int, DocumentVersion]:
    """The version of each document that went out last, of those of which one did."""
    rows = DocumentVersion.objects.filter(document__in=document_ids).exclude(circulated_at=None)
    return {version.document_id: version for version in rows.order_by("number")}


def unappraised(documents: Sequence[Document], newest: dict[int, DocumentVersion]) -> dict[int, str]:
    """The documents whose newest version nobody, or not everybody who was asked, accepted: by document, in words."""
    outcomes = _outcomes(newest)
    said = {}
    for document in documents:
        version = newest.get(document.pk)
        told = outcomes.get(version.pk, ()) if version is not None else ()
        words = _unappraised({outcome for _part, outcome in told})
        if words:
            said[document.pk] = words % {"title": document.said_title}
    return said


def _outcomes(newest: dict[int, DocumentVersion]) -> dict[int, set[tuple[str, str]]]:
    """What was said of versions in their appraisals, part by part, by version."""
    outcomes: dict[int, set[tuple[str, str]]] = {}
    said = Appraisal.objects.filter(version__in=newest.values()).exclude(outcome=Appraisal.Outcome.WITHDRAWN)
    for version_id, part, outcome in said.values_list("version", "part", "outcome"):
        outcomes.setdefault(version_id, set()).add((part, outcome))
    return outcomes


def _pages(
    one: Judged, summaries: Sequence[int | None], rulebook: Rulebook, behind: bool
) -> list[ClosedGate]:
    limits = {rule.id: rule for rule in rulebook.limits}
    long, short = limits.get(LONG), limits.get(SHORT)
    document, pages = one.document, one.newest.pages or 0
    if long is None or pages <= long.value:  # a summary so long is a long document, whatever it calls itself
        return []
    most = int(short.value) if short is not None else 0
    if any(count is not None and (not most or count <= most) for count in summaries):
        return []
    words = {
        "title": document.said_title,
        "pages": pages,
        "most": int(long.value),
        "short": most,
        "found": max((count for count in summaries if count), default=0),
    }
    if not summaries and document.kind == Document.Kind.SUMMARY:
        said = _("“%(title)s” dài %(pages)s trang, bản tóm tắt không quá %(short)s trang. Hãy rút gọn.")
    elif summaries:
        said = _(
            "“%(title)s” dài %(pages)s trang; bản tóm tắt có %(found)s trang, dài hơn %(short)s trang. "
            "Hãy rút gọn bản tóm tắt."
        )
    elif behind:
        said = _(
            "“%(title)s” dài %(pages)s trang; bản tóm tắt chưa phát hành. Hãy phát hành bản tóm tắt cùng lúc hoặc trước: "
            "quy định đòi có bản tóm tắt, đến tay người đọc cùng tài liệu dài là cách hiểu."
        )
    else:
        said = _(
            "“%(title)s” dài %(pages)s trang, quá %(most)s trang. Hãy đưa thêm một bản tóm tắt không quá %(short)s trang."
        )
    return [ClosedGate(document.pk, "pages", said % words, long.citations)]


def _appraised(one: Judged, rulebook: Rulebook) -> list[ClosedGate]:
    """The parts of its appraisal that the newest version of a document lacks."""
    gate = appraisal_gate(rulebook)
    words = {
        "": _("“%(title)s” chưa được %(by)s thẩm định %(what)s. Hãy giao người thẩm định."),
        Appraisal.Outcome.ASKED: _("“%(title)s” đang chờ %(by)s thẩm định %(what)s."),
        Appraisal.Outcome.RETURNED: _(
            "“%(title)s”: %(by)s chưa chấp nhận %(what)s của bản mới nhất. Hãy sửa và đưa lên bản mới."
        ),
    }
    closed = []
    for part in parts_asked(one.document, gate):
        standing = standing_of(part.part, one.said)
        if gate is None or standing == Appraisal.Outcome.ACCEPTED:
            continue
        what = str(Appraisal.Part(part.part).label).lower()
        said = words[standing] % {"title": one.document.said_title, "by": by_words(part.by), "what": what}
        closed.append(ClosedGate(one.document.pk, "appraisal", said, gate.citations, part=part.part))
    return closed


def _unappraised(outcomes: set[str]) -> str:
    """What a document lacks by what was said of its newest version; empty where all accepted it."""
    if outcomes == {Appraisal.Outcome.ACCEPTED}:
        return ""
    if Appraisal.Outcome.RETURNED in outcomes:
        return _("“%(title)s”: bản mới nhất chưa đạt thẩm định. Hãy sửa và đưa lên bản mới.")
    if outcomes:
        return _("“%(title)s” đang chờ ý kiến thẩm định.")
    return _("“%(title)s” chưa được thẩm định. Hãy giao người thẩm định.")

"""What the gates ask of documents before a conference opens: read from the pack where it says so, and put to a person by
name where only a person can judge."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.enums import DECIDED
from nghisu.conferences.gates import Missing, asks, of_this
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.queries.merged_packs import packs_read_at, placed_at
from nghisu.conferences.queries.standing import gates_of
from nghisu.core.text import fold
from nghisu.documents.models import Document, DocumentPage, DocumentVersion
from nghisu.documents.queries.gates import newest_of, unappraised
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import read_once

Kind = Document.Kind
ASKING = (Kind.PROPOSAL, Kind.SCHEME, Kind.PROGRAMME, Kind.THEMATIC, Kind.REPORT)
"""Kinds that bring a matter before those who decide; drafts, speeches, summaries go beside them."""
REPORTS = (Kind.REPORT, Kind.THEMATIC)
SYNTHESIS, CARRIED_OUT = ("tong hop",), ("thuc hien", "ket luan")
"""Words, folded, by which the title of a report says that it sums up the others, or tells what became of conclusions."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents of a conference's pack as the gates look at them."""

    entry_id: int
    documents: Sequence[Document] = ()
    newest: dict[int, DocumentVersion] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[Document]:
        return [one for one in self.documents if one.kind in kinds]

    def named(self, kinds: Iterable[str], words: Sequence[str]) -> list[Document]:
        """Those of some kinds whose title holds all the words."""
        return [one for one in self.of(*kinds) if all(word in fold(one.title) for word in words)]

    def mark(self, documents: Iterable[Document]) -> str:
        """A sign of the very versions that somebody judges: another version has another."""
        versions = sorted(self.newest[one.pk].pk for one in documents if one.pk in self.newest)
        return hashlib.sha256(repr(versions).encode()).hexdigest()[:12]

    def change(self, document: Document) -> str:
        return reverse("conferences:pack_change", args=[self.entry_id, document.pk])

    @property
    def page(self) -> str:
        return reverse("conferences:pack", args=[self.entry_id])


@read_once
def papers_of(conference: Conference) -> Papers:
    """The documents that a conference reads, those of a conference that it took in too; nothing where nobody has begun a
    pack."""
    packs = [one.pack_id for one in packs_read_at(conference)]
    rows = Document.objects.filter(committee=conference.committee_id, withdrawn_at=None, pack__in=packs)
    documents = list(rows)
    return Papers(conference.entry_id, documents, newest_of(documents))


def texts_of(versions: Iterable[DocumentVersion]) -> dict[int, str]:
    """What the pages of versions say, folded: by version, one query."""
    pages = DocumentPage.objects.filter(version__in=[one.pk for one in versions]).order_by(
        "version", "number"
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for version_id, text in pages.values_list("version", "search_text"):
        texts[version_id].append(text)
    return {version_id: " ".join(several) for version_id, several in texts.items()}


@asks("open")
def documents_say_what_they_ask(by: Actor, conference: Conference) -> Iterable[Missing]:
    """For each matter that is put up for an opinion or a vote, a document says what is asked of the committee and what it
    proposes (5609 I/III/1.2/b1)."""
    papers = papers_of(conference)
    placed = placed_at(conference)
    items = AgendaItem.objects.filter(committee=by.committee_id, conference=conference, purpose__in=DECIDED)
    for item in items:
        own = [one for one in papers.of(*ASKING) if one.pk in placed[item.pk]]
        if not own:
            yield Missing(
                gate="document-asks",
                key=of_this(f"item-{item.pk}", item.title),
                said=_("Nội dung %(number)s chưa có tài liệu nêu điều xin ý kiến và giải pháp: %(title)s")
                % {"number": item.position, "title": item.title},
                url=f"{reverse('conferences:pack_add', args=[conference.entry_id])}?noi-dung={item.pk}",
                action=_("Đưa tài liệu lên"),
            )
            continue
        stated = (
            ("needs_opinion", _("Tài liệu của nội dung %(number)s chưa nêu điều cần cho ý kiến: %(title)s")),
            ("solutions", _("Tài liệu của nội dung %(number)s chưa nêu giải pháp đề xuất: %(title)s")),
        )
        for name, said in stated:
            if not any(getattr(one, name).strip() for one in own):
                yield Missing(
                    gate="document-asks",
                    key=of_this(f"item-{item.pk}-{name}", item.title),
                    said=said % {"number": item.position, "title": item.title},
                    url=papers.change(own[0]),
                    action=_("Ghi vào tài liệu"),
                )


@asks("open")
def contributions_are_appraised(by: Actor, conference: Conference) -> Iterable[Missing]:
    """At a review conference what units contribute (II/V/1.1/b4), and its reports (II/V/1.2/b1), were appraised."""
    bound = gates_of(conference.entry).keys() & {"contributed-appraised", "review-office-part"}
    if not bound:
        return
    papers = papers_of(conference)
    for gate, kind in (("contributed-appraised", Kind.CONTRIBUTION), ("review-office-part", Kind.REPORT)):
        if gate not in bound:
            continue
        for document, said in unappraised(papers.of(kind), papers.newest).items():
            yield Missing(
                gate=gate,
                key=of_this(
                    f"document-{document}", papers.newest[document].pk if document in papers.newest else 0
                ),
                said=said,
                url=reverse("documents:document", args=[document]),
                action=_("Mở tài liệu"),
            )


def _ideas() -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """What a report to a giao ban states: its name, the words that say so in its text, the field that does."""
    return (
        ("situation", _("thực trạng"), ("thuc trang", "tinh hinh"), ""),
        ("difficulties", _("khó khăn, vướng mắc"), ("kho khan", "vuong mac"), ""),
        ("requests", _("kiến nghị"), ("kien nghi",), "needs_opinion"),
        ("solutions", _("giải pháp"), ("giai phap",), "solutions"),
    )


@asks("open")
def giao_ban_reports_are_whole(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Reports to a giao ban state four things (5609 II/IV/1.2/b1): looked for in the text of their pages and in what is
    stated of them. Said in other words, or in a scan without letters, a person who has read it confirms."""
    if "giao-ban-reports" not in gates_of(conference.entry):
        return
    papers = papers_of(conference)
    apart = {one.pk for words in (SYNTHESIS, CARRIED_OUT) for one in papers.named(REPORTS, words)}
    reports = [one for one in papers.of(*REPORTS) if one.pk not in apart and one.pk in papers.newest]
    if not reports:
        yield Missing(
            gate="giao-ban-reports",
            key="none",
            said=_("Bộ tài liệu chưa có báo cáo giao ban nào"),
            url=papers.page,
            action=_("Mở bộ tài liệu"),
        )
    texts = texts_of(papers.newest[one.pk] for one in reports)
    for report in reports:
        version = papers.newest[report.pk]
        text = texts.get(version.pk, "")
        for idea, name, words, column in _ideas():
            if any(word in text for word in words) or (column and getattr(report, column).strip()):
                continue
            said = (
                _("“%(title)s”: không thấy nêu %(what)s")
                if text.strip()
                else _("“%(title)s”: không đọc được chữ, chưa rõ có nêu %(what)s không")
            )
            yield Missing(
                gate="giao-ban-reports",
                key=f"version-{version.pk}-{idea}",
                said=said % {"title": report.title, "what": name},
                url=reverse("documents:document", args=[report.pk]),
                action=_("Mở tài liệu"),
                judged=_("Đã đọc “%(title)s”: có nêu %(what)s") % {"title": report.title, "what": name},
            )


@asks("open")
def giao_ban_is_summed_up(by: Actor, conference: Conference) -> Iterable[Missing]:
    """A giao ban has the report on last quarter's conclusions (5609 II/IV/1.2/b1), a synthesis and a draft of its
    conclusions (b2). What these say, and whether one is there by another name, a person who read them confirms."""
    if "giao-ban-synthesis" not in gates_of(conference.entry):
        return
    papers = papers_of(conference)
    carried_out = papers.named(REPORTS, CARRIED_OUT)
    synthesis = [one for one in papers.named(REPORTS, SYNTHESIS) if one not in carried_out]
    drafts = papers.of(Kind.RESOLUTION)
    read = [one for one in papers.of(*REPORTS) if one.pk in papers.newest]
    needed = (
        (
            "giao-ban-last-conclusions",
            carried_out,
            _("Bộ tài liệu chưa có báo cáo thực hiện kết luận giao ban quý trước"),
            _("Đã đọc: kết quả thực hiện kết luận quý trước nằm trong một báo cáo của bộ"),
        ),
        (
            "giao-ban-synthesis",
            synthesis,
            _("Bộ tài liệu chưa có báo cáo tổng hợp"),
            _("Đã đọc: báo cáo tổng hợp có trong bộ, mang tên khác"),
        ),
        ("giao-ban-synthesis", drafts, _("Bộ tài liệu chưa có dự thảo kết luận"), ""),
    )
    for place, (gate, found, said, judged) in enumerate(needed):
        if not any(one.pk in papers.newest for one in found):
            yield Missing(
                gate=gate,
                key=f"paper-{place}-{papers.mark(read)}" if judged else f"paper-{place}",
                said=said,
                url=papers.page,
                action=_("Mở bộ tài liệu"),
                judged=judged if read else "",
            )
    if read and drafts:
        yield Missing(
            gate="giao-ban-synthesis",
            key=f"judged-{papers.mark([*(synthesis or read), *drafts])}",
            said=_("Chưa ai xác nhận nội dung báo cáo tổng hợp và dự thảo kết luận"),
            url=papers.page,
            action=_("Mở bộ tài liệu"),
            judged=_(
                "Đã đọc báo cáo tổng hợp và dự thảo kết luận: nêu điều cơ sở phản ánh, kiến nghị, quan điểm, hướng làm "
                "và giải pháp cụ thể"
            ),
        )

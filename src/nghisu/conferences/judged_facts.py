"""What no data decide before invitations leave and before a conference opens: a person who saw it confirms by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference, Proposal
from nghisu.conferences.opening_facts import REPORTS, papers_of
from nghisu.foundation.actors import Actor


@asks("invited")
def content_was_proposed_together(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Three offices propose what a giao ban is about, Thường trực approves it (5609 II/IV/1.1, II/IV/1.2/b1). That it was
    approved is known by the stage before; that the three agreed on it is not."""
    yield Missing(
        gate="giao-ban-content",
        key="judged",
        said=_("Chưa ai xác nhận ba văn phòng đã cùng đề xuất nội dung giao ban"),
        judged=_("Ba văn phòng đã cùng đề xuất nội dung, Thường trực đã duyệt"),
    )


@asks("invited")
def the_budget_keeps_within_the_norms(by: Actor, conference: Conference) -> Iterable[Missing]:
    """A conference keeps within the norms of its budget (226, p22): confirmed of what its proposal states, before people
    are called together and money is bound. Stated otherwise it is judged anew."""
    proposals = Proposal.objects.filter(committee=by.committee_id, conference=conference)
    budget = " ".join((proposals.values_list("budget", flat=True).first() or "").split())
    judged = _("Kinh phí của hội nghị trong định mức")
    if budget:
        judged = _("Kinh phí của hội nghị trong định mức: %(budget)s") % {"budget": budget[:300]}
    yield Missing(
        gate="budget-norms",
        key=f"judged-{hashlib.sha256(budget.encode()).hexdigest()[:12]}",
        said=_("Chưa ai xác nhận kinh phí trong định mức"),
        url=reverse("conferences:proposal", args=[conference.entry_id]),
        action=_("Xem tờ trình"),
        judged=judged,
    )


@asks("open")
def papers_were_seen(by: Actor, conference: Conference) -> Iterable[Missing]:
    """What is true of paper, of speeches and of what others did (5609 I/III/1.2/b1, II/II/2.1/b1, II/III/2.1/b4,
    II/V/1.1/b2–b3, II/V/1.2/b2; 307 §5). What is stated of documents holds for the versions that were there."""
    papers = papers_of(conference)
    mark = papers.mark(papers.documents)
    of_documents = (
        (
            "document-both-forms",
            _("Chưa ai xác nhận đã nhận bản giấy của tài liệu"),
            _("Đã nhận bản giấy của mọi tài liệu có trong bộ"),
        ),
        (
            "review-office-part",
            _("Chưa ai xác nhận tài liệu đã được đóng dấu"),
            _("Đã đóng dấu tài liệu"),
        ),
    )
    for gate, said, judged in of_documents:
        if papers.newest:
            yield Missing(gate, f"judged-{mark}", said, papers.page, _("Mở bộ tài liệu"), judged=judged)
    of_the_conference = (
        (
            "executive-papers",
            _("Chưa ai xác nhận văn phòng đã soạn đủ dự thảo cho hội nghị Ban Chấp hành"),
            _("Đã soạn lời khai mạc, kết luận bế mạc, nghị quyết, thông báo kết luận"),
        ),
        (
            "between-sessions",
            _("Chưa ai xác nhận bản tổng hợp việc Thường trực giữa hai kỳ"),
            _("Đã tổng hợp việc Thường trực làm, chỉ đạo giữa hai kỳ cho chủ trì"),
        ),
        (
            "review-drafts",
            _("Chưa ai xác nhận chương trình, giấy mời, lời phát biểu đã trình Thường trực"),
            _("Đã trình Thường trực dự thảo chương trình, giấy mời và lời phát biểu"),
        ),
        (
            "review-report",
            _("Chưa ai xác nhận báo cáo đã có ý kiến Thường trực"),
            _("Thường trực đã cho ý kiến, báo cáo đã hoàn chỉnh"),
        ),
        (
            "options-checked",
            _("Chưa ai xác nhận các phương án đã đối chiếu quy định"),
            _("Đã tổng hợp ý kiến khác nhau, đối chiếu quy định, nêu phương án"),
        ),
    )
    reports = f"judged-{papers.mark(papers.of(*REPORTS))}"
    for gate, said, judged in of_the_conference:
        key = reports if gate == "review-report" else "judged"
        yield Missing(gate, key, said, papers.page, _("Mở bộ tài liệu"), judged=judged)


@asks("open")
def the_place_is_known(by: Actor, conference: Conference) -> Iterable[Missing]:
    """The place of a giao ban is chosen, and the other offices and the localities know it (5609 II/IV/1.3/b1)."""
    entry = conference.entry
    if not (entry.room_id or entry.room_text):
        yield Missing(
            gate="giao-ban-place",
            key="place",
            said=_("Thông tin hội nghị chưa ghi: %(what)s") % {"what": _("địa điểm")},
            url=reverse("programme:change", args=[entry.pk]),
            action=_("Ghi vào thông tin hội nghị"),
        )
        return
    place = entry.room.name if entry.room is not None else entry.room_text
    yield Missing(
        gate="giao-ban-place",
        key=f"judged-{place}"[:120],
        said=_("Chưa ai xác nhận đã báo địa điểm cho hai văn phòng kia và các địa phương"),
        judged=_("Thường trực chọn địa điểm %(place)s; đã báo hai văn phòng kia và các địa phương")
        % {"place": place},
    )

"""How a revised scheme reads to Thường trực, whose opinion is asked before it goes to delegates."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.conferences.models import AgendaItem, SchemeOpinion
from nghisu.conferences.queries.schemes import said_of_version
from nghisu.foundation.actors import Actor

OPINION = "scheme-opinion"


def opinion_of(actor: Actor, item: AgendaItem) -> SchemeOpinion | None:
    """The question about an item's scheme, if it was asked."""
    return SchemeOpinion.objects.filter(committee=actor.committee_id, item=item).first()


def versions_of(opinion: SchemeOpinion) -> list[str]:
    """The versions for which the opinion is asked, or was given, by name."""
    return [said_of_version(one["title"], one["number"]) for one in opinion.versions]


@shows(OPINION)
def shown_opinion(by: Actor, thing_id: int) -> Shown | None:
    """What Thường trực sees of a revised scheme."""
    rows = SchemeOpinion.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=thing_id
    )
    opinion = (
        rows.select_related("item__conference__entry", "item__follows__conference", "item__reporting")
        .order_by()
        .first()
    )
    return None if opinion is None else shown_of_opinion(opinion)


def shown_of_opinion(opinion: SchemeOpinion) -> Shown:
    """The passages of a question about a revised scheme."""
    item = opinion.item
    entry = item.conference.entry
    passages = [
        Passage("item", _("Nội dung"), item.title),
        Passage("conference", _("Hội nghị"), f"{item.conference.code} · {entry.title}"),
        Passage("revised", _("Đã tiếp thu, chỉnh sửa"), opinion.revised),
        Passage(
            "versions",
            _("Bản tài liệu trình kèm"),
            "\n".join(versions_of(opinion)) or _("Chưa có tài liệu nào"),
        ),
    ]
    if item.follows is not None:
        earlier = item.follows
        when = f", {earlier.passed_on:%d/%m/%Y}" if earlier.passed_on else ""
        passages.append(
            Passage("passed", _("Đã qua hội nghị"), f"{earlier.conference.code}: {earlier.title}{when}")
        )
    if item.documents:
        passages.append(Passage("documents", _("Tài liệu cần có"), item.documents))
    return Shown(
        title=_("Xin ý kiến về đề án đã chỉnh sửa: %(title)s") % {"title": item.title},
        url=reverse("conferences:scheme_opinion", args=[entry.pk, item.pk]),
        passages=passages,
    )

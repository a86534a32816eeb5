from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.conferences.blocs import BLOCS
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.core.law import load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names, scale_names
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.programme.queries.lines import chair_names
from nghisu.rulebook.models import Deadline

KIND = "conference-proposal"

WRITTEN: Mapping[str, Promise] = {
    "purpose": gettext_lazy("Mục đích"),
    "requirements": gettext_lazy("Yêu cầu"),
    "need_why": gettext_lazy("Vì sao cần họp"),
    "need_rule": gettext_lazy("Quy định nào yêu cầu phải họp"),
    "no_guidance": gettext_lazy("Vì sao không hướng dẫn bằng văn bản"),
    "combined": gettext_lazy("Có thể kết hợp với hội nghị nào"),
    "budget": gettext_lazy("Kinh phí dự kiến"),
    "division": gettext_lazy("Phân công, phối hợp phục vụ"),
    "ceremony": gettext_lazy("Khánh tiết"),
    "press": gettext_lazy("Báo chí, ghi âm, ghi hình"),
}
"""What is written in the proposal itself, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the proposal states, as people read it; `now` what stands today where another was approved."""

    key: str
    name: str
    value: str
    now: str | None = None

    @property
    def lines(self) -> list[str]:
        return self.value.splitlines()


def proposal_of(actor: Actor, conference: Conference | None) -> Proposal | None:
    """The proposal of a conference; None where nobody has begun it, or the actor may not see it."""
    if conference is None or not may(actor, "proposal.view"):
        return None
    return (
        Proposal.objects.filter(committee=actor.committee_id, conference=conference)
        .select_related("conference__entry")
        .first()
    )


def may_draft(actor: Actor, entry: Entry) -> bool:
    """Whether the actor writes the proposal of this conference: the office, and the unit that prepares it."""
    return bool(may(actor, "proposal.draft", [entry.preparing_id] if entry.preparing_id else []))


def entry_facts(entry: Entry) -> list[Fact]:
    """What the entry says of a conference, as a proposal states it: chair, topic, time, place, form, scale, people."""
    rulebook = load_rulebook(entry.subject.rulebook)
    opening = clock.local(entry.opening)
    closing = clock.local(entry.closing) if entry.closing else None
    when = f"{opening:%H:%M}, {opening:%d/%m/%Y}"
    if closing is not None:
        when += f" – {closing:%H:%M}, {closing:%d/%m/%Y}"
    place = entry.room.name if entry.room is not None else entry.room_text
    preparing = entry.preparing.name if entry.preparing is not None else entry.preparing_text
    units = [unit.name for unit in entry.coordinating.all()] if not entry.coordinating_text else []
    stated = (
        ("chair", _("Chủ trì"), chair_names(rulebook).get(entry.chair, entry.chair_text)),
        ("topic", _("Chủ đề"), entry.title),
        ("time", _("Thời gian"), when),
        ("place", _("Địa điểm"), place),
        ("form", _("Hình thức"), str(form_names().get(entry.form, ""))),
        ("scale", _("Quy mô"), str(scale_names().get(entry.scale, entry.scale))),
        ("participants", _("Thành phần"), entry.participants),
        ("number", _("Số đại biểu"), str(entry.delegates or "")),
        ("preparing", _("Cơ quan chuẩn bị"), preparing),
        ("coordinating", _("Cơ quan phối hợp"), entry.coordinating_text or "; ".join(units)),
    )
    return [Fact(key, name, value) for key, name, value in stated]


def bloc_facts(proposal: Proposal | None) -> list[Fact]:
    """How many of each bloc, where any number is given."""
    numbers = proposal.blocs if proposal is not None else {}
    return [Fact(code, str(name), str(numbers.get(code, ""))) for code, name in BLOCS.items()]


def written_facts(proposal: Proposal | None) -> list[Fact]:
    """What is written in the proposal itself."""
    return [
        Fact(key, str(name), getattr(proposal, key) if proposal is not None else "")
        for key, name in WRITTEN.items()
    ]


def agenda_lines(items: Sequence[AgendaItem]) -> list[str]:
    """The agenda as lines of a proposal."""
    lines = []
    for item in items:
        said = [str(item.get_purpose_display())]
        if item.presented_by:
            said.append(item.presented_by)
        if item.minutes:
            said.append(_("%(count)s phút") % {"count": item.minutes})
        lines.append(f"{item.position}. {item.title} ({', '.join(said)})")
    return lines


def total_of(blocs: Mapping[str, Any]) -> int:
    """The delegates of all blocs together."""
    return sum(int(number or 0) for code, number in blocs.items() if code in BLOCS)


@shows(KIND)
def shown_proposal(by: Actor, thing_id: int) -> Shown | None:
    """What those who approve a proposal see: what the entry, the agenda and the proposal say now."""
    rows = Proposal.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=thing_id)
    proposal = rows.select_related("conference__entry__subject", "conference__entry__room").order_by().first()
    return None if proposal is None else shown_of_proposal(by, proposal)


def shown_of_proposal(by: Actor, proposal: Proposal) -> Shown:
    """The passages of a proposal."""
    entry = proposal.conference.entry
    items = list(
        AgendaItem.objects.filter(
            committee=by.committee_id, conference=proposal.conference_id
        ).select_related("reporting", "presenter")
    )
    facts = entry_facts(entry)
    blocs = [f"{fact.name}: {fact.value}" for fact in bloc_facts(proposal) if fact.value]
    passages = [Passage(fact.key, fact.name, fact.value) for fact in facts if fact.value]
    if not entry.is_held:
        passages.append(Passage("state", _("Tình trạng"), str(entry.get_state_display())))
    if blocs:
        passages.append(Passage("blocs", _("Số đại biểu theo khối"), "\n".join(blocs)))
    if items:
        passages.append(Passage("content", _("Nội dung"), "\n".join(agenda_lines(items))))
    passages += [Passage(one.key, one.name, one.value) for one in written_facts(proposal) if one.value]
    return Shown(
        title=_("Tờ trình tổ chức hội nghị: %(title)s") % {"title": entry.title},
        url=reverse("conferences:proposal", args=[entry.pk]),
        passages=passages,
    )


def owes_proposal(actor: Actor, entry: Entry) -> bool:
    """Whether the rules ask a tờ trình of such a conference (a duty of its own)."""
    return Deadline.objects.filter(
        committee=actor.committee_id, subject=entry.subject_id, act="proposal"
    ).exists()


def in_issued_programme(actor: Actor, entry: Entry) -> bool:
    """Whether a programme that was issued holds the conference: its time and content were approved with it."""
    issued = _issued_for(actor, entry).values_list("lines", flat=True)
    return any(line.get("id") == entry.pk for lines in issued for line in lines)


def is_issued_for(actor: Actor, entry: Entry) -> bool:
    """Whether a programme that was issued covers the day of the conference."""
    return _issued_for(actor, entry).exists()


def _issued_for(actor: Actor, entry: Entry) -> QuerySet[ProgrammeVersion]:
    day = clock.local(entry.opening).date()
    return ProgrammeVersion.objects.filter(
        committee=actor.committee_id, state=ProgrammeVersion.State.ISSUED, since__lte=day, until__gte=day
    )


def approved_by_programme(actor: Actor, conference: Conference) -> bool:
    """Whether the issued programme is approval enough: of a kind for which the rules ask no tờ trình."""
    return (
        conference.stage == Stage.PROPOSED
        and not owes_proposal(actor, conference.entry)
        and in_issued_programme(actor, conference.entry)
    )

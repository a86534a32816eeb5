"""What this app knows of what the gates ask: what a proposal states before a conference is approved, what is prepared
before invitations leave."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.blocs import BLOCS
from nghisu.conferences.gates import Missing, asks, is_answered
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.conferences.queries.proposals import WRITTEN, total_of
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor

ASKED_IN_WRITING = {
    "purpose": ("purpose-clear", "meeting-purpose"),
    "requirements": ("purpose-clear", "meeting-purpose"),
    "no_guidance": ("truly-needed",),
    "combined": ("meeting-needed",),
    "budget": ("proposal-content",),
    "division": ("proposal-content",),
    "ceremony": ("proposal-ceremony",),
}
"""A field of the proposal to the gates that ask for it."""


@asks("approved")
def proposal_states_all(by: Actor, conference: Conference) -> Iterable[Missing]:
    """What a proposal must state: in writing, in the entry, in the agenda (5609 I/III/1.1/b1, I/I/2; 226; 307 §3, §6)."""
    entry = conference.entry
    proposal = Proposal.objects.filter(committee=by.committee_id, conference=conference).first()
    write = reverse("conferences:proposal_draft", args=[entry.pk])
    change = reverse("programme:change", args=[entry.pk])

    def unwritten(field: str, gates: tuple[str, ...]) -> Missing:
        return Missing(
            gate=gates[0],
            key=field,
            said=_("Tờ trình chưa ghi: %(what)s") % {"what": str(WRITTEN[field]).lower()},
            url=write,
            action=_("Ghi vào tờ trình"),
            field=field,
            also=gates[1:],
        )

    for field, gates in ASKED_IN_WRITING.items():
        if proposal is None or not getattr(proposal, field).strip():
            yield unwritten(field, gates)
    if proposal is None or not (proposal.need_why.strip() or proposal.need_rule.strip()):
        yield unwritten("need_why", ("truly-needed", "meeting-needed"))
    stated = (
        ("chair", entry.chair or entry.chair_text, _("chủ trì"), ("convened-by", "proposal-content")),
        ("scale", entry.scale, _("quy mô"), ("scale-stated",)),
        ("participants", entry.participants, _("thành phần"), ("scale-stated", "proposal-content")),
        ("place", entry.room_id or entry.room_text, _("địa điểm"), ("proposal-content",)),
    )
    for key, value, name, gates in stated:
        if not value:
            yield Missing(
                gate=gates[0],
                key=key,
                said=_("Thông tin hội nghị chưa ghi: %(what)s") % {"what": name},
                url=change,
                action=_("Ghi vào thông tin hội nghị"),
                also=gates[1:],
            )
    total = total_of(proposal.blocs) if proposal is not None else 0
    if not total:
        yield Missing(
            gate="scale-stated",
            key="blocs",
            said=_("Tờ trình chưa ghi số đại biểu theo từng khối"),
            url=write,
            action=_("Ghi vào tờ trình"),
            field=f"bloc_{next(iter(BLOCS))}",
        )
    elif entry.delegates and entry.delegates != total:
        yield Missing(
            gate="scale-stated",
            key="number",
            said=_("Số đại biểu theo khối cộng lại là %(total)s, thông tin hội nghị ghi %(stated)s")
            % {"total": total, "stated": entry.delegates},
            url=write,
            action=_("Sửa cho khớp"),
            field=f"bloc_{next(iter(BLOCS))}",
        )
    if not AgendaItem.objects.filter(committee=by.committee_id, conference=conference).exists():
        yield _no_agenda(entry.pk, "purpose-clear", ("proposal-content", "meeting-purpose"))


@asks("invited")
def content_is_prepared(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Content is prepared before invitations leave (5609 I/I/2), and a letter was approved (I/III/1.3/b1)."""
    if not AgendaItem.objects.filter(committee=by.committee_id, conference=conference).exists():
        yield _no_agenda(conference.entry_id, "content-prepared")
    if not is_answered("invitation-approved"):
        yield Missing("invitation-approved", "letter", _("Chưa có giấy mời được duyệt"))


@asks("open")
def the_day_has_come(by: Actor, conference: Conference) -> Iterable[Missing]:
    """A conference opens on its day."""
    opening = clock.local(conference.entry.opening).date()
    if clock.today() < opening:
        yield Missing("", "day", _("Chưa đến ngày họp: %(day)s") % {"day": f"{opening:%d/%m/%Y}"})


def _no_agenda(entry_id: int, gate: str, also: tuple[str, ...] = ()) -> Missing:
    return Missing(
        gate=gate,
        key="agenda",
        said=_("Chưa có nội dung nào trong chương trình làm việc"),
        url=reverse("conferences:agenda", args=[entry_id]),
        action=_("Ghi nội dung"),
        also=also,
    )

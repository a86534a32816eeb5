"""What this app knows of what the gates ask: what a proposal states before a conference is approved, what is prepared
before invitations leave. An agenda may change until the opening: what is asked of it then is asked again before it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.blocs import BLOCS
from nghisu.conferences.enums import FRAMING, Purpose
from nghisu.conferences.gates import Missing, asks, is_answered, of_this
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.conferences.queries.matters import (
    EXECUTIVE,
    STANDING_BOARD,
    STANDING_COMMITTEE,
    asks_standing_board_first,
    body_of_kind,
    decided_items,
    delegated_alike,
    met_before,
    passed_by,
    passed_in_writing,
)
from nghisu.conferences.queries.proposals import WRITTEN, in_issued_programme, is_issued_for, total_of
from nghisu.conferences.queries.schemes import scheme_lacks
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
            key=of_this("number", total, entry.delegates),
            said=_("Số đại biểu theo khối cộng lại là %(total)s, thông tin hội nghị ghi %(stated)s")
            % {"total": total, "stated": entry.delegates},
            url=write,
            action=_("Sửa cho khớp"),
            field=f"bloc_{next(iter(BLOCS))}",
        )
    if not AgendaItem.objects.filter(committee=by.committee_id, conference=conference).exists():
        yield _no_agenda(entry.pk, "purpose-clear", ("proposal-content", "meeting-purpose"))


@asks("approved")
def it_stands_in_the_programme(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Outside đột xuất a conference stands in the programme (5609 I/I/3; 226): once one is issued that covers its day, it
    is in that one or in one of another tier. Before any is issued the programme is being drawn up, with it in it."""
    entry = conference.entry
    if entry.unscheduled or not is_issued_for(by, entry) or in_issued_programme(by, entry):
        return
    yield Missing(
        gate="in-programme",
        key=of_this("programme", clock.local(entry.opening).date().isoformat()),
        said=_("Hội nghị chưa có trong chương trình đã ban hành, và không ghi là họp đột xuất"),
        url=reverse("programme:change", args=[entry.pk]),
        action=_("Ghi là họp đột xuất, hoặc trình bản chương trình mới"),
        also=("year-plan",),
    )


@asks("open")
@asks("invited")
def content_is_prepared(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Content is prepared before invitations leave (5609 I/I/2), and a letter was approved (I/III/1.3/b1)."""
    if not AgendaItem.objects.filter(committee=by.committee_id, conference=conference).exists():
        yield _no_agenda(conference.entry_id, "content-prepared")
    if not is_answered("invitation-approved"):
        yield Missing("invitation-approved", "letter", _("Chưa có giấy mời được duyệt"))


@asks("open")
@asks("invited")
def discussions_have_their_points(by: Actor, conference: Conference) -> Iterable[Missing]:
    """What is to be discussed is sent beforehand as points (307 §3): the note of an item that is discussed holds them."""
    rows = AgendaItem.objects.filter(
        committee=by.committee_id, conference=conference, purpose=Purpose.DISCUSSION, note=""
    )
    for item in rows:
        yield Missing(
            gate="discussion-points",
            key=of_this(f"item-{item.pk}", item.title),
            said=_("Chưa ghi gợi ý thảo luận: %(title)s") % {"title": item.title},
            url=reverse("conferences:agenda_change", args=[conference.entry_id, item.pk]),
            action=_("Ghi gợi ý thảo luận"),
        )


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


@asks("open")
@asks("invited")
def matters_took_their_way(by: Actor, conference: Conference) -> Iterable[Missing]:
    """A matter for Ban Chấp hành passed Ban Thường vụ (5609 II/III/2.1/b1), its revised scheme, as it is now, has the
    opinion of Thường trực (II/II/2.3/b1); where the office has it so, a matter for Ban Thường vụ passed Thường trực
    (II/I/1)."""
    items = decided_items(by, conference)
    body = body_of_kind(conference)
    if body == EXECUTIVE:
        in_writing = passed_in_writing(by, items, STANDING_COMMITTEE)
        for item in items:
            if not passed_by(item, STANDING_COMMITTEE) and item.pk not in in_writing:
                yield _not_passed(item, conference, "passed-standing-committee", _("Ban Thường vụ"))
        yield from (lack.missing for lack in scheme_lacks(by, conference))
    elif body == STANDING_COMMITTEE and asks_standing_board_first(by):
        in_writing = passed_in_writing(by, items, STANDING_BOARD)
        for item in items:
            if not passed_by(item, STANDING_BOARD) and item.pk not in in_writing:
                yield _not_passed(item, conference, "standing-board-first", _("Thường trực"))


@asks("open")
@asks("invited")
def matters_are_not_delegated(by: Actor, conference: Conference) -> Iterable[Missing]:
    """What was delegated, or met on already, is not brought to another conference (307 §2–3; 226)."""
    rows = AgendaItem.objects.filter(committee=by.committee_id, conference=conference)
    items = list(rows.exclude(purpose__in=FRAMING))
    on = clock.local(conference.entry.opening).date()
    delegated = delegated_alike(by, [item.title for item in items], on)
    met = met_before(by, conference, items)
    for item in items:
        matter = delegated.get(item.title)
        if matter is not None:
            yield Missing(
                gate="delegated-not-met",
                key=of_this(f"item-{item.pk}-delegated-{matter.pk}", item.title),
                said=_("“%(title)s” có thể là việc đã ủy quyền cho %(to)s (%(document)s)")
                % {"title": item.title, "to": matter.to, "document": matter.document},
                url=reverse("conferences:delegated_change", args=[matter.pk]),
                action=_("Xem việc ủy quyền"),
                also=("delegated-matter",),
            )
        earlier = met.get(item.pk)
        if earlier is not None:
            yield Missing(
                gate="delegated-matter",
                key=of_this(f"item-{item.pk}-met-{earlier.pk}", item.title),
                said=_("“%(title)s” đã họp tại %(code)s và đã thông qua")
                % {"title": item.title, "code": earlier.conference.code},
                url=reverse("conferences:agenda", args=[earlier.conference.entry_id]),
                action=_("Xem hội nghị trước"),
            )


def _not_passed(item: AgendaItem, conference: Conference, gate: str, body: str) -> Missing:
    if item.follows is not None and item.follows.passed_on is None:
        return Missing(
            gate=gate,
            key=of_this(f"item-{item.pk}", item.title),
            said=_("%(code)s chưa ghi kết quả thông qua: %(title)s")
            % {"code": item.follows.conference.code, "title": item.title},
            url=reverse(
                "conferences:agenda_passed", args=[item.follows.conference.entry_id, item.follows.pk]
            ),
            action=_("Ghi kết quả"),
        )
    return Missing(
        gate=gate,
        key=of_this(f"item-{item.pk}", item.title),
        said=_("Chưa qua %(body)s: %(title)s") % {"body": body, "title": item.title},
        url=reverse("conferences:agenda_change", args=[conference.entry_id, item.pk]),
        action=_("Chọn hội nghị đã thông qua"),
    )

"""What a conference that was merged brings to the one that takes it in: its agenda, each item once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from nghisu.approvals.commands import supersede
from nghisu.conferences.commands.agenda import renumber
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.ground import locked_conference
from nghisu.conferences.enums import FRAMING, Purpose
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.conferences.policy import HELD
from nghisu.conferences.queries.proposals import KIND
from nghisu.conferences.refusals import AgendaClosed
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.models import Entry
from nghisu.programme.refusals import MoveBuiltUpon

TAKEN = (
    "title",
    "search_text",
    "purpose",
    "reporting_id",
    "presenter_id",
    "presenter_text",
    "minutes",
    "documents",
    "follows_id",
    "suggestion_id",
    "note",
)


def carry_agenda(by: Actor, entry: Entry, into: Entry) -> list[AgendaItem]:
    """Put the matters of a conference that was merged on the agenda of the one that takes it in, before its conclusion.

    The items of the merged one stay as they are, with all that hangs on them; the new ones point to them. A proposal of
    the receiving conference that waits for its approval waits no more: it stated another content.
    Raises AgendaClosed where that conference has opened already.
    """
    _end_proposal(by, into)
    source = Conference.objects.filter(committee=by.committee_id, entry=entry).first()
    if source is None:
        return []
    brought = list(
        AgendaItem.objects.filter(committee=by.committee_id, conference=source).exclude(purpose__in=FRAMING)
    )
    if not brought:
        return []
    target = locked_conference(by, conference_of_entry(by, into).pk)
    if target.stage in HELD:
        raise AgendaClosed(_("Hội nghị nhận gộp đã khai mạc nên không nhận thêm nội dung."))
    items = list(AgendaItem.objects.filter(committee=by.committee_id, conference=target))
    known = {one.carried_from_id for one in items}
    carried = [
        AgendaItem(
            committee_id=by.tenant,
            conference=target,
            position=len(items) + place,
            carried_from=one,
            **{name: getattr(one, name) for name in TAKEN},
        )
        for place, one in enumerate([one for one in brought if one.pk not in known], start=1)
    ]
    AgendaItem.objects.bulk_create(carried)
    ends = len(items)
    while ends and items[ends - 1].purpose == Purpose.CONCLUSION:
        ends -= 1
    renumber([*items[:ends], *carried, *items[ends:]])
    if carried:
        remember(
            by,
            "agenda.carried",
            target,
            after={"conference": source.code, "agenda": [one.title for one in carried]},
            label=f"{target.code} · {into.title}",
        )
    return carried


def take_back_agenda(by: Actor, entry: Entry, into: Entry) -> None:
    """Take the matters off again that a conference had brought, as its merger is undone.

    Raises MoveBuiltUpon where one of them was changed, dealt with, or something hangs on it by now.
    """
    rows = AgendaItem.objects.filter(
        committee=by.committee_id, conference__entry=into, carried_from__conference__entry=entry
    )
    found = rows.values_list("conference", flat=True).first()
    if found is None:
        return
    target = locked_conference(by, found)
    items = list(rows.select_for_update(of=("self",)).order_by())
    if target.stage in HELD or any(one.revision or one.passed_on for one in items):
        raise MoveBuiltUpon(into.title)
    titles = [one.title for one in items]
    try:
        with transaction.atomic():
            rows.delete()
    except ProtectedError:
        raise MoveBuiltUpon(into.title) from None
    renumber(list(AgendaItem.objects.filter(committee=by.committee_id, conference=target)))
    remember(
        by,
        "agenda.taken_back",
        target,
        before={"agenda": titles},
        label=f"{target.code} · {into.title}",
    )


def _end_proposal(by: Actor, into: Entry) -> None:
    waiting = Proposal.objects.filter(
        committee=by.committee_id, conference__entry=into, state=Proposal.State.SUBMITTED
    )
    for proposal in waiting:
        supersede(by, KIND, proposal.pk)

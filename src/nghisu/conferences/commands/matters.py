"""What became of a matter: passed by a conference, its revised scheme agreed to, delegated to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.approvals.commands import submit
from nghisu.approvals.models import Approval
from nghisu.conferences.commands.agenda import locked_item
from nghisu.conferences.models import AgendaItem, DelegatedMatter, PreparationSettings, SchemeOpinion
from nghisu.conferences.queries.matters import was_held
from nghisu.conferences.queries.opinions import OPINION, shown_of_opinion
from nghisu.conferences.queries.schemes import versions_to_show
from nghisu.conferences.refusals import NotKnownToBeHeld, NotYetHeld, OpinionOnItsWay, ShownByNoDocument
from nghisu.core.text import fold, nfc, sort_key
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

State = SchemeOpinion.State


@transaction.atomic
def record_passed(by: Actor, item_id: int, on: date | None, document: str = "") -> AgendaItem:
    """Record that the conference passed the matter of an item on a day, and by which document; None takes it back.

    Raises NotYetHeld before the conference has opened, or for a day before it; NotKnownToBeHeld where nothing shows that
    it took place; ShownByNoDocument.
    """
    must(by, "agenda.edit")
    item = locked_item(by, item_id)
    opened = clock.local(item.conference.entry.opening).date()
    if on is not None:
        if not item.conference.entry.is_held or not opened <= on <= clock.today():
            raise NotYetHeld
        if not was_held(by, item.conference):
            raise NotKnownToBeHeld
        if not document.strip():
            raise ShownByNoDocument
    before = {"passed_on": item.passed_on, "passed_document": item.passed_document}
    item.passed_on, item.passed_document = on, nfc(document).strip()[:200] if on else ""
    item.passed_by_name = by.name if on else ""
    item.save(update_fields=["passed_on", "passed_document", "passed_by_name"])
    after = {"passed_on": item.passed_on, "passed_document": item.passed_document}
    remember(by, "agenda.passed", item, before=before, after=after)
    return item


@transaction.atomic
def ask_opinion(by: Actor, item_id: int, revised: str) -> SchemeOpinion:
    """Put the scheme of an item, as it was revised after Ban Thường vụ, before Thường trực: with the newest versions of
    its documents, to which alone the opinion is given.

    Raises OpinionOnItsWay, NobodyToDecide.
    """
    must(by, "agenda.edit")
    item = locked_item(by, item_id)
    opinion = SchemeOpinion.objects.select_for_update().filter(item=item).order_by().first()
    if opinion is not None and opinion.state == State.SUBMITTED:
        raise OpinionOnItsWay
    if opinion is None:
        opinion = SchemeOpinion(committee_id=by.tenant, item=item)
    opinion.revised, opinion.versions = nfc(revised).strip(), versions_to_show(by, item)
    opinion.item = item
    opinion.state, opinion.granted_at, opinion.granted_by_name = State.DRAFT, None, ""
    opinion.save()
    approval = submit(by, kind=OPINION, thing=opinion, shown=shown_of_opinion(opinion))
    opinion.state, opinion.approval_id, opinion.returned_note = State.SUBMITTED, approval.pk, ""
    opinion.save()
    shown = [f"{one['title']} ({one['number']})" for one in opinion.versions]
    remember(by, "opinion.asked", opinion, after={"revised": opinion.revised, "versions": shown})
    return opinion


def end_opinion(by: Actor, approval: Approval, state: SchemeOpinion.State, why: str = "") -> None:
    """What became of the question: Thường trực agrees, sends it back with `why`, or it was taken back."""
    rows = SchemeOpinion.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=approval.thing_id
    )
    opinion = rows.order_by().first()
    if opinion is None or opinion.state != State.SUBMITTED:
        return
    opinion.state, opinion.returned_note = state, nfc(why)
    if state == State.GRANTED:
        opinion.granted_at, opinion.granted_by_name = clock.now(), by.name
    opinion.save()
    remember(by, "opinion.ended", opinion, after={"state": str(state), "note": why})


@dataclass(frozen=True, slots=True)
class MatterContent:
    """What the register says of a delegated matter."""

    matter: str
    delegated_by: str
    since: date
    document: str
    delegated_to_id: int | None = None
    delegated_to_text: str = ""
    until: date | None = None
    note: str = ""


@transaction.atomic
def enter_delegated(by: Actor, content: MatterContent) -> DelegatedMatter:
    """Enter a delegated matter in the register."""
    must(by, "delegated.edit")
    row = DelegatedMatter(committee_id=by.tenant)
    after = _write(by, row, content)
    remember(by, "delegated.entered", row, after=after)
    return row


@transaction.atomic
def change_delegated(by: Actor, matter_id: int, content: MatterContent) -> DelegatedMatter:
    """Change what the register says, or end a delegation by its last day."""
    must(by, "delegated.edit")
    row = (
        DelegatedMatter.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk=matter_id)
        .order_by()
        .first()
    )
    if row is None:
        raise AccessRefused(str(matter_id))
    before = _said(row)
    after = _write(by, row, content)
    if before != after:
        remember(by, "delegated.changed", row, before=before, after=after)
    return row


@transaction.atomic
def set_preparation(by: Actor, *, standing_board_first: bool) -> PreparationSettings:
    """Choose whether every matter for Ban Thường vụ must have passed Thường trực."""
    must(by, "settings.edit")
    row, _made = PreparationSettings.objects.select_for_update().get_or_create(committee_id=by.tenant)
    before = row.standing_board_first
    if before != standing_board_first:
        row.standing_board_first = standing_board_first
        row.save()
        remember(
            by,
            "preparation.set",
            row,
            before={"standing_board_first": before},
            after={"standing_board_first": standing_board_first},
        )
    return row


def _write(by: Actor, row: DelegatedMatter, content: MatterContent) -> dict[str, Any]:
    unit = None
    if content.delegated_to_id is not None:
        unit = Organisation.objects.filter(committee=by.committee_id, pk=content.delegated_to_id).first()
        if unit is None:
            raise AccessRefused("unit")
    row.matter, row.sort_key = nfc(content.matter), sort_key(content.matter)[:1100]
    row.delegated_by, row.delegated_to = nfc(content.delegated_by), unit
    row.delegated_to_text = "" if unit is not None else nfc(content.delegated_to_text)
    row.since, row.until, row.document, row.note = (
        content.since,
        content.until,
        nfc(content.document),
        nfc(content.note),
    )
    row.search_text = fold(f"{row.matter} {row.delegated_by} {row.to} {row.document}")[:900]
    row.save()
    return _said(row)


def _said(row: DelegatedMatter) -> dict[str, Any]:
    return {
        "matter": row.matter,
        "delegated_by": row.delegated_by,
        "delegated_to": row.to,
        "since": row.since,
        "until": row.until,
        "document": row.document,
        "note": row.note,
    }

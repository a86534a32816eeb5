"""The documents that name those invited: letters of invitation, the list of delegates."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from nghisu.conferences.gathering import gathers
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.papers import (
    BOARD,
    contents_of,
    convener_of,
    formalities_of_committee,
    formalities_of_office,
    meeting_of,
    office_of,
    participants_of,
)
from nghisu.conferences.refusals import NotInvited
from nghisu.core.papers.composing.delegates import Delegate, DelegateGroup, DelegateList
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Level, Standing
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.people import invitees_of, unit_name


def addressed_as(invitee: Invitee) -> str:
    """Whom a letter is written to: name, title, and the unit where the title does not name it."""
    unit = unit_name(invitee)
    parts = [f"Đồng chí {invitee.name}", invitee.title]
    if unit and unit not in invitee.title:
        parts.append(unit)
    return ", ".join(part for part in parts if part)


@gathers("giay-moi")
def invitation(by: Actor, conference: Conference, invitee_id: int | None = None) -> Invitation:
    """The letter to one of those invited; to the first where nobody is named, open where nobody is invited yet. A guest
    of a higher level is written to by the body itself, all others by the office by its order (5609 I/III/1.3/b2)."""
    rows = invitees_of(by, conference)
    found = (
        rows.filter(pk=invitee_id).first() if invitee_id else rows.order_by("rank", "sort_key", "pk").first()
    )
    if invitee_id and found is None:
        raise NotInvited
    return letter_to(by, conference, found)


def letter_to(by: Actor, conference: Conference, invitee: Invitee | None, code: str = "") -> Invitation:
    """The letter to somebody; `code` is the personal address behind its QR code."""
    entry = conference.entry
    higher = invitee is not None and invitee.level == Level.CENTRAL
    about = formalities_of_committee(by, BOARD) if higher else formalities_of_office(by)
    guests = invitees_of(by, conference).filter(standing=Standing.GUEST).exists()
    office = office_of(by)
    items = tuple(item.title for item in invitee.items.all()) if invitee is not None else ()
    return Invitation(
        formalities=replace(about, recipients=("Như trên",)),
        meeting=meeting_of(by, entry),
        convener=convener_of(by, entry),
        invitee=addressed_as(invitee) if invitee is not None else "",
        contents=items or contents_of(by, conference),
        participants=(*participants_of(by, entry), *(("Đại biểu mời",) if guests else ())),
        absence_to=office.name if office else "",
        code=code,
    )


@gathers("danh-sach-dai-bieu")
def delegate_list(by: Actor, conference: Conference, _invitee: int | None = None) -> DelegateList:
    """All who are invited, by capacity, in the order of precedence."""
    rows = invitees_of(by, conference).select_related("organisation")
    order = [Standing.SUMMONED, Standing.GUEST, Standing.SUBSTITUTE]
    sorted_rows = sorted(rows, key=lambda one: order.index(Standing(one.standing)))
    groups = tuple(
        DelegateGroup(
            str(Standing(standing).label),
            tuple(Delegate(name=one.name, position=one.title, unit=unit_name(one)) for one in of_standing),
        )
        for standing, of_standing in groupby(sorted_rows, key=lambda one: one.standing)
    )
    return DelegateList(
        formalities=formalities_of_office(by), meeting=meeting_of(by, conference.entry), groups=groups
    )

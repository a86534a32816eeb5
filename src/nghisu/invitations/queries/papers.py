"""The documents that name those invited: letters of invitation, the list of delegates."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from nghisu.conferences.gathering import Wanted, gathers
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.papers import contents_of, meeting_of, writer_of
from nghisu.conferences.refusals import NotInvited
from nghisu.core.papers.composing.delegates import Delegate, DelegateGroup, DelegateList
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Standing
from nghisu.invitations.queries.people import invitees_of, unit_name
from nghisu.invitations.queries.wording import letter_to


@gathers("giay-moi")
def invitation(by: Actor, conference: Conference, wanted: Wanted) -> Invitation:
    """The letter to one of those invited; to the first where nobody is named, open where nobody is invited yet."""
    rows, invitee_id = invitees_of(by, conference), wanted.invitee_id
    found = (
        rows.filter(pk=invitee_id).first() if invitee_id else rows.order_by("rank", "sort_key", "pk").first()
    )
    if invitee_id and found is None:
        raise NotInvited
    said = letter_to(by, conference, found, issuer=wanted.issuer)
    return said if may(by, "invitee.view") else replace(said, contents=contents_of(by, conference))


@gathers("danh-sach-dai-bieu")
def delegate_list(by: Actor, conference: Conference, wanted: Wanted) -> DelegateList:
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
        formalities=writer_of(by, conference, "danh-sach-dai-bieu", issuer=wanted.issuer).formalities,
        meeting=meeting_of(by, conference.entry),
        groups=groups,
    )

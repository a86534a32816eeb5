"""Who is invited to a conference of the furnished committee."""

from __future__ import annotations

import hashlib

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.kept_files import keep_file
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.groups import add_to_group, save_group
from nghisu.invitations.enums import MailingState
from nghisu.invitations.models import Delivery, GroupLine, Invitee, Mailing, SavedGroup, Substitution
from nghisu.invitations.queries.wording import FIELDS
from nghisu.programme.models import Entry
from tests.factories import Ground


def an_invitee(ground: Ground, by: Actor, entry: Entry) -> Invitee:
    """A guest, typed in."""
    choose(
        by,
        entry,
        Choice(
            source="guest",
            standing="guest",
            guest_name=f"Khách {ground.mark}",
            guest_title=f"Vụ trưởng {ground.mark}",
            guest_organisation=f"Vụ {ground.mark}",
            guest_email="khach@example.vn",
            guest_level="central",
        ),
    )
    return Invitee.objects.get(conference__entry=entry, name=f"Khách {ground.mark}")


def a_group(ground: Ground, by: Actor) -> tuple[SavedGroup, GroupLine]:
    """A saved group of one line."""
    group = save_group(by, f"Nhóm {ground.mark}", f"Ghi chú {ground.mark}")
    return group, add_to_group(by, group.pk, Choice(source="unit", organisation_id=ground.office.pk))


def a_letter_of_invitation(by: Actor, entry: Entry, *people: Invitee) -> Delivery:
    """The letters of the conference, issued and drawn: that of the first."""
    conference = people[0].conference
    mailing = Mailing.objects.create(
        committee_id=by.tenant,
        conference=conference,
        content=dict.fromkeys(FIELDS, "…"),
        state=MailingState.ISSUED,
        approved_at=clock.now(),
        issued_at=clock.now(),
        number="12",
        issued_by_name=by.name,
    )
    content = b"%PDF-1.7 a letter"
    stored = keep_file(content)
    rows = [
        Delivery.objects.create(
            committee_id=by.tenant,
            mailing=mailing,
            invitee=one,
            version="office",
            way=way,
            unit=one.organisation,
            batch=1,
            stored=stored,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            drawn_at=clock.now(),
        )
        for one, way in zip(people, ("mail", "network"), strict=False)
    ]
    return rows[0]


def an_own_invitee(ground: Ground, by: Actor, entry: Entry) -> Invitee:
    """The chief of office, invited from the department that the addresses name."""
    choose(by, entry, Choice("person", person_id=ground.user(Role.OFFICE_CHIEF).person_id))
    one = Invitee.objects.get(conference__entry=entry, person=ground.user(Role.OFFICE_CHIEF).person)
    one.organisation = ground.department
    one.save()
    return one


def a_substitution(by: Actor, one: Invitee) -> Substitution:
    """Somebody named in the place of the guest."""
    return Substitution.objects.create(
        committee_id=by.tenant,
        invitee=one,
        name=f"Dự thay {one.name}",
        title=f"Phó {one.title}",
        asked_at=clock.now(),
    )

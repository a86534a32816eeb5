from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from nghisu.directory.commands.ground import cleaned
from nghisu.directory.refusals import CommitteeThere
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class CommitteeContent:
    """What is stated of a committee (cấp ủy)."""

    code: str
    name: str
    short_name: str
    level: str
    place: str


@transaction.atomic
def found_committee(by: Actor, content: CommitteeContent) -> Committee:
    """Make a committee of the installation. Done by the system alone, told so at its command line: no person who is
    signed in makes one. Raises CommitteeThere when there is one of this code or of this name."""
    if by.user_id is not None:
        raise AccessRefused("a committee is made at the command line")
    columns = {
        "code": content.code,
        "name": cleaned(content.name, "name"),
        "short_name": cleaned(content.short_name, "short_name"),
        "level": content.level,
        "place": cleaned(content.place, "place"),
    }
    there = Committee.objects.filter(code=columns["code"]).first()
    there = there or Committee.objects.filter(name=columns["name"]).first()
    if there is not None:
        raise CommitteeThere(there.name, there.code)
    try:
        with transaction.atomic():
            committee = Committee.objects.create(**columns)
    except IntegrityError as clash:  # made by somebody else a moment ago
        raise CommitteeThere(columns["name"], columns["code"]) from clash
    remember(system_actor(committee.pk, by.name), "committee.founded", committee, after=columns)
    return committee

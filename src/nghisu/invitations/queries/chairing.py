"""Who agrees to a substitute: whoever chairs that very conference; the office writes down what a paper of theirs says."""

from __future__ import annotations

from collections.abc import Sequence

from nghisu.accounts.queries import holders_of
from nghisu.conferences.queries.standing import gates_of
from nghisu.core.law.rules import GateRule
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Body
from nghisu.directory.queries import members_of, valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Decides
from nghisu.programme.models import Entry

CHAIRS = (Role.CHAIR, Role.STANDING_BOARD_MEMBER)
"""The roles in which members of the body that chairs decide for it."""
RECORDS = Role.OFFICE_CHIEF
"""The role in which the office writes down what the chair put in writing."""
ASKS = ("deputy-agreed", "substitute-consent")
"""The gates of a rulebook that ask for the chair's agreement (307 §3; 45/2018)."""


def chairing_of(by: Actor, entry: Entry) -> set[int]:
    """The people who chair a conference: members, today, of the body that chairs it (5609 I/I/1), who hold a role in
    which one chairs. None where the entry states no chair, or one that is no body of the committee."""
    code = _body_of(by, entry)
    if not code:
        return set()
    members = members_of(by, [code], clock.today()).get(code, set())
    return members & set(holders_of(by.tenant, CHAIRS, clock.today()))


def told_of_substitutes(by: Actor, entry: Entry) -> set[int]:
    """Those who decide of a substitute, and those who write down what was decided on paper."""
    return chairing_of(by, entry) | set(holders_of(by.tenant, [RECORDS], clock.today()))


def decides(by: Actor, entry: Entry) -> Decides:
    """In which part the actor decides of the substitutes of a conference, if at all."""
    if not may(by, "substitute.decide"):
        return Decides.NOT
    if by.person_id in chairing_of(by, entry):
        return Decides.CHAIR
    return Decides.OFFICE if by.holds(RECORDS) else Decides.NOT


def agreement_asked(entry: Entry) -> Sequence[GateRule]:
    """The gates of the entry's rulebook that ask for the chair's agreement."""
    gates = gates_of(entry)
    return [gates[name] for name in ASKS if name in gates]


def _body_of(by: Actor, entry: Entry) -> str:
    """The code of the body that chairs: as the rulebook names it, or by the name that was written where the rulebook
    names none, whole or without its end ("Thường trực Đảng ủy" of a ward)."""
    said = fold(entry.chair_text)
    if entry.chair or not said:
        return entry.chair
    bodies = Body.objects.filter(valid_on(clock.today()), committee=by.committee_id)
    found = [
        body.code
        for body in bodies
        if fold(body.name).startswith(said) and said.startswith(fold(body.short_name or body.name))
    ]
    return found[0] if len(found) == 1 else ""

"""Who signs the letter to each who is invited: Thường trực to leaders of a higher level, the office to all others (5609
I/III/1.3/b2), as far as it is known who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference
from nghisu.core.issuing import Recipient, Signing, leads, signer_for, title_words
from nghisu.core.law import BASIS_NAMES, load_rulebook
from nghisu.core.law.citation import bilingual
from nghisu.directory.queries.precedence import LAST
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.enums import Asked, Level, Standing, Version
from nghisu.invitations.models import Delivery, Invitee, Mailing
from nghisu.invitations.queries.numbers import number_of
from nghisu.programme.models import Entry
from nghisu.rulebook.queries.chips import chips_of

TIERS = {Level.CENTRAL: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}
"""The levels one above the other. Whoever comes from another province or sector stands in no such line."""
OWN = {Committee.Level.PROVINCE: Level.PROVINCE, Committee.Level.COMMUNE: Level.COMMUNE}
KIND = "giay-moi"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signs the letter to somebody. `asked` is what a person still has to say of them, "" where it is known; `read`
    that it was read off the title and nobody has said it."""

    version: Version
    asked: str = ""
    read: bool = False


def own_level(committee: Committee) -> Level:
    """The level of the committee itself."""
    return OWN[Committee.Level(committee.level)]


def signed_by(one: Invitee, committee: Committee) -> SignedBy:
    """Who signs the letter to one of those invited. Where it is not known whether they lead at a higher level, the office
    signs, which is the rule for all others, and a person is asked."""
    own = TIERS[own_level(committee)]
    tier = TIERS.get(Level(one.level), own) if one.level else own
    is_leader = leads_of(one) if tier < own or not one.level else False
    (signing,) = signer_for(KIND, [Recipient(one.pk, tier, is_leader is True)], own_tier=own)
    asked = ""
    if not one.level and is_leader is not False:
        asked = Asked.LEVEL
    elif tier < own and is_leader is None:
        asked = Asked.LEADS
    version = Version(signing.by.value)
    return SignedBy(version, asked, read=version == Version.BOARD and one.leads is None)


def leads_of(one: Invitee) -> bool | None:
    """Whether somebody leads: as a person said, else as the title tells, else as the order of precedence of the directory
    has it; None where none of them does."""
    if one.leads is not None:
        return one.leads
    if one.specialist:
        return False
    told = leads(one.title)
    ranked = one.person_id is not None and one.rank < LAST and one.standing != Standing.SUBSTITUTE
    return True if told is None and ranked else told


def versions_to_number(by: Actor, mailing: Mailing) -> list[Version]:
    """Which versions must be given a number before everybody can be sent their letter: those that have none, and that
    somebody gets who was not sent one of this mailing."""
    committee = mailing.committee
    sent = Delivery.objects.filter(mailing=mailing, invitee=OuterRef("pk"))
    rows = Invitee.objects.filter(
        committee=by.committee_id, conference=mailing.conference_id, removed_at=None
    ).exclude(Exists(sent))
    wanted = {signed_by(one, committee).version for one in rows.filter(_above(committee))}
    if rows.exclude(_above(committee)).exists():
        wanted.add(Version.OFFICE)
    return [one for one in Version if one in wanted and not number_of(mailing, one)]


@dataclass(frozen=True, slots=True)
class WhoSigns:
    """What a page tells of who signs: to whom Thường trực does, of whom a person still has to say something, and our own
    reading of who leads."""

    by_board: Sequence[Invitee]
    asked: Sequence[tuple[Invitee, str]]
    reading: str
    basis_name: str

    @property
    def tells(self) -> bool:
        return bool(self.by_board or self.asked)


def signing_told(by: Actor, conference: Conference) -> dict[str, Any]:
    """Who signs the letters of a conference, with the clause, as a page tells it (`_who_signs.html`)."""
    committee = conference.committee
    citations = signing_of(conference.entry, committee, Version.BOARD).citations
    return {"who": who_signs(by, conference.pk, committee), "who_chips": chips_of(citations)}


def who_signs(by: Actor, conference_id: int, committee: Committee) -> WhoSigns:
    """Of those invited whom the rule on leaders of a higher level may concern: one query."""
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference_id, removed_at=None)
    known = [
        (one, signed_by(one, committee))
        for one in rows.filter(_above(committee) | Q(level="")).order_by("rank", "sort_key", "id")
    ]
    words = title_words()
    return WhoSigns(
        [one for one, said in known if said.version == Version.BOARD],
        [(one, str(Asked(said.asked).label)) for one, said in known if said.asked],
        bilingual(words.reason, words.reason_en, _),
        _(BASIS_NAMES[words.basis]),
    )


def signing_of(entry: Entry, committee: Committee, version: str) -> Signing:
    """Who signs a version, by the rule that ships."""
    own = TIERS[own_level(committee)]
    to = Recipient("", 0 if version == Version.BOARD else own)
    return signer_for(KIND, [to], own_tier=own, rulebook=load_rulebook(entry.subject.rulebook))[0]


def _above(committee: Committee) -> Q:
    own = TIERS[own_level(committee)]
    return Q(level__in=[level for level, tier in TIERS.items() if tier < own])
